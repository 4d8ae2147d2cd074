import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { addPersonWeeks, PERSON_WEEKS } from '../support/factories/large-report';
import { startTestServer, type TestServer } from '../support/http';

const URL = '/api/v2/reports/powerbi/resource-assignments';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ HEADROOM_STALL_SECONDS: '1' });
  await addPersonWeeks(server.database);
}, 60_000);
afterAll(() => server.close());

function open(path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(`${server.url}${path}`, resolve).on('error', reject);
  });
}

async function openTransactions(): Promise<number> {
  const [row] = await server.database.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'headroom' AND xact_start IS NOT NULL`,
  );
  return row?.n ?? 0;
}

test.each(['json', 'csv', 'ndjson', 'xlsx'])(
  'who takes nothing of a stream is cut off, and its snapshot let go: %s',
  async (format) => {
    const response = await open(`${URL}?format=${format}`);
    response.pause();
    expect(await openTransactions()).toBe(1);
    for (let tries = 0; tries < 800 && (await openTransactions()) > 0; tries += 1) await sleep(50);
    expect(await openTransactions()).toBe(0);
    // What was under way comes; then the connection is gone before the end, so that nobody takes it for the whole.
    const failed = once(response, 'error').catch((error: unknown) => [error]);
    response.resume();
    expect(String((await failed)[0])).toMatch(/aborted|ECONNRESET/);
    expect(response.complete).toBe(false);
  },
  60_000,
);

test('reports are answered again once silent readers are cut off', async () => {
  // Pool of 5: two streams at a time.
  const silent = await Promise.all([open(URL), open(URL)]);
  for (const response of silent) response.on('error', () => undefined).pause();
  // A machine under load may need longer than a request waits for a connection: asked again, as `Retry-After` says.
  const statuses: number[] = [];
  for (let tries = 0; tries < 6 && statuses.at(-1) !== 200; tries += 1) {
    const third = await fetch(`${server.url}/api/v2/reports/powerbi/tiers`);
    await third.text();
    statuses.push(third.status);
  }
  expect(statuses.at(-1)).toBe(200);
}, 60_000);

test('who reads slowly gets everything, however long it takes', async () => {
  const response = await open(`${URL}?format=ndjson`);
  const started = Date.now();
  let lines = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    for (const byte of chunk) if (byte === 10) lines += 1;
    // 17 MB in pieces of 64 kB, each after 10 ms.
    await sleep(10);
  }
  expect(lines).toBe(PERSON_WEEKS);
  expect(response.complete).toBe(true);
  expect(Date.now() - started).toBeGreaterThan(1_500);
}, 60_000);

test('waiting for the database does not count', async () => {
  const [, response] = await Promise.all([
    server.database.query(
      `DO $$ BEGIN LOCK TABLE data_version IN ACCESS EXCLUSIVE MODE; PERFORM pg_sleep(2); END $$`,
    ),
    sleep(100).then(() => fetch(`${server.url}/api/v2/reports/powerbi/tiers`)),
  ]);
  expect(response.status).toBe(200);
}, 60_000);
