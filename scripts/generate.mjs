// Writes every generated file in the order in which they build on each other: `npm run generate`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Generator
 * @property {string} script the npm script that writes
 * @property {string[]} files what it writes; a folder stands for everything in it
 */

/** @type {Generator[]} */
export const GENERATORS = [
  { script: 'schema', files: ['schema.graphql', 'docs/dashboards.md'] },
  { script: 'operations', files: ['operations/manifest.json', 'web/app/generated/hashes.json'] },
  { script: 'codegen', files: ['web/app/generated/graphql.ts'] },
  { script: 'codegen:example', files: ['examples/dashboard/generated/graphql.ts'] },
  { script: 'import-docs', files: ['docs/importing.md'] },
  {
    script: 'openapi',
    files: ['openapi.json', 'docs/endpoints.md', 'docs/allocation-options.md', 'docs/codes.md'],
  },
];

/**
 * Runs generators one after the other; false as soon as one fails.
 * @param {readonly Generator[]} generators
 */
export function generate(generators) {
  return generators.every(
    ({ script }) => spawnSync('npm', ['run', '--silent', script], { stdio: 'inherit' }).status === 0,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !generate(GENERATORS)) process.exit(1);
