import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../src/platform/config/project-root';
import type { Manifest } from '../../src/platform/persisted/manifest';
import { startTestServer, type TestServer } from '../support/http';

const manifest = JSON.parse(
  readFileSync(path.join(projectRoot(), 'operations/manifest.json'), 'utf8'),
) as Manifest;
const tiers = manifest.operations.find(({ name }) => name === 'CapacityTiers');
const hash = tiers?.id ?? '';
const create = manifest.operations.find(({ name }) => name === 'CreateCapacityTier')?.id ?? '';

interface Answer {
  status: number;
  headers: Headers;
  body: {
    data?: { capacityTiers?: unknown[] };
    errors?: { message: string; extensions: { code: string } }[];
  };
}

async function answer(response: Response): Promise<Answer> {
  return {
    status: response.status,
    headers: response.headers,
    body: JSON.parse(await response.text()) as Answer['body'],
  };
}

const post = async (server: TestServer, body: unknown): Promise<Answer> =>
  answer(
    await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

const get = async (server: TestServer, query: Record<string, string>): Promise<Answer> =>
  answer(
    await fetch(`${server.url}/graphql?${new URLSearchParams(query).toString()}`, {
      headers: { 'apollo-require-preflight': 'true' },
    }),
  );

describe('with ad-hoc operations allowed', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  test('a persisted operation runs by its hash, by POST and by GET, in both spellings', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
    for (const { status, body } of [
      await post(server, { documentId: hash, variables: { active: true } }),
      await post(server, { extensions }),
      await get(server, { documentId: hash, variables: '{"active":true}' }),
      await get(server, { extensions: JSON.stringify(extensions) }),
    ]) {
      expect(body.errors).toBeUndefined();
      expect(status).toBe(200);
      expect(body.data?.capacityTiers).toHaveLength(4);
    }
  });

  test('an unknown hash is refused in the words that clients know, and registers nothing', async () => {
    const query = '{ closedMonths { id } }';
    const { status, body } = await post(server, { documentId: '0'.repeat(64) });
    expect(status).toBe(400);
    expect(body.errors?.[0]).toMatchObject({
      message: 'PersistedQueryNotFound',
      extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
    });
    const other = await post(server, { query, documentId: '0'.repeat(64) });
    expect(other.status).toBe(400);
    expect(other.body.errors?.[0]?.message).toMatch(/^The document has the SHA-256 /);
  });

  test('a mutation by GET is refused, by hash too', async () => {
    const byHash = await get(server, {
      documentId: create,
      variables: '{"input":{"tierName":"x","capacityPercentage":0.5}}',
    });
    expect(byHash.status).toBe(405);
    const methods = await fetch(`${server.url}/graphql`, { method: 'PUT' });
    expect(methods.status).toBe(405);
    expect(methods.headers.get('allow')).toContain('POST');
    await methods.text();
  });

  test('a form of another site cannot reach it', async () => {
    const { status } = await fetch(`${server.url}/graphql?query={capacityTiers{id}}`);
    expect(status).toBe(400);
  });

  test.each([
    ['an unknown field', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['a syntax error', { query: '{' }, 'GRAPHQL_PARSE_FAILED'],
    [
      'a wrong variable',
      { query: 'query ($a: Boolean) { capacityTiers(active: $a) { id } }', variables: { a: 'x' } },
      'BAD_USER_INPUT',
    ],
  ])('%s is 400 with a code', async (_what, request, code) => {
    const { status, body } = await post(server, request);
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions.code).toBe(code);
  });

  test('answers say how many statements they took, outside production', async () => {
    expect((await post(server, { query: '{ capacityTiers { id } }' })).body).toMatchObject({
      extensions: { statements: 1 },
    });
  });

  test('the default of a required variable holds', async () => {
    const query = 'query ($first: Int! = 2) { resources(first: $first) { totalCount } }';
    expect((await post(server, { query })).body).toMatchObject({ data: { resources: { totalCount: 0 } } });
  });
});

describe('with persisted operations only', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ HEADROOM_PERSISTED: 'only', NODE_ENV: 'production' });
  });
  afterAll(() => server.close());

  test('the manifest runs, by hash and by its exact text; anything else is refused and says why', async () => {
    expect((await post(server, { documentId: hash })).status).toBe(200);
    expect((await post(server, { query: tiers?.body })).status).toBe(200);
    const { status, body } = await post(server, { query: '{ capacityTiers { id } }' });
    expect(status).toBe(403);
    expect(body.errors?.[0]?.extensions.code).toBe('PERSISTED_OPERATIONS_ONLY');
    expect(body.errors?.[0]?.message).toContain('documentId');
    expect((await get(server, { query: '{ capacityTiers { id } }' })).status).toBe(403);
  });

  test('REST goes on, and production keeps its counts to itself', async () => {
    expect((await fetch(`${server.url}/api/v2/capacity-tiers`)).status).toBe(200);
    expect((await post(server, { documentId: hash })).body).not.toHaveProperty('extensions.statements');
  });
});
