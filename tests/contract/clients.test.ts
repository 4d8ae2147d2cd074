import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gql, InMemoryCache } from '@apollo/client';
import { isObjectType, parse, specifiedRules, validate } from 'graphql';
import { buildSchema } from '../../src/app/schema';
import { limitsRule } from '../../src/platform/graphql/execution/limits';
import { projectRoot } from '../../src/platform/config/project-root';

const ROOT = projectRoot();
const bin = (name: string): string => path.join(ROOT, 'node_modules/.bin', name);

test('the client preset generates types that compile in strict mode, equal to the committed ones', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'headroom-codegen-'));
  try {
    const config = readFileSync(path.join(ROOT, 'examples/dashboard/codegen.mjs'), 'utf8');
    const file = path.join(folder, 'codegen.mjs');
    writeFileSync(
      file,
      config
        .replace("'schema.graphql'", JSON.stringify(path.join(ROOT, 'schema.graphql')))
        .replace(
          "'operations/ExampleDashboard.graphql'",
          JSON.stringify(path.join(ROOT, 'operations/ExampleDashboard.graphql')),
        )
        .replace("'examples/dashboard/generated/'", JSON.stringify(`${folder}/generated/`)),
    );
    execFileSync(bin('graphql-codegen'), ['--config', file], { cwd: ROOT, stdio: 'pipe' });
    const made = readFileSync(path.join(folder, 'generated/graphql.ts'), 'utf8');
    expect(made).toBe(readFileSync(path.join(ROOT, 'examples/dashboard/generated/graphql.ts'), 'utf8'));
    const flags = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--target',
      'es2022',
      '--module',
      'node16',
      '--skipLibCheck',
      '--types',
      'node',
    ];
    execFileSync(bin('tsc'), [...flags, 'examples/dashboard/main.ts'], { cwd: ROOT, stdio: 'pipe' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 180_000);

const metrics = (forecast: number) => ({ __typename: 'CapacityMetrics', forecast });
const lob = (id: string, forecast: number) => ({
  __typename: 'LobNode',
  id,
  name: 'Amisys',
  metrics: metrics(forecast),
});
const tree = (id: string, lobs: object[]) => ({ capacityTree: { __typename: 'CapacityTree', id, lobs } });

test('a normalised cache without key functions keeps two months apart and merges what is the same', () => {
  const cache = new InMemoryCache();
  const query = gql`
    query ($month: String) {
      capacityTree(month: $month) {
        id
        lobs {
          id
          name
          metrics {
            forecast
          }
        }
      }
    }
  `;
  const write = (month: string, data: object) => cache.writeQuery({ query, variables: { month }, data });
  const read = (month: string) => cache.readQuery({ query, variables: { month } });
  // Ids of nodes hold the month: the same LOB in two months is two entities.
  write('2025-05', tree('may', [lob('may-amisys', 100)]));
  write('2025-06', tree('june', [lob('june-amisys', 200)]));
  expect(read('2025-05')).toMatchObject(tree('may', [lob('may-amisys', 100)]));
  expect(read('2025-06')).toMatchObject(tree('june', [lob('june-amisys', 200)]));
  // One that comes again with new figures is the same entity everywhere.
  const node = gql`
    query ($id: ID!) {
      capacityNode(id: $id) {
        id
        metrics {
          forecast
        }
      }
    }
  `;
  const capacityNode = { __typename: 'LobNode', id: 'may-amisys', metrics: metrics(150) };
  cache.writeQuery({ query: node, variables: { id: 'may-amisys' }, data: { capacityNode } });
  expect(read('2025-05')).toMatchObject(tree('may', [lob('may-amisys', 150)]));
  expect(read('2025-06')).toMatchObject(tree('june', [lob('june-amisys', 200)]));
});

/** What caches keep inside its parent by its kind. */
const PARTS_BY_KIND = /^(Query|Mutation|PageInfo|UserError)$|(Connection|Edge|Payload)$/;

test('the policies that the documentation gives name every type without an id, by fields that exist', () => {
  const text = readFileSync(path.join(ROOT, 'docs/dashboards.md'), 'utf8');
  const block = /const PARTS = \[([\s\S]*?)\n\];\n\nexport const typePolicies = \{([\s\S]*?)\n\};/.exec(text);
  const parts = [...(block?.[1] ?? '').matchAll(/'(\w+)'/g)].map(([, name = '']) => name);
  const keyed = [...(block?.[2] ?? '').matchAll(/(\w+): \{ keyFields: \[([^\]]*)\] \}/g)];
  const schema = buildSchema();
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const withoutId = types
    .filter(
      (type) => !type.name.startsWith('__') && !PARTS_BY_KIND.test(type.name) && !('id' in type.getFields()),
    )
    .map(({ name }) => name);
  expect([...parts, ...keyed.map(([, name = '']) => name)].sort()).toEqual(withoutId.sort());
  for (const [, name = '', keys = ''] of keyed) {
    const type = schema.getType(name);
    const fields = isObjectType(type) ? Object.keys(type.getFields()) : [];
    for (const [, field = ''] of keys.matchAll(/'(\w+)'/g)) expect(fields).toContain(field);
  }
});

test('the questions that the documentation shows fit the schema', () => {
  const text = readFileSync(path.join(ROOT, 'docs/dashboards.md'), 'utf8');
  const shown = [...text.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, query = '']) => query);
  expect(shown.length).toBeGreaterThan(0);
  const wrong = shown.flatMap((query) =>
    validate(buildSchema(), parse(query), [...specifiedRules, limitsRule]),
  );
  expect(wrong.map(({ message }) => message)).toEqual([]);
});
