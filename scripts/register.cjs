// Require hook: `node -r ./scripts/register.cjs src/main.ts` runs TypeScript through swc, with the project's .swcrc.
const Module = require('node:module');
const path = require('node:path');
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');

const configFile = path.join(__dirname, '..', '.swcrc');
const dependencies = `${path.sep}node_modules${path.sep}`;

// Node then maps stack traces through the inline source maps by itself.
process.setSourceMapsEnabled(true);

/**
 * @typedef {NodeJS.Module & { _compile(code: string, filename: string): unknown }} CompilableModule
 * @typedef {Record<string, (module: CompilableModule, filename: string) => unknown>} Extensions
 */
const { _extensions: extensions } = /** @type {typeof Module & { _extensions: Extensions }} */ (Module);

/**
 * @param {CompilableModule} module
 * @param {string} filename
 */
extensions['.ts'] = function loadTypeScript(module, filename) {
  const source = readFileSync(filename, 'utf8');
  if (filename.includes(dependencies)) return module._compile(source, filename);
  const { code } = transformSync(source, { filename, configFile, sourceMaps: 'inline' });
  return module._compile(code, filename);
};
