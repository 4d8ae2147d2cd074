import { run } from '../../examples/dashboard/dashboard';
import { projectRoot } from '../../src/platform/config/project-root';
import { loadManifest } from '../../src/platform/persisted/manifest';
import { insertReport } from '../support/factories/demand';
import { insertWeeks } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';

const AMISYS = 'Amisys Medicaid DOMESTIC';
const ELSEWHERE = 'https://dash.example';
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ HEADROOM_CORS_ORIGINS: ELSEWHERE });
  await insertWeeks(server.database);
  await insertReport(server.database, {
    demands: [
      { mainLob: AMISYS, state: 'FL', caseType: 'Claims', targetCph: '10', months: [100, 2, 3, 4, 5, 6] },
    ],
  });
}, 60_000);
afterAll(() => server.close());

async function setForecast(forecast: number): Promise<void> {
  const { data } = await server.graphql<{ setForecast: { userErrors: unknown[] } }>(
    'mutation ($input: SetForecastInput!) { setForecast(input: $input) { userErrors { message } } }',
    { input: { mainLob: AMISYS, state: 'FL', caseType: 'Claims', forecastMonth: '2025-05', forecast } },
  );
  expect(data.setForecast.userErrors).toEqual([]);
}

test('the example dashboard shows the figures and draws itself again after a change', async () => {
  const hashes = Object.fromEntries(
    [...loadManifest(projectRoot()).byName].map(([name, { id }]) => [name, id]),
  );
  const stop = new AbortController();
  const shown: string[] = [];
  const drawn = (count: number) =>
    new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(shown.join('\n--\n'))), 10_000);
      const look = setInterval(() => {
        if (shown.length < count) return;
        clearInterval(look);
        clearTimeout(late);
        resolve();
      }, 20);
    });
  const running = run({ url: server.url }, hashes, {
    variables: { month: '2025-05' },
    show: (text) => shown.push(text),
    signal: stop.signal,
  });
  await drawn(1);
  expect(shown[0]).toContain('May-25: 0 of 100 cases, 0.0 %');
  expect(shown[0]).toContain(`short in May-25: ${AMISYS} · FL · Claims -100`);
  // It listens by now, or hears of the change as a reset.
  await new Promise((resolve) => setTimeout(resolve, 500));
  await setForecast(250);
  await drawn(2);
  expect(shown.at(-1)).toContain('May-25: 0 of 250 cases');
  stop.abort();
  await running;
});

const PATHS = ['/graphql', '/api/v2/forecasts', '/api/v2/events'];

test.each(PATHS)('a page of a known origin passes the preflight of %s, with credentials', async (path) => {
  const preflight = (origin: string) =>
    fetch(`${server.url}${path}`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,authorization',
      },
    });
  const known = await preflight(ELSEWHERE);
  expect(known.status).toBe(204);
  expect(known.headers.get('access-control-allow-origin')).toBe(ELSEWHERE);
  expect(known.headers.get('access-control-allow-credentials')).toBe('true');
  expect(known.headers.get('access-control-allow-methods')).toContain('POST');
  expect(known.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization');
  const other = await preflight('https://evil.example');
  expect(other.headers.get('access-control-allow-origin')).toBeNull();
});

test('answers to a known origin may be read by its page, those to another not', async () => {
  const ask = (origin: string) =>
    fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
      body: '{"query":"{ viewer { name } }"}',
    });
  const known = await ask(ELSEWHERE);
  expect([known.status, known.headers.get('access-control-allow-origin')]).toEqual([200, ELSEWHERE]);
  expect(known.headers.get('vary')).toContain('Origin');
  const other = await ask('https://evil.example');
  expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([403, null]);
});
