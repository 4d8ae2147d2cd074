import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { LARGE_REPORT, PERSON_WEEKS } from '../support/factories/large-report';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  // Without room on disk: a reader who takes nothing holds a connection, as every one does once the room is used up.
  server = await startTestServer({ HEADROOM_SPOOL_MB: '0', HEADROOM_REPORT_WAIT_SECONDS: '1' }, LARGE_REPORT);
}, 60_000);
afterAll(() => server.close());

const URL = '/api/v2/reports/powerbi/resource-assignments';

/** Sessions of the server that are inside a transaction or running a statement. */
async function busySessions(): Promise<number> {
  const [row] = await server.database.query<{ busy: string }>(
    `SELECT count(*) AS busy FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'headroom' AND state <> 'idle'`,
  );
  return Number(row?.busy ?? 0);
}

async function eventuallyIdle(): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    if ((await busySessions()) === 0) return;
    await sleep(50);
  }
  expect(await busySessions()).toBe(0);
}

function open(path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(`${server.url}${path}`, resolve).on('error', reject);
  });
}

test('every row is streamed, in every format, and counted exactly', async () => {
  const json = (await (await fetch(`${server.url}${URL}`)).json()) as {
    rows: unknown[][];
    meta: { row_count: number };
  };
  expect([json.rows.length, json.meta.row_count]).toEqual([PERSON_WEEKS, PERSON_WEEKS]);
  const csv = await (await fetch(`${server.url}${URL}?format=csv`)).text();
  expect(csv.trimEnd().split('\r\n')).toHaveLength(PERSON_WEEKS + 1);
  const ndjson = await (await fetch(`${server.url}${URL}?format=ndjson`)).text();
  expect(ndjson.trimEnd().split('\n')).toHaveLength(PERSON_WEEKS);
  await eventuallyIdle();
}, 60_000);

test('GraphQL refuses a table above 50,000 rows and names the streamed route', async () => {
  const { errors } = await server.graphql('{ reportResourceAssignments { rows } }');
  expect(errors?.[0]?.extensions['code']).toBe('TOO_LARGE');
  expect(errors?.[0]?.message).toContain('GET /api/v2/reports/powerbi/resource-assignments');
  const { data, errors: more } = await server.graphql<{
    reportResourceAssignments: { meta: { rowCount: number } };
  }>('{ reportResourceAssignments(to: "2025-09") { meta { rowCount } } }');
  // May to August 2025 have 5 + 4 + 5 + 4 = 18 Thursdays.
  if (!data) throw new Error(JSON.stringify(more));
  expect(data.reportResourceAssignments.meta.rowCount).toBe(2400 * 18);
  await eventuallyIdle();
}, 60_000);

test('a client that leaves ends the statement and frees the connection', async () => {
  for (let round = 0; round < 4; round += 1) {
    const response = await open(URL);
    await new Promise((resolve) => response.once('data', resolve));
    response.pause();
    expect(await busySessions()).toBeGreaterThan(0);
    response.destroy();
    await eventuallyIdle();
  }
  // One that leaves before the first byte.
  const request = get(`${server.url}${URL}`);
  request.on('error', () => undefined);
  await sleep(20);
  request.destroy();
  await eventuallyIdle();
}, 60_000);

test('short requests are answered while streams stand still, and more streams than allowed wait their turn', async () => {
  // Pool of 5: two streams at a time.
  const held = await Promise.all([open(URL), open(URL)]);
  for (const response of held) response.pause();
  try {
    const started = process.hrtime.bigint();
    const { data } = await server.graphql<{ capacityTiers: unknown[] }>('{ capacityTiers { id } }');
    expect(data.capacityTiers).toHaveLength(4);
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(4_000);
    const third = await fetch(`${server.url}/api/v2/reports/powerbi/tiers`);
    expect([third.status, third.headers.get('retry-after')]).toEqual([503, '2']);
    expect(((await third.json()) as { detail: string }).detail).toBe(
      'At most 2 reports are read at once, half of POOL_SIZE, and none has ended for 1 s; try again in a few seconds',
    );
    const fourth = fetch(`${server.url}/api/v2/reports/powerbi/tiers`);
    held[0]?.destroy();
    expect((await fourth).status).toBe(200);
  } finally {
    for (const response of held) response.destroy();
  }
  await eventuallyIdle();
}, 60_000);

test('what is streamed is one snapshot, whatever is written meanwhile', async () => {
  const response = await open(`${URL}?format=ndjson`);
  await new Promise((resolve) => response.once('data', resolve));
  response.pause();
  await server.database.query(`DELETE FROM weekly_resource_assignment WHERE week_number = 44`);
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  response.resume();
  await new Promise((resolve) => response.once('end', resolve));
  expect(text.length).toBeGreaterThan(0);
  expect(text.trimEnd().split('\n').at(-1)).toContain('"resource_cn":"S02400"');
  expect(text.match(/"week_number":44/g)?.length).toBeGreaterThan(2_300);
  await eventuallyIdle();
}, 60_000);

test('a long comparison is streamed; GraphQL refuses it as one value and names the route', async () => {
  await server.database.query(
    `INSERT INTO forecast (report_month, report_year, forecast_month_index, main_lob, state, case_type, forecast, target_cph,
       platform, market, locality)
     SELECT 'April', 2025, i, 'Amisys Medicaid DOMESTIC', 'GA', 'Case type ' || lpad(n::text, 5, '0'), n, 10, 'Amisys', 'Medicaid',
       'Domestic'
     FROM generate_series(1, 12000) n CROSS JOIN generate_series(1, 6) i`,
  );
  await server.database.query('ANALYZE forecast');
  const path = 'comparison?layout=nested&mode=month';
  const document = (await (await fetch(`${server.url}/api/v2/reports/${path}`)).json()) as {
    lobs: { demands: { case_type: string; forecast: { current: number[] } }[] }[];
    meta: { report: string };
  };
  const [, ...demands] = document.lobs[0]?.demands ?? [];
  expect(demands.map(({ case_type }) => Number(case_type.slice(-5)))).toEqual(
    Array.from({ length: 12_000 }, (_, n) => n + 1),
  );
  expect(demands.at(-1)?.forecast.current).toEqual(Array(6).fill(12_000));
  expect(document.meta.report).toBe('2025-04');
  const query = (more: string) =>
    server.graphql<{ reportComparisonTable: { document: { lobs: unknown[] } } }>(
      `{ reportComparisonTable(layout: NESTED, mode: MONTH${more}) { document } }`,
    );
  const { errors } = await query('');
  expect(errors?.[0]?.extensions['code']).toBe('TOO_LARGE');
  expect(errors?.[0]?.message).toContain('GET /api/v2/reports/comparison');
  const { data } = await query(', state: ["FL"]');
  expect(data.reportComparisonTable.document.lobs).toHaveLength(1);
  await eventuallyIdle();
}, 120_000);
