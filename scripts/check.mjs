// Every habit of the project as one command: `npm run check` (all) or `npm run check -- types lint` (some).
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { GENERATORS, generate } from './generate.mjs';

const node = process.execPath;
const SOURCES = ['src', 'embedded-postgres', 'migrations'];

/** @type {Record<string, string[][]>} */
const COMMANDS = {
  format: [['npx', 'prettier', '--check', '--log-level', 'warn', '.']],
  types: [
    ['npx', 'tsc', '--noEmit'],
    ['npx', 'tsc', '--noEmit', '-p', 'scripts'],
  ],
  page: [['npx', 'tsc', '--noEmit', '-p', 'web']],
  lint: [['npx', 'eslint', '.', '--max-warnings', '0']],
  directions: [['npx', 'depcruise', '--config', 'dependency-cruiser.config.cjs', ...SOURCES]],
  unused: [['npx', 'knip']],
  breaking: [[node, 'scripts/check-breaking.mjs']],
  migrations: [[node, 'scripts/check-migrations.mjs']],
};

/** @type {Record<string, () => boolean>} */
const CHECKS = {
  ...Object.fromEntries(
    Object.entries(COMMANDS).map(([name, commands]) => [name, () => commands.every(succeeds)]),
  ),
  ...Object.fromEntries(GENERATORS.map((each) => [each.script, () => isAsGenerated([each])])),
  generated: () => isAsGenerated(GENERATORS),
};
/** In a run of everything the generators run once, in order. */
const EVERYTHING = [...Object.keys(COMMANDS), 'generated'];

/** @param {string[]} command */
function succeeds([command = '', ...args]) {
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

/** @param {string} file */
const contents = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

/**
 * Whether the generators write what is there already; what they change is put back.
 * @param {readonly import('./generate.mjs').Generator[]} generators
 */
function isAsGenerated(generators) {
  const files = generators.flatMap((generator) => generator.files);
  const before = new Map(files.map((file) => [file, contents(file)]));
  const done = generate(generators);
  const stale = files.filter((file) => contents(file) !== before.get(file));
  for (const file of stale) {
    const text = before.get(file);
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
  }
  if (stale.length > 0)
    console.error(`Not as generated: ${stale.join(', ')}. Run \`npm run generate\` and commit.`);
  return done && stale.length === 0;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in CHECKS));
if (unknown.length > 0) {
  console.error(`No such check: ${unknown.join(', ')}; there are ${Object.keys(CHECKS).join(', ')}`);
  process.exit(1);
}
const failed = [];
for (const name of wanted.length > 0 ? wanted : EVERYTHING) {
  const started = Date.now();
  const passed = CHECKS[name]?.() ?? false;
  if (!passed) failed.push(name);
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}`);
  process.exit(1);
}
