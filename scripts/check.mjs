// Every habit of the project as one command: `npm run check` (all) or `npm run check -- types lint` (some).
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const node = process.execPath;
const CHECKS = {
  format: ['npx', 'prettier', '--check', '--log-level', 'warn', '.'],
  types: ['npx', 'tsc', '--noEmit'],
  page: ['npx', 'tsc', '--noEmit', '-p', 'web'],
  lint: ['npx', 'eslint', '.', '--max-warnings', '0'],
  directions: [
    'npx',
    'depcruise',
    '--config',
    'dependency-cruiser.config.cjs',
    'src',
    'embedded-postgres',
    'migrations',
  ],
  unused: ['npx', 'knip'],
  schema: ['npm', 'run', '--silent', 'schema'],
  operations: ['npm', 'run', '--silent', 'operations'],
  codegen: ['npm', 'run', '--silent', 'codegen'],
  openapi: ['npm', 'run', '--silent', 'openapi'],
  breaking: [node, 'scripts/check-breaking.mjs'],
  migrations: [node, 'scripts/check-migrations.mjs'],
};
/** Generated files that must come out as they were committed. */
const GENERATED = {
  schema: ['schema.graphql'],
  operations: ['operations/manifest.json', 'web/app/generated/hashes.json'],
  codegen: ['web/app/generated/graphql.ts'],
  openapi: ['openapi.json', 'docs/endpoints.md', 'docs/allocation-options.md'],
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in CHECKS));
if (unknown.length > 0)
  throw new Error(`No such check: ${unknown.join(', ')}; there are ${Object.keys(CHECKS).join(', ')}`);

function freshness(name) {
  const stale = [];
  const files = (GENERATED[name] ?? []).map((file) => ({ file, before: readFileSync(file, 'utf8') }));
  const { status } = run(CHECKS[name]);
  for (const { file, before } of files) {
    if (readFileSync(file, 'utf8') !== before) {
      stale.push(file);
      writeFileSync(file, before);
    }
  }
  if (stale.length > 0)
    console.error(`Not as generated: ${stale.join(', ')}. Run \`npm run ${name}\` and commit.`);
  return status === 0 && stale.length === 0;
}

function run([command, ...args]) {
  return spawnSync(command, args, { stdio: 'inherit' });
}

const failed = [];
for (const name of wanted.length > 0 ? wanted : Object.keys(CHECKS)) {
  const started = Date.now();
  const passed = freshness(name);
  if (!passed) failed.push(name);
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}`);
  process.exit(1);
}
