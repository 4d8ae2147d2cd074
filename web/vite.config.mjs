import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = path.dirname(fileURLToPath(import.meta.url));

/** Names of what is shared name all that share it. */
const short = (name = 'part') => name.replace(/(~.*)?(\.\w+)?$/, '');
/** In files by which pages and sections use it; small ones go with their neighbours. */
const whereUsed = { entriesAware: true, entriesAwareMergeThreshold: 30_000 };

// Two pages, everything bundled: no request leaves the origin.
export default defineConfig({
  root: here,
  base: '/',
  worker: { format: 'es' },
  build: {
    outDir: path.join(here, '../dist/web'),
    emptyOutDir: true,
    // Which file a page needs first: the budget test reads it.
    manifest: true,
    // A data: address in a style sheet or script would need a wider policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 8_000,
    rollupOptions: {
      // React libraries mark client modules; in a bundle for the browser the mark means nothing.
      onwarn: (warning, warn) => (warning.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : warn(warning)),
      output: {
        chunkFileNames: ({ name }) => `assets/${short(name)}-[hash].js`,
        assetFileNames: ({ names }) => `assets/${short(names[0])}-[hash][extname]`,
        // A request costs more than the few kilobytes that one section or another leaves unused.
        codeSplitting: {
          groups: [
            // What is needed before any section.
            { name: 'start', tags: ['$initial'], priority: 1, ...whereUsed },
            // What several sections have in common.
            {
              name: 'parts',
              test: /[\\/](web[\\/]app|node_modules[\\/](react-aria|react-stately|@internationalized))/,
              minShareCount: 2,
            },
          ],
        },
      },
      input: { app: path.join(here, 'index.html'), graphiql: path.join(here, 'graphiql/index.html') },
    },
  },
});
