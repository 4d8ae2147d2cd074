#!/usr/bin/env bash
# Runs the steps of the Dockerfile without Docker, as root: builds in a clean copy, takes over what the image takes over, makes it
# read-only, starts it as a user without rights, makes the first key, asks, stops. Checks the compose file where docker-compose is.
# Usage: deploy/rehearse.sh NODE_PROGRAM DATABASE_URL (an empty database)
set -euo pipefail
cd "$(dirname "$0")/.."
node=$(realpath "$1")
database=$2
work=$(mktemp -d)
server=
# The server is below a shell of its own, unless that shell has become it.
stop_server() { kill "-$1" $(pgrep -P "$server" || echo "$server") 2>/dev/null || true; }
finish() { [ -z "$server" ] || stop_server KILL; chmod -R u+w "$work"; rm -rf "$work"; }
trap finish EXIT
chmod 755 "$work"
mkdir "$work/build" "$work/app" "$work/tmp" "$work/bin"
chmod 777 "$work/tmp"
ln -s "$node" "$work/bin/node"
export PATH="$work/bin:$PATH"

echo 'RUN npm ci; npm run build && npm prune --omit=dev'
git ls-files -z --cached --others --exclude-standard | tar --null --files-from=- -c | tar -x -C "$work/build"
(cd "$work/build" && npm ci --silent && npm run --silent build && npm prune --omit=dev --silent)

echo 'COPY --from=build; USER node; read_only'
sed -n 's|^COPY --from=build /app/\([^ ]*\) .*|\1|p' Dockerfile | while read -r part; do
  cp -r "$work/build/$part" "$work/app/"
done
chmod -R a-w,a+rX "$work/app"
as_nobody() {
  (cd "$work/app" && exec setpriv --reuid=65534 --regid=65534 --clear-groups env -i PATH="$PATH" HOME="$work/tmp" \
    TMPDIR="$work/tmp" npm_config_cache="$work/tmp/npm" npm_config_update_notifier=false NODE_ENV=production \
    HOST=0.0.0.0 PORT=4655 HEADROOM_AUTH=keys DATABASE_URL="$database" "$@")
}
as_nobody node dist/src/main.js > "$work/tmp/out" 2> "$work/tmp/log" &
server=$!

echo 'HEALTHCHECK'
for _ in $(seq 60); do
  curl -sf -o /dev/null http://127.0.0.1:4655/readyz && break
  sleep 0.5
done
curl -sf -o /dev/null http://127.0.0.1:4655/readyz || { cat "$work/tmp/log"; exit 1; }

echo 'npm run headroom -- keys create'
key=$(as_nobody npm run --silent headroom -- keys create --role admin --name first | tail -n 1)
for path in / /graphiql/ /api/v2/capacity-tiers '/api/v2/reports/powerbi/tiers?format=xlsx' /metrics; do
  curl -sf -o /dev/null -H "Authorization: Bearer $key" "http://127.0.0.1:4655$path" || { echo "$path was not answered"; exit 1; }
done
[ "$(curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:4655/api/v2/capacity-tiers)" = 401 ]

echo 'SIGTERM'
stop_server TERM
wait "$server"
server=

if command -v docker-compose > /dev/null; then
  echo 'docker-compose config'
  cp -r docker-compose.yml Dockerfile deploy "$work/tmp/"
  "$work/tmp/deploy/make-secrets.sh" > /dev/null
  docker-compose -f "$work/tmp/docker-compose.yml" config > "$work/tmp/config"
  ! grep -E '0\.0\.0\.0|^ +- ?"?[0-9]+:[0-9]+' "$work/tmp/config"
fi
echo 'The image would start.'
