// Require hook: `node -r ./scripts/register.cjs src/main.ts` runs TypeScript through swc, with the project's .swcrc.
// What is compiled is kept under .cache/compiled, one file a source: a process or thread that starts reads it there, and the
// compiler itself is loaded only where a source has changed.
const Module = require('node:module');
const path = require('node:path');
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { threadId } = require('node:worker_threads');

const root = path.join(__dirname, '..');
const configFile = path.join(root, '.swcrc');
const cache = path.join(root, '.cache', 'compiled');
const dependencies = `${path.sep}node_modules${path.sep}`;
const compiler =
  readFileSync(require.resolve('@swc/core/package.json'), 'utf8') + readFileSync(configFile, 'utf8');

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
  return module._compile(filename.includes(dependencies) ? source : compiled(source, filename), filename);
};

/**
 * @param {string} source
 * @param {string} filename
 */
function compiled(source, filename) {
  // What the code is made of stands at its end, where it moves no line.
  const mark = `\n//${createHash('sha1').update(compiler).update(filename).update(source).digest('hex')}\n`;
  const kept = path.join(cache, `${path.relative(root, filename).replaceAll(path.sep, '!')}.js`);
  try {
    const code = readFileSync(kept, 'utf8');
    if (code.endsWith(mark)) return code;
  } catch {
    // Not kept yet.
  }
  const { code } = require('@swc/core').transformSync(source, { filename, configFile, sourceMaps: 'inline' });
  keep(kept, code + mark);
  return code;
}

/**
 * Other processes and threads read and write at the same time: a file is there as a whole or not at all.
 * @param {string} file
 * @param {string} code
 */
function keep(file, code) {
  const draft = `${file}.${process.pid}.${threadId}`;
  try {
    mkdirSync(cache, { recursive: true });
    writeFileSync(draft, code);
    renameSync(draft, file);
  } catch {
    // A folder that cannot be written to: the next one compiles again.
  }
}
