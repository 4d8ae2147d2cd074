// Compares the schema with that of the last release, which is kept beside it: what clients rely on may not disappear.
// `npm run release:schema` takes the schema of today as released, once a version.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { CriticalityLevel, diff } = require('@graphql-inspector/core');
const { buildSchema } = require('graphql');

const [released = 'schema.released.graphql', current = 'schema.graphql'] = process.argv.slice(2);

/** @param {string} file */
const schemaOf = (file) => buildSchema(readFileSync(file, 'utf8'));

if (!existsSync(released)) {
  console.log(`There is no ${released} yet: nothing has been released that can break.`);
} else {
  /** @type {import('@graphql-inspector/core').Change[]} */
  const changes = await diff(schemaOf(released), schemaOf(current));
  const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
  for (const { message } of breaking) console.error(`Breaks clients of ${released}: ${message}`);
  if (breaking.length > 0) process.exit(1);
}
