import type { ServerResponse } from 'node:http';
import { createHash } from 'node:crypto';
import { EventHub } from '../../src/platform/events/event-hub';
import { insertReport } from '../support/factories/demand';
import { insertWeeks } from '../support/factories/summary';
import { listenTo, type LiveClient } from '../support/events';
import { startTestServer, type TestServer } from '../support/http';
import { startServerProcess, type ServerProcess } from '../support/server-process';

const AMISYS = 'Amisys Medicaid DOMESTIC';

let here: TestServer;
/** Another process on the same database. */
let there: ServerProcess;
const clients: LiveClient[] = [];

async function listen(url: string, headers: Record<string, string> = {}): Promise<LiveClient> {
  const client = await listenTo(url, headers);
  clients.push(client);
  return client;
}

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
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(async () => {
  await there.stop();
  await here.close();
});

async function setForecast(forecast: number): Promise<void> {
  const { data } = await here.graphql<{ setForecast: { userErrors: unknown[] } }>(
    `mutation ($input: SetForecastInput!) { setForecast(input: $input) { userErrors { message } } }`,
    { input: { mainLob: AMISYS, state: 'FL', caseType: 'Claims', forecastMonth: '2025-06', forecast } },
  );
  expect(data.setForecast.userErrors).toEqual([]);
}

const isChange = ({ name }: { name: string }): boolean => name === 'change';

test('a write in one process reaches a client of another in less than two seconds, without figures', async () => {
  const client = await listen(there.url);
  const { data } = await client.next(({ name }) => name === 'ready');
  await setForecast(77);
  const started = performance.now();
  const event = await client.next(isChange, 2_000);
  expect(performance.now() - started).toBeLessThan(2_000);
  const version = Number(data['data_version']) + 1;
  expect(event).toEqual({
    name: 'change',
    id: String(version),
    data: {
      data_version: version,
      action: 'forecast.set',
      reports: ['2025-04'],
      months: ['2025-06'],
      entities: ['forecast'],
    },
  });
});

test('a client that comes back is told once whether it has missed anything', async () => {
  const first = await listen(here.url);
  const { id = '' } = await first.next(({ name }) => name === 'ready');
  await setForecast(78);
  const change = await first.next(isChange);
  const late = await listen(here.url, { 'last-event-id': id });
  expect(await late.next(({ name }) => name === 'reset')).toMatchObject({ id: change.id });
  const upToDate = await listen(here.url, { 'last-event-id': change.id ?? '' });
  await setForecast(79);
  await upToDate.next(isChange);
  expect(upToDate.events.map(({ name }) => name)).toEqual(['ready', 'change']);
});

test.each(['abc', '-1', '1.5', '99999999999999999999'])('the Last-Event-ID %s is refused', async (id) => {
  const response = await fetch(`${here.url}/api/v2/events`, { headers: { 'last-event-id': id } });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    code: 'VALIDATION',
    errors: [{ path: 'Last-Event-ID', value: id }],
  });
});

test('a dry run is no news', async () => {
  const client = await listen(here.url);
  await client.next(({ name }) => name === 'ready');
  const { data } = await here.graphql(
    'mutation { generateWeeks(input: { year: 2025, dryRun: true, workTypes: [DOMESTIC] }) { userErrors { message } } }',
  );
  expect(data).toBeDefined();
  await setForecast(80);
  await client.next(isChange);
  expect(client.events.filter(isChange)).toHaveLength(1);
});

test('jobs say how far they are, to clients of every process', async () => {
  const client = await listen(there.url);
  await client.next(({ name }) => name === 'ready');
  await fetch(`${here.url}/api/v2/reports/recompute`, { method: 'POST' });
  const ended = await client.next(({ name, data }) => name === 'job' && data['status'] === 'succeeded');
  expect(ended).toMatchObject({
    id: undefined,
    data: { kind: 'recompute', percent: 100, stage: 'finished' },
  });
});

test('events go on after the database has dropped the connection', async () => {
  const client = await listen(here.url);
  await client.next(({ name }) => name === 'ready');
  await here.database.query(
    `SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a
     WHERE a.application_name = 'headroom events' AND a.datname = current_database()`,
  );
  await setForecast(81);
  // Either the change itself, or word that something was missed.
  const heard = await client.next(({ name }) => name === 'change' || name === 'reset');
  expect(heard.id).toBeDefined();
  await setForecast(82);
  await client.next(({ name, id }) => name === 'change' && Number(id) > Number(heard.id));
});

test('five hundred idle listeners cost one connection and less than 50 MB', async () => {
  const before = await residentBytes();
  const many = await Promise.all(Array.from({ length: 500 }, () => listen(there.url)));
  expect(new Set(many.map(({ status }) => status))).toEqual(new Set([200]));
  await setForecast(83);
  await Promise.all(many.map((client) => client.next(isChange)));
  expect((await residentBytes()) - before).toBeLessThan(50e6);
  const rows = await here.database.query<{ count: string }>(
    `SELECT count(*) AS count FROM pg_stat_activity WHERE application_name = 'headroom events' AND datname = current_database()`,
  );
  // One of each of the two processes.
  expect(Number(rows[0]?.count)).toBe(2);
});

async function residentBytes(): Promise<number> {
  const text = await (await fetch(`${there.url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]);
}

function fakeResponse(writableLength: number) {
  const written: string[] = [];
  const response = {
    writableLength,
    writableEnded: false,
    destroyed: false,
    once: () => response,
    write: (text: string) => written.push(text),
    end: () => undefined,
    destroy: () => (response.destroyed = true),
  };
  return { written, response };
}

test('a listener that lets its events pile up is dropped, the others go on', () => {
  const hub = new EventHub();
  const actor = { name: 'a', lobScope: null };
  const stalled = fakeResponse(65_537);
  const reading = fakeResponse(0);
  for (const { response } of [stalled, reading]) hub.add(response as unknown as ServerResponse, actor);
  hub.reset(7);
  hub.close();
  expect(stalled.response.destroyed).toBe(true);
  expect(stalled.written).toEqual([]);
  expect(reading.written).toEqual(['id: 7\nevent: reset\ndata: {"data_version":7}\n\n']);
});

test('a listener limited to some lines of business learns that there is a change, and of its own jobs only', () => {
  const hub = new EventHub();
  const scoped = fakeResponse(0);
  hub.add(scoped.response as unknown as ServerResponse, { name: 'me', lobScope: [AMISYS] });
  hub.change({
    data_version: 8,
    action: 'forecast.set',
    reports: ['2025-04'],
    months: ['2025-06'],
    entities: ['forecast'],
  });
  const job = { id: 'x', kind: 'recompute', status: 'running', percent: 1, stage: 's' };
  const hashOf = (lobs: string): string => createHash('sha256').update(lobs).digest('hex');
  hub.job({ ...job, actor: 'somebody', lobs: hashOf(AMISYS) });
  // Of somebody who had the same name, and saw everything or something else.
  hub.job({ ...job, actor: 'me', lobs: null });
  hub.job({ ...job, actor: 'me', lobs: hashOf('another') });
  hub.job({ ...job, actor: 'me', lobs: hashOf(AMISYS) });
  hub.close();
  expect(scoped.written.join('')).toBe(
    `id: 8\nevent: change\ndata: {"data_version":8}\n\nevent: job\ndata: ${JSON.stringify({ ...job, actor: 'me' })}\n\n`,
  );
});
