import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, specifiedRules, validate } from 'graphql';
import { projectRoot } from '../../src/platform/config/project-root';
import { buildSchema } from '../../src/app/schema';
import { buildManifest } from '../../src/platform/graphql/execution/build-manifest';
import { limitsRule } from '../../src/platform/graphql/execution/limits';
import { operationShape } from '../../src/platform/graphql/execution/operation-shape';
import type { Manifest } from '../../src/platform/persisted/manifest';

const directory = path.join(projectRoot(), 'operations');
const page = path.join(projectRoot(), 'web/app');
const manifest = JSON.parse(readFileSync(path.join(directory, 'manifest.json'), 'utf8')) as Manifest;
const schema = buildSchema();

test('the committed manifest is what the documents make: run `npm run operations`', () => {
  expect(manifest).toEqual(buildManifest({ operations: directory, page }));
});

test('a document may use fragments of its own and those of fragments/, and no others', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'headroom-operations-'));
  try {
    mkdirSync(path.join(folder, 'fragments'));
    const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
    write('fragments/Shared.graphql', 'fragment Shared on Viewer { name }');
    write('A.graphql', 'query A { viewer { ...Own } } fragment Own on Viewer { role ...Shared }');
    const [operation] = buildManifest({ operations: folder }).operations;
    const fragments = [...(operation?.body ?? '').matchAll(/^fragment (\w+)/gm)].map(([, name]) => name);
    expect(fragments).toEqual(['Own', 'Shared']);
    write('B.graphql', 'query B { viewer { ...Own } }');
    expect(() => buildManifest({ operations: folder })).toThrow(
      'B.graphql uses the fragment Own, which stands neither in it nor in fragments/',
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('an id is the SHA-256 of its body', () => {
  for (const { id, body } of manifest.operations)
    expect(id).toBe(createHash('sha256').update(body).digest('hex'));
});

test.each(manifest.operations.map(({ name, body, type }) => [name, body, type] as const))(
  '%s is valid in the schema and within the limits of clients',
  (_name, body) => {
    const errors = validate(schema, parse(body), [...specifiedRules, limitsRule]);
    expect(errors.map(({ message }) => message)).toEqual([]);
  },
);

test.each(manifest.operations.map(({ name, body, type }) => [name, body, type] as const))(
  'the server knows what %s takes and answers, also where it asks for type names',
  (name, body) => {
    expect(operationShape(schema, body)).toMatchObject({ name, result: { kind: 'object' } });
  },
);
