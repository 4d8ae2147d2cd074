import { loadManifest } from '../../src/platform/persisted/manifest';
import { projectRoot } from '../../src/platform/config/project-root';
import { amount } from '../support/amount';
import { insertReport } from '../support/factories/demand';
import { insertWeeks } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';
import { startServerProcess, type ServerProcess } from '../support/server-process';

const AMISYS = 'Amisys Medicaid DOMESTIC';
/** Reads of the race. */
const READS = amount(400, 10_000);

let here: TestServer;
let there: ServerProcess;

beforeAll(async () => {
  here = await startTestServer();
  await insertWeeks(here.database);
  await insertReport(here.database, {
    demands: [
      { mainLob: AMISYS, state: 'FL', caseType: 'Claims', targetCph: '10', months: [1, 2, 3, 4, 5, 6] },
    ],
  });
  there = await startServerProcess(here.database.url);
}, 60_000);
afterAll(async () => {
  await there.stop();
  await here.close();
});

const { byName } = loadManifest(projectRoot());

function stored(name: string, variables: object = {}): string {
  const extensions = { persistedQuery: { version: 1, sha256Hash: byName.get(name)?.id } };
  const search = new URLSearchParams({
    operationName: name,
    variables: JSON.stringify(variables),
    extensions: JSON.stringify(extensions),
  });
  return `/graphql?${search.toString()}`;
}

function read(url: string, path: string, tag?: string): Promise<Response> {
  const headers = { 'apollo-require-preflight': 'true', ...(tag && { 'if-none-match': tag }) };
  return fetch(`${url}${path}`, { headers });
}

async function setForecast(url: string, forecast: number): Promise<void> {
  const response = await fetch(`${url}/api/v2/forecasts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      main_lob: AMISYS,
      state: 'FL',
      case_type: 'Claims',
      forecast,
      forecast_month: 'May',
      forecast_year: 2025,
    }),
  });
  expect([response.status, await response.text()]).toEqual([200, expect.any(String)]);
}

const PATHS = [
  stored('DashboardHierarchy'),
  stored('Forecasts'),
  '/api/v2/reports/dashboard/hierarchy',
  '/api/v2/reports/powerbi/monthly-summary',
  '/api/v2/forecasts',
];

test.each(PATHS)('%s answers 304 until something is written', async (path) => {
  const first = await read(here.url, path);
  expect(first.status).toBe(200);
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
  const tag = first.headers.get('etag') ?? '';
  expect(tag).toMatch(/^W\/"\d+-[0-9a-f]+"$/);
  // Another process gives the same tag: a load balancer may send the client anywhere.
  const again = await read(here.url, path, tag);
  expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
  await setForecast(there.url, 500);
  const changed = await read(here.url, path, tag);
  expect(changed.status).toBe(200);
  expect(changed.headers.get('etag')).not.toBe(tag);
});

test('tags tell variables, operations and days apart', async () => {
  const tags = async () =>
    Promise.all(
      [
        stored('DashboardHierarchy'),
        stored('DashboardHierarchy', { report: '2025-04' }),
        stored('Forecasts'),
      ].map(async (path) => (await read(here.url, path)).headers.get('etag')),
    );
  const today = await tags();
  expect(new Set(today).size).toBe(3);
  const { time } = here.clock;
  here.clock.time = new Date('2025-04-03T12:00:00Z');
  expect(await tags()).not.toEqual(today);
  here.clock.time = time;
});

test('errors, writes and what the data version does not cover are not kept', async () => {
  const refused = await read(here.url, stored('DashboardHierarchy', { report: '13/2025' }));
  expect([refused.status, refused.headers.get('cache-control'), refused.headers.get('etag')]).toEqual([
    400,
    'no-store',
    null,
  ]);
  const job = await read(here.url, stored('Job', { id: '00000000-0000-4000-8000-000000000000' }));
  expect([job.status, job.headers.get('etag')]).toEqual([200, null]);
  const write = await fetch(`${here.url}/api/v2/reports/recompute`, { method: 'POST' });
  expect([write.status, write.headers.get('cache-control')]).toEqual([200, 'no-store']);
  const missing = await fetch(`${here.url}/api/v2/assignments/999999`);
  expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, 'no-store']);
});

/** The first of the report’s monthly forecasts that an answer shows. */
function forecastIn(body: string): number {
  return Number(/"forecast":(\d+)/.exec(body)?.[1] ?? /"forecast_trend":\[(\d+)/.exec(body)?.[1]);
}

test(`no answer is older than a write that was committed before it was asked for, in ${READS} reads of two processes`, async () => {
  const urls = [here.url, there.url];
  const paths = [stored('DashboardHierarchy'), '/api/v2/reports/dashboard/hierarchy', stored('Forecasts')];
  const kept = new Map<string, { tag: string; forecast: number }>();
  let committed = 1_000;
  await setForecast(here.url, committed);
  let left = READS;
  const stale: string[] = [];
  const seen = { 200: 0, 304: 0 };
  const reader = async (number: number): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const path = paths[(left + number) % paths.length] ?? '';
      const before = committed;
      const known = kept.get(path);
      const response = await read(urls[left % 2] ?? '', path, known?.tag);
      const body = await response.text();
      const forecast = response.status === 304 ? (known?.forecast ?? -1) : forecastIn(body);
      seen[response.status as 200 | 304] += 1;
      if (!(forecast >= before)) stale.push(`${path}: ${forecast} after ${before} (${response.status})`);
      if (response.status === 200) kept.set(path, { tag: response.headers.get('etag') ?? '', forecast });
    }
  };
  const writer = async (): Promise<void> => {
    while (left > 0) {
      await setForecast(urls[committed % 2] ?? '', committed + 1);
      committed += 1;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  };
  await Promise.all([...[0, 1, 2, 3].map(reader), writer()]);
  expect(stale).toEqual([]);
  expect(seen[200]).toBeGreaterThan(0);
  expect(seen[304]).toBeGreaterThan(0);
}, 900_000);
