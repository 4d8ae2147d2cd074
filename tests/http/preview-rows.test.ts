import { POWER_BI_TABLES } from '../../src/features/reports/registry/reports.preset';
import { addManyDemands, DEMANDS } from '../support/factories/many-demands';
import { startTestServer, type TestServer } from '../support/http';
import { countRowsRead } from '../support/rows-read';

const LIMIT = 120;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await addManyDemands(server.database, () => server.newScope());
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

/** Rows that one request reads of the large tables, with its body. */
async function rowsRead(path: string): Promise<{ body: string; read: Record<Large, number> }> {
  const { result: body, read } = await countRowsRead(server.database, async () => {
    const response = await fetch(`${server.url}${path}`);
    const text = await response.text();
    if (response.status !== 200) throw new Error(text);
    return text;
  });
  return { body, read: Object.fromEntries(LARGE.map((name) => [name, read.get(name) ?? 0])) as never };
}

/**
 * Most rows that a preview of so many rows may read of each table. A step from demand to demand or person to person is an
 * entry too: with six months a demand one to six rows, with four weeks a month or more one to four demand-months.
 */
function allowed(name: string, rows: number): Partial<Record<Large, number>> {
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

    test.each(reports)('reads what it shows, not the table (%s)', async (report) => {
      const url = `${path}&limit=${LIMIT}${report}`;
      // What reports say of themselves is kept once somebody has asked, and brought up to what has changed since.
      await (await fetch(`${server.url}${url}`)).text();
      await server.database.query(
        `UPDATE monthly_capacity_summary SET computed_datetime = now() WHERE id = (SELECT max(id) FROM monthly_capacity_summary);
         SELECT pg_stat_force_next_flush()`,
      );
      const { body, read } = await rowsRead(url);
      const shown = body.trimEnd().split('\r\n').length - 1;
      if (!SMALL.includes(name)) expect(shown).toBe(LIMIT);
      const limits = allowed(name, LIMIT);
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
  const { read } = await rowsRead('/api/v2/reports/powerbi/monthly-summary?format=csv');
  expect(read.forecast).toBeGreaterThanOrEqual(6 * DEMANDS);
  expect(read.monthly_capacity_summary).toBeGreaterThanOrEqual(6 * DEMANDS);
});

test.each([
  'monthly_summary',
  'weekly_detail',
  'capacity_by_tier',
  'comparison',
  'resource_assignments',
  'demands',
  'resources',
])('the first rows of the OData set %s too', async (set) => {
  const url = `/api/v2/odata/${set}?$top=${LIMIT}`;
  await (await fetch(`${server.url}${url}`)).text();
  const { body, read } = await rowsRead(url);
  expect((JSON.parse(body) as { value: unknown[] }).value).toHaveLength(LIMIT);
  const limits = allowed(set.replaceAll('_', '-'), LIMIT);
  for (const table of LARGE) expect([table, read[table] <= (limits[table] ?? 0)]).toEqual([table, true]);
});
