# Node 24 is the current LTS; the code runs on 20.19 and newer.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
WORKDIR /app
# Every address is open, so sign-in is on. First key: docker compose exec headroom npm run headroom -- keys create --role admin --name first
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 HEADROOM_AUTH=keys npm_config_update_notifier=false npm_config_cache=/tmp/npm
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/scripts scripts
COPY --from=build /app/operations operations
COPY --from=build /app/package.json package.json
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4000/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
