import { startTestServer, type TestServer } from '../support/http';
import { insertWorkedExample } from '../support/factories/report';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await insertWorkedExample(server.database, () => server.newScope());
});
afterAll(() => server.close());

const post = (path: string, body: string): Promise<Response> =>
  fetch(`${server.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });

it('refuses deeply nested bodies with 400 over REST and GraphQL', async () => {
  const deep = '['.repeat(20_000) + ']'.repeat(20_000);
  expect((await post('/api/v2/assignments/bulk', `{"assignments": ${deep}}`)).status).toBe(400);
  const query = JSON.stringify('mutation ($rows: JSON) { importRows(rows: $rows) { __typename } }');
  expect((await post('/graphql', `{"query": ${query}, "variables": {"rows": ${deep}}}`)).status).toBe(400);
});

it('refuses deeply nested selections in plain words', async () => {
  for (const depth of [100, 700, 1_450, 3_000]) {
    const answer = await post('/graphql', JSON.stringify({ query: '{a'.repeat(depth) + '}'.repeat(depth) }));
    const text = await answer.text();
    expect([depth, answer.status]).toEqual([depth, 400]);
    expect(text).not.toMatch(/call stack|RangeError/i);
  }
});

it('gives the same answers whatever the database has set for dates, times, intervals and paths', async () => {
  const paths = [
    '/api/v2/assignments',
    '/api/v2/week-config?year=2025',
    '/api/v2/resources',
    '/api/v2/reports/powerbi/monthly-summary',
  ];
  const read = async (): Promise<string[]> =>
    Promise.all(paths.map(async (path) => (await fetch(`${server.url}${path}`)).text()));
  const before = await read();
  const [{ name }] = (await server.database.query<{ name: string }>('SELECT current_database() AS name')) as [
    { name: string },
  ];
  for (const setting of [
    `DateStyle = 'German, DMY'`,
    `TimeZone = 'America/St_Johns'`,
    `IntervalStyle = 'sql_standard'`,
    `search_path = pg_catalog`,
    `bytea_output = 'escape'`,
  ])
    await server.database.query(`ALTER DATABASE ${name} SET ${setting}`);
  await server.database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'headroom'`,
  );
  // What still held a connection that was ended is told to try again.
  await read();
  const stamps = /"(computed_at|as_of)":"[^"]*"/g;
  const digest = (text: string): string => `${text.length} ${text.replace(stamps, '').slice(0, 300)}`;
  expect((await read()).map(digest)).toEqual(before.map(digest));
  const written = await post(
    '/api/v2/capacity-tiers',
    JSON.stringify({ tier_name: 'Odd', capacity_percentage: 0.35 }),
  );
  expect(written.status).toBe(201);
});
