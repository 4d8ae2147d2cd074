import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isObjectType } from 'graphql';
import { buildSchema, schemaText } from '../schema';

const MAX_LINE_LENGTH = 110;
const ROOT = path.join(__dirname, '../../..');
writeFileSync(path.join(ROOT, 'schema.graphql'), schemaText());
writePolicies(path.join(ROOT, 'docs/dashboards.md'));

/** Writes the types that caches keep inside their parents: without an id, and without a key that the guide names. */
function writePolicies(file: string): void {
  const text = readFileSync(file, 'utf8');
  const [, policies = ''] = /export const typePolicies = \{([\s\S]*?)\n\};/.exec(text) ?? [];
  const keyed = new Set([...policies.matchAll(/\b(\w+): \{ keyFields/g)].map(([, name]) => name));
  const kinds = /^(__.*|Query|Mutation|PageInfo|UserError|.*(Connection|Edge|Payload))$/;
  const parts = Object.values(buildSchema().getTypeMap())
    .filter((type) => isObjectType(type) && !kinds.test(type.name) && !('id' in type.getFields()))
    .map(({ name }) => name)
    .filter((name) => !keyed.has(name))
    .sort();
  const listed = `const PARTS = [\n${linesOf(parts).join('\n')}\n];`;
  writeFileSync(file, text.replace(/const PARTS = \[[\s\S]*?\n\];/, listed));
}

function linesOf(names: readonly string[]): string[] {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last === undefined || last.length + name.length + 4 > MAX_LINE_LENGTH) lines.push(`  '${name}',`);
    else lines[lines.length - 1] = `${last} '${name}',`;
  }
  return lines;
}
