import { setTimeout as sleep } from 'node:timers/promises';
import { createApiKey } from '../../src/features/access';
import { POWER_BI_TABLES } from '../../src/features/reports/registry/reports.preset';
import { addManyDemands, DEMANDS, PEOPLE } from '../support/factories/many-demands';
import { startTestServer, type TestServer } from '../support/http';
import { countRowsRead } from '../support/rows-read';

const LIMIT = 120;

/** Who asks: somebody who sees all twenty lines of business, or two of them. */
const CALLERS = ['all', 'some'] as const;
type Caller = (typeof CALLERS)[number];

let server: TestServer;
const keys = new Map<Caller, string>();
beforeAll(async () => {
  server = await startTestServer({ HEADROOM_AUTH: 'keys' });
  await addManyDemands(server.database, () => server.newScope());
  for (const [name, lobs] of [
    ['all', []],
    ['some', ['Amisys 3 Domestic', 'Amisys 14 Domestic']],
  ] as const) {
    const made = await server
      .newScope()
      .write({ action: 'key.create' }, (tx) => createApiKey(tx, { name, role: 'viewer', lobs }));
    keys.set(name, made.text);
  }
}, 240_000);
afterAll(() => server.close());

/** Tables that are large: the others have a row a month, a week, a tier, a report, a key. */
const LARGE = [
  'forecast',
  'monthly_capacity_summary',
  'weekly_resource_assignment',
  'frozen_assignment',
  'resource_v2',
] as const;
type Large = (typeof LARGE)[number];

async function ask(caller: Caller, path: string): Promise<string> {
  const headers = { authorization: `Bearer ${keys.get(caller)}` };
  for (let tries = 0; ; tries += 1) {
    const response = await fetch(`${server.url}${path}`, { headers });
    const text = await response.text();
    if (response.status === 200) return text;
    // The server's own sessions have just been ended, to count from there.
    if (response.status !== 503 || tries > 40) throw new Error(text);
    await sleep(50);
  }
}

/** Rows that one request reads of the large tables, with its body. */
async function rowsRead(
  caller: Caller,
  path: string,
): Promise<{ body: string; read: Record<Large, number> }> {
  const { result: body, read } = await countRowsRead(server.database, () => ask(caller, path));
  return { body, read: Object.fromEntries(LARGE.map((name) => [name, read.get(name) ?? 0])) as never };
}

/**
 * Most rows that a preview of so many rows may read of each table. A step from demand to demand or person to person is an
 * entry too: with six months a demand one to six rows, with four weeks a month or more one to four demand-months.
 */
function allowed(name: string, rows: number, caller: Caller): Partial<Record<Large, number>> {
  const limits = allowedToAll(name, rows);
  if (caller === 'all') return limits;
  const { forecast = 0, weekly_resource_assignment: live = 0, frozen_assignment: frozen = 0 } = limits;
  return {
    ...limits,
    // Which lines of business there are, a step each; a row that is found by its key is an entry of two indexes.
    forecast: forecast + 22 + (['comparison', 'demands'].includes(name) ? 2 * rows : 0),
    // A person is seen through an assignment: one is looked up for each row, and for each person who is passed over.
    ...(['resource-assignments', 'resources'].includes(name) && {
      weekly_resource_assignment: live + 2 * rows,
      frozen_assignment: frozen + rows,
      resource_v2: PEOPLE,
    }),
  };
}

function allowedToAll(name: string, rows: number): Partial<Record<Large, number>> {
  const steps = rows / 5 + 20;
  switch (name) {
    case 'monthly-summary':
      return { forecast: rows + steps, monthly_capacity_summary: rows };
    // The demand-months of the rows shown, and the people who work on them: one in each week.
    case 'weekly-detail':
      return {
        forecast: rows / 4 + steps,
        monthly_capacity_summary: rows + steps,
        weekly_resource_assignment: rows + steps,
        frozen_assignment: rows + steps,
      };
    // Four tiers a demand-month, whose people work in it for five weeks at most.
    case 'capacity-by-tier':
      return {
        forecast: rows / 4 + steps,
        monthly_capacity_summary: rows + steps,
        weekly_resource_assignment: (rows / 4) * 5 + steps,
        frozen_assignment: (rows / 4) * 5 + steps,
      };
    // Each person-week, and its demand by name and by number.
    case 'resource-assignments':
      return {
        forecast: 2 * rows,
        monthly_capacity_summary: rows,
        weekly_resource_assignment: rows + steps,
        frozen_assignment: rows + steps,
        resource_v2: rows + steps,
      };
    // Two demand-months a row, each by its key and by its number.
    case 'comparison':
      return { forecast: 4 * rows + steps, monthly_capacity_summary: 2 * rows };
    // A step, and the latest month of the demand.
    case 'demands':
      return { forecast: 2 * rows + 20 };
    case 'resources':
      return { resource_v2: rows };
    // Kept in memory; the others are small by nature.
    // Lines of business, a step each.
    case 'access':
      return { forecast: 40 };
    default:
      return {};
  }
}

const SMALL = ['calendar-days', 'calendar-weeks', 'calendar-months', 'tiers', 'reports', 'about', 'access'];

describe.each(POWER_BI_TABLES.map(({ name, definition }) => ({ name, definition })))(
  'a preview of $name',
  ({ name, definition }) => {
    const isOfReport = definition.parameters.some(({ name: parameter }) => parameter === 'report');
    const reports = isOfReport ? ['', '&report=live', '&report=2025-03'] : [''];
    const path = `/api/v2/reports/powerbi/${name}?format=csv`;
    const cases = CALLERS.flatMap((caller) => reports.map((report) => [caller, report] as const));

    test.each(cases)('reads what it shows, not the table (who sees %s, %s)', async (caller, report) => {
      const url = `${path}&limit=${LIMIT}${report}`;
      // What reports say of themselves is kept once somebody has asked, and brought up to what has changed since.
      await ask(caller, url);
      await server.database.query(
        `UPDATE monthly_capacity_summary SET computed_datetime = now() WHERE id = (SELECT max(id) FROM monthly_capacity_summary);
         SELECT pg_stat_force_next_flush()`,
      );
      const { body, read } = await rowsRead(caller, url);
      const shown = body.trimEnd().split('\r\n').length - 1;
      if (!SMALL.includes(name)) expect(shown).toBe(LIMIT);
      const limits = allowed(name, LIMIT, caller);
      for (const table of LARGE) {
        // The summary that has changed, with its forecast.
        const most = (limits[table] ?? 0) + 2;
        if (read[table] > most)
          throw new Error(`${read[table]} rows of ${table} were read; at most ${most} are allowed`);
      }
    });
  },
);

test('the whole of a table reads all of it: the count above counts', async () => {
  const { read } = await rowsRead('all', '/api/v2/reports/powerbi/monthly-summary?format=csv');
  expect(read.forecast).toBeGreaterThanOrEqual(6 * DEMANDS);
  expect(read.monthly_capacity_summary).toBeGreaterThanOrEqual(6 * DEMANDS);
});

const SETS = ['monthly_summary', 'weekly_detail', 'capacity_by_tier', 'comparison', 'resource_assignments'];
test.each(
  CALLERS.flatMap((caller) => [...SETS, 'demands', 'resources'].map((set) => [caller, set] as const)),
)('the first rows for who sees %s of the OData set %s too', async (caller, set) => {
  const url = `/api/v2/odata/${set}?$top=${LIMIT}`;
  await ask(caller, url);
  const { body, read } = await rowsRead(caller, url);
  expect((JSON.parse(body) as { value: unknown[] }).value).toHaveLength(LIMIT);
  const limits = allowed(set.replaceAll('_', '-'), LIMIT, caller);
  for (const table of LARGE)
    expect([table, read[table], limits[table] ?? 0, read[table] <= (limits[table] ?? 0)]).toEqual([
      ...[table, read[table], limits[table] ?? 0, true],
    ]);
});
