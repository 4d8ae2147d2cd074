import { createApiKey } from '../../src/features/access';
import { recordChanges } from '../../src/features/history';
import type { Role } from '../../src/platform/scope/actor';
import { FL, GLOBAL, insertWorkedExample } from '../support/factories/report';
import { startTestServer, type TestServer } from '../support/http';

// What the history shows of changes that are not, or not as a whole, for whoever asks.
let server: TestServer;
const keys: Record<string, string> = {};

async function makeKey(name: string, role: Role, lobs: string[]): Promise<void> {
  const made = await server
    .newScope()
    .write({ action: 'key.create' }, (tx) => createApiKey(tx, { name, role, lobs }));
  keys[name] = made.text;
}

beforeAll(async () => {
  server = await startTestServer({ HEADROOM_AUTH: 'keys' });
  await insertWorkedExample(server.database, () => server.newScope());
  await makeKey('all', 'admin', []);
  await makeKey('viewer', 'viewer', []);
  await makeKey('amisys', 'planner', ['amisys *']);
}, 60_000);
afterAll(() => server.close());

const get = (name: string, path: string): Promise<Response> =>
  fetch(`${server.url}/api/v2${path}`, { headers: { authorization: `Bearer ${keys[name]}` } });

/** A change of these rows with a note; returns its number. */
function change(note: string, rows: readonly [entity: string, content: Record<string, unknown>][]) {
  return server.newScope().write({ action: 'import.forecast', note }, async (tx) => {
    await recordChanges(
      tx,
      rows.map(([entity, after], i) => ({ entity, key: [i], before: null, after })),
    );
    return tx.changeSetId;
  });
}
const forecast = (main_lob: string): [string, Record<string, unknown>] => ['forecast', { main_lob }];

interface Shown {
  note: string | null;
  entries: { after: Record<string, unknown> }[];
}
const shown = async (name: string, id: number): Promise<Shown> =>
  (await (await get(name, `/history/${id}`)).json()) as Shown;

async function workbook(name: string, id: number): Promise<{ names: string[]; text: string }> {
  const bytes = Buffer.from(await (await get(name, `/history/${id}.xlsx`)).arrayBuffer());
  const reader = await import('read-excel-file/node');
  const sheets = await reader.default(bytes);
  return { names: sheets.map(({ sheet }) => sheet), text: JSON.stringify(sheets) };
}

it('shows the note of a change to who sees all that it is about', async () => {
  const inside = await change('amisys_june.xlsx', [forecast(FL.mainLob)]);
  const both = await change('amisys_and_facets.xlsx', [forecast(FL.mainLob), forecast(GLOBAL.mainLob)]);
  const stranger = await change('facets_people.xlsx', [
    forecast(FL.mainLob),
    ['resource_v2', { cn: 'ZZ9', first_name: 'Not' }],
  ]);
  const notes = async (name: string): Promise<(string | null)[]> => {
    const each = [inside, both, stranger].map((id) => shown(name, id));
    return (await Promise.all(each)).map(({ note }) => note);
  };
  expect(await notes('all')).toEqual(['amisys_june.xlsx', 'amisys_and_facets.xlsx', 'facets_people.xlsx']);
  expect(await notes('amisys')).toEqual(['amisys_june.xlsx', null, null]);
  expect((await workbook('all', both)).text).toContain('amisys_and_facets');
  expect((await workbook('amisys', both)).text).not.toContain('amisys_and_facets');
  const list = JSON.stringify(await (await get('amisys', '/history?limit=50')).json());
  expect([list.includes('amisys_june.xlsx'), list.includes('facets')]).toEqual([true, false]);
});

it('shows no caller with a scope the file of a whole report', async () => {
  const report = { report_month: 'May', source_file: 'facets_and_amisys_may.xlsx' };
  const id = await change('x', [['forecast_report', report]]);
  expect((await shown('all', id)).entries[0]?.after).toEqual(report);
  expect((await shown('amisys', id)).entries[0]?.after).toEqual({ report_month: 'May' });
  expect((await workbook('all', id)).text).toContain('facets_and_amisys_may');
  const { names, text } = await workbook('amisys', id);
  expect([names, text.includes('facets')]).toEqual([[`Change set ${id}`, 'forecast_report'], false]);
});

it('shows changes of keys to administrators only, in the workbook too', async () => {
  const [created] = await server.database.query<{ id: number }>(
    `SELECT min(id) AS id FROM change_set WHERE action = 'key.create'`,
  );
  const id = created?.id ?? 0;
  const all = await workbook('all', id);
  expect([all.names, all.text.includes('secret_hash')]).toEqual([[`Change set ${id}`, 'api_key'], true]);
  const viewer = await workbook('viewer', id);
  expect([viewer.names, viewer.text.includes('api_key')]).toEqual([[`Change set ${id}`], false]);
  expect((await get('amisys', `/history/${id}.xlsx`)).status).toBe(404);
});
