import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { LARGE_REPORT, PERSON_WEEKS } from '../support/factories/large-report';
import { startTestServer, type TestServer } from '../support/http';

const URL = '/api/v2/reports/powerbi/resource-assignments';
/** Long enough for a reader in this process, whose pauses grow with what else the machine does. */
const STALL_SECONDS = 3;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ HEADROOM_STALL_SECONDS: String(STALL_SECONDS) }, LARGE_REPORT);
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

/**
 * Changed with the spool: a stream used to hold its snapshot for as long as its reader dawdled, so the tests waited for the
 * cut-off to end it. Now the whole answer is read ahead (into a nameless file) and the snapshot ends by itself; who takes
 * nothing is still cut off, and the connection to the reader is gone before the end of the answer.
 */
async function withoutTransactions(): Promise<void> {
  for (let tries = 0; tries < 800 && (await openTransactions()) > 0; tries += 1) await sleep(25);
  expect(await openTransactions()).toBe(0);
}

test.each(['json', 'csv', 'ndjson', 'xlsx'])(
  'who takes nothing of a stream holds no snapshot, and is cut off: %s',
  async (format) => {
    const response = await open(`${URL}?format=${format}`);
    response.pause();
    await withoutTransactions();
    // Nobody reads: the server notices after its seconds of patience, though all it needs lies ready.
    for (let tries = 0; tries < 800 && server.http.spoolSpace.usedBytes > 0; tries += 1) await sleep(25);
    expect(server.http.spoolSpace.usedBytes).toBe(0);
    // What was under way comes; then the connection is gone before the end, so that nobody takes it for the whole.
    const failed = once(response, 'error').catch((error: unknown) => [error]);
    response.resume();
    expect(String((await failed)[0])).toMatch(/aborted|ECONNRESET/);
    expect(response.complete).toBe(false);
  },
  60_000,
);

test('twelve tables at once, read slowly, all succeed: none holds a connection while its reader dawdles', async () => {
  // Pool of 5: two streams at a time.
  const names = [
    'monthly-summary',
    'weekly-detail',
    'resource-assignments',
    'capacity-by-tier',
    'comparison',
  ];
  const dimensions = ['demands', 'tiers', 'resources', 'calendar-weeks', 'calendar-days', 'reports', 'about'];
  const ofReport = [...names, 'demands', 'about'];
  const paths = [...names, ...dimensions].map(
    (name) => `/api/v2/reports/powerbi/${name}?format=csv${ofReport.includes(name) ? '&report=live' : ''}`,
  );
  expect(paths).toHaveLength(12);
  const responses = await Promise.all(paths.map(open));
  expect(responses.map(({ statusCode }) => statusCode)).toEqual(paths.map(() => 200));
  const reading = Promise.all(responses.map(slowLines));
  // Long before the slowest has read its answer no transaction is open any more.
  await withoutTransactions();
  expect(responses.some(({ complete }) => !complete)).toBe(true);
  expect(server.http.spoolSpace.usedBytes).toBeGreaterThan(0);
  const lines = await reading;
  expect(responses.every(({ complete }) => complete)).toBe(true);
  expect(lines[2]).toBe(PERSON_WEEKS + 1);
  expect(server.http.spoolSpace.usedBytes).toBe(0);
}, 180_000);

/** Reads 64 kB every 100 ms. */
async function slowLines(response: IncomingMessage): Promise<number> {
  let lines = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    for (const byte of chunk) if (byte === 10) lines += 1;
    await sleep(100);
  }
  return lines;
}

test('reports are answered while others take nothing of theirs', async () => {
  const silent = await Promise.all([open(URL), open(URL), open(URL)]);
  for (const response of silent) response.on('error', () => undefined).pause();
  await withoutTransactions();
  const fourth = await fetch(`${server.url}/api/v2/reports/powerbi/tiers`);
  await fourth.text();
  expect(fourth.status).toBe(200);
  // Paused sockets do not notice their end and would outlive the test.
  for (const response of silent) response.destroy();
}, 60_000);

test('who reads slowly gets everything, however long it takes', async () => {
  const response = await open(`${URL}?format=ndjson`);
  const started = Date.now();
  let lines = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    for (const byte of chunk) if (byte === 10) lines += 1;
    // 17 MB in pieces of at most 64 kB, each after 10 ms.
    await sleep(10);
  }
  expect(lines).toBe(PERSON_WEEKS);
  expect(response.complete).toBe(true);
  expect(Date.now() - started).toBeGreaterThan(STALL_SECONDS * 1_000);
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
