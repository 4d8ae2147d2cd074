// Compares the schema with that of the last release (the newest tag v*): what clients rely on may not disappear.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { CriticalityLevel, diff } = require('@graphql-inspector/core');
const { buildSchema } = require('graphql');

const git = (...args) => execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
const [release] = git('tag', '--list', 'v*', '--sort=-version:refname').split('\n');
if (!release) {
  console.log('No release yet: nothing can break.');
} else {
  const before = buildSchema(git('show', `${release}:schema.graphql`));
  const changes = await diff(before, buildSchema(readFileSync('schema.graphql', 'utf8')));
  const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
  for (const { message } of breaking) console.error(`Breaks clients of ${release}: ${message}`);
  if (breaking.length > 0) process.exit(1);
}
