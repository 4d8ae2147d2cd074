import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = path.dirname(fileURLToPath(import.meta.url));

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
      input: { app: path.join(here, 'index.html'), graphiql: path.join(here, 'graphiql/index.html') },
    },
  },
});
