import { assign, changeProduction } from '../../src/features/assignment';
import { closeMonth, reopenMonth } from '../../src/features/calendar';
import { createTier, updateTier } from '../../src/features/tier/tier.service';
import { checkData } from '../../src/checks/check-data';
import type { WriteScope } from '../../src/platform/scope/request-scope';
import { addAssignable, addPeople, DEMAND } from '../support/factories/assignment';
import { recompute } from '../support/factories/report';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
const PEOPLE = ['AA000011', 'AA000012', 'AA000013'];
beforeAll(async () => {
  server = await startTestServer();
  await addAssignable(server.database);
  for (const cn of PEOPLE) await addPeople(server.database, { cn });
  await recompute(() => server.newScope());
});
afterAll(() => server.close());

const write = <T>(work: (tx: WriteScope) => Promise<T>) =>
  server.newScope().write({ action: 'test', lock: 'exclusive' }, work);

type Heads = Record<string, number>;
interface TierRow {
  label: string;
  count: number;
}
const get = async (path: string): Promise<unknown> =>
  (await fetch(`${server.url}/api/v2/reports/${path}`)).json();
const heads = (rows: readonly TierRow[]): Heads =>
  Object.fromEntries(rows.filter(({ count }) => count > 0).map(({ label, count }) => [label, count]));
const labels = (rows: readonly TierRow[]): string[] => rows.map(({ label }) => label);

interface Node {
  tierBreakdown: TierRow[];
}
interface Tree {
  capacityTree: Node & { lobs: (Node & { states: (Node & { caseTypes: Node[] })[] })[] };
}

/** Heads by tier in one month on every surface. There is one demand, so that every node above it has its people. */
async function surfaces(index: number, month: string): Promise<Record<string, unknown>> {
  const { data } = await server.graphql<Tree>(
    `query ($index: Int!) { capacityTree(forecastMonthIndex: $index) { tierBreakdown { label count } lobs {
       tierBreakdown { label count } states { tierBreakdown { label count }
         caseTypes { tierBreakdown { label count } } } } } }`,
    { index },
  );
  const lob = data.capacityTree.lobs[0] as Tree['capacityTree']['lobs'][0];
  const [leaf] = lob.states[0]?.caseTypes ?? [];
  const nodes = [data.capacityTree, lob, lob.states[0], leaf].map((node) => node?.tierBreakdown ?? []);
  const rowsOf = async (path: string) => {
    const table = (await get(path)) as { columns: string[]; rows: unknown[][] };
    return table.rows
      .map((row) => Object.fromEntries(table.columns.map((name, at) => [name, row[at]])))
      .filter((row) => row['month'] === month);
  };
  const byTier = (await rowsOf('capacity-by-tier')).map((row) => ({
    label: String(row['tier']),
    count: Number(row['fte_count']),
  }));
  const columns = (row: Record<string, unknown> | undefined): TierRow[] =>
    Object.entries(row ?? {})
      .filter(([name]) => /^tier_\d/.test(name))
      .map(([name, count]) => ({
        label: `${name.slice('tier_'.length).replace('_', '.')}%`,
        count: Number(count),
      }));
  const weeks = (await rowsOf('powerbi/weekly-detail')).filter((row) => Number(row['fte_count']) > 0);
  const charts = (await get('dashboard/charts-data')) as {
    months: string[];
    monthly: { tiers: Record<string, number[]> };
  };
  const at = charts.months.indexOf(month);
  const charted = Object.entries(charts.monthly.tiers).map(([label, counts]) => ({
    label,
    count: counts[at] ?? 0,
  }));
  return {
    nodes: nodes.map(heads),
    labels: [...new Set(nodes.map((node) => labels(node).join()))],
    byTier: heads(byTier),
    byTierLabels: labels(byTier).join(),
    monthly: heads(columns((await rowsOf('powerbi/monthly-summary'))[0])),
    weekly: weeks.map((row) => heads(columns(row))),
    charts: heads(charted),
  };
}

const everywhere = (found: Heads, listed: string, weeks: number): Record<string, unknown> => ({
  nodes: [found, found, found, found],
  labels: [listed],
  byTier: found,
  byTierLabels: listed,
  monthly: found,
  weekly: Array<Heads>(weeks).fill(found),
  charts: found,
});

test('a closed month keeps tier percentages and labels on every surface; reopened it takes today’s', async () => {
  // May 2025 (index 1) is the weeks 18 to 22, June (index 2) the weeks 23 to 26.
  for (const week of [20, 24])
    for (const [at, cn] of PEOPLE.entries()) {
      const row = await write((tx) => assign(tx, { resourceCn: cn, week: { year: 2025, week }, ...DEMAND }));
      if (at < 2) await write((tx) => changeProduction(tx, row.id, { productionPercentage: '0.25' }));
    }
  const before = everywhere({ '25%': 2, '100%': 1 }, '100%,75%,50%,25%', 1);
  expect(await surfaces(1, 'May-25')).toEqual(before);
  await write((tx) => closeMonth(tx, { year: 2025, month: 'May' }));
  const [tier] = await server.database.query<{ id: number }>(
    'SELECT id FROM production_capacity_tier WHERE capacity_percentage = 0.25',
  );
  await write((tx) => updateTier(tx, tier?.id ?? 0, { capacityPercentage: '0.3' }));
  await write((tx) => createTier(tx, { tierName: 'Ninety', capacityPercentage: '0.9' }));
  expect(await surfaces(1, 'May-25')).toEqual(before);
  expect(await surfaces(2, 'Jun-25')).toEqual(everywhere({ '30%': 2, '100%': 1 }, '100%,90%,75%,50%,30%', 1));
  expect(await checkData(server.newScope().db)).toEqual([]);
  await write((tx) => reopenMonth(tx, { year: 2025, month: 'May' }));
  expect(await surfaces(1, 'May-25')).toEqual(everywhere({ '30%': 2, '100%': 1 }, '100%,90%,75%,50%,30%', 1));
  expect(await checkData(server.newScope().db)).toEqual([]);
});
