import Big from 'big.js';
import { openTree } from '../../src/features/tree/nodes/tree.service';
import { importMay, startDemoServer } from '../support/demo-server';
import type { TestServer } from '../support/http';
import {
  asDoubles,
  byLabel,
  graphNodes,
  MONTHS_QUERY,
  restFigures,
  tiersAt,
  withBelow,
  type ByTier,
  type Charts,
  type Comparison,
  type Doubles,
  type GraphNode,
  type Hierarchy,
} from '../support/report-shapes';
import { exactFigures, nodesBelow } from '../support/report-nodes';
import { readCsv, sumUp, type FlatTables, type NodeFigures, type ReportSums } from '../support/report-sums';

jest.setTimeout(60_000);

let server: TestServer;
beforeAll(async () => {
  server = await startDemoServer();
}, 120_000);
afterAll(() => server.close());

/** What is asked for, once as REST parameters and once as a filter of the tree. */
interface Selection {
  query: string;
  filter: Record<string, string[]>;
  /** The condition on `f`. */
  sql: string;
}
const EVERYTHING: Selection = { query: '', filter: {}, sql: 'true' };
const SOME: Selection = {
  query: '&platform=amisys&platform=facets&state=FL&state=N/A',
  filter: { platforms: ['amisys', 'facets'], states: ['FL', 'N/A'] },
  sql: `f.platform IN ('Amisys', 'Facets') AND f.state IN ('FL', 'N/A')`,
};

/** March was replaced by April from May on: one month of it is live, five are frozen. */
const MARCH = { month: 'March', year: 2025 };
const APRIL = { month: 'April', year: 2025 };
const MAY = { month: 'May', year: 2025 };
const CASES: [string, typeof MARCH, Selection][] = [
  ['the live report', APRIL, EVERYTHING],
  ['the report that was replaced', MARCH, EVERYTHING],
  ['some demands of the live report', APRIL, SOME],
];
/** Once May has replaced April from June on, in months whose people are at every tier. */
const CASES_AFTER_MAY: typeof CASES = [
  ['the new live report', MAY, EVERYTHING],
  ['the report it has replaced', APRIL, EVERYTHING],
  ['some demands of that report', APRIL, SOME],
];

test('the demo has live and frozen months, all with people', async () => {
  const months = await server.database.query(
    `SELECT r.report_month AS report, r.is_frozen AS frozen, count(*)::integer AS months,
       bool_and(s.people > 50) AS staffed
     FROM forecast_report_month r JOIN LATERAL (
       SELECT count(DISTINCT a.resource_cn) AS people FROM (${PERSON_WEEKS}) a
       WHERE a.report_month = r.report_month AND a.forecast_month_index = r.forecast_month_index) s ON true
     GROUP BY 1, 2 ORDER BY r.report_month, r.is_frozen`,
  );
  expect(months).toEqual([
    { report: 'April', frozen: false, months: 6, staffed: true },
    { report: 'March', frozen: false, months: 1, staffed: true },
    { report: 'March', frozen: true, months: 5, staffed: true },
  ]);
});

describe.each(CASES)('%s', (_, report, selection) => reconciles(report, selection));

describe('once a further report has been imported', () => {
  beforeAll(() => importMay(server));
  describe.each(CASES_AFTER_MAY)('%s', (_, report, selection) => reconciles(report, selection));
});

function reconciles(report: typeof MARCH, selection: Selection): void {
  const asked = `report_month=${report.month}&report_year=${report.year}${selection.query}`;
  let tables: FlatTables;
  let sums: ReportSums;
  let monthStarts: string[];

  const csv = async (path: string) => readCsv(await text(`${path}?${asked}&format=csv`));
  beforeAll(async () => {
    tables = {
      monthly: await csv('powerbi/monthly-summary'),
      weekly: await csv('powerbi/weekly-detail'),
      people: await csv('powerbi/resource-assignments'),
      byTier: await csv('capacity-by-tier'),
    };
    sums = sumUp(tables);
    monthStarts = [...sums.nodes.keys()].sort();
  });

  const figuresOf = (monthStart: string, belongs: (path: (string | null)[]) => boolean) =>
    Object.fromEntries(
      [...(sums.nodes.get(monthStart) ?? [])]
        .filter(([path]) => belongs(JSON.parse(path) as (string | null)[]))
        .map(([path, node]) => [path, node.figures()]),
    );
  const total = (monthStart: string): NodeFigures | undefined =>
    sums.nodes
      .get(monthStart)
      ?.get(JSON.stringify([null, null, null, null, null]))
      ?.figures();

  test('the flat reports agree with each other in every node', () => {
    expect(monthStarts).toHaveLength(6);
    const differing = [...sums.nodes].flatMap(([month, nodes]) =>
      [...nodes].flatMap(([path, node]) =>
        Object.entries(node.ways())
          .filter(([, ways]) => new Set(ways).size > 1)
          .map((found) => [month, path, found]),
      ),
    );
    expect(differing).toEqual([]);
  });

  test.each([false, true])('every node of the tree, by category: %s', async (byCategory) => {
    for (const [at, monthStart] of monthStarts.entries()) {
      const tree = await treeOf(at + 1, byCategory);
      const shown = Object.fromEntries(tree.map(({ node, path }) => [path, exactFigures(node)] as const));
      const isTotal = (path: (string | null)[]): boolean => path.every((part) => part === null);
      const expected = figuresOf(monthStart, (path) => isTotal(path) || (path[0] !== null) === byCategory);
      expect(shown).toEqual(expected);
    }
  });

  test.each(['lob', 'category'])('every node of dashboard/hierarchy, by %s', async (groupBy) => {
    const byCategory = groupBy === 'category';
    for (const [at, monthStart] of monthStarts.entries()) {
      const tree = await treeOf(at + 1, byCategory);
      const body = await json<Hierarchy>(`dashboard/hierarchy?${asked}&group_by=${groupBy}&month=${at + 1}`);
      const nodes = sums.nodes.get(monthStart);
      const expected = tree.map(({ node, path }, place) => ({
        id: place === 0 ? undefined : node.slug,
        ...(nodes?.get(path) && asDoubles(nodes.get(path)?.figures())),
      }));
      expect([body, ...body.categories.flatMap(withBelow)].map(restFigures)).toEqual(expected);
      expect(body.chart_series).toEqual({
        forecast_trend: monthStarts.map((start) => Number(total(start)?.forecast)),
        capacity_trend: monthStarts.map((start) => Number(total(start)?.capacity)),
      });
    }
  });

  test('every node of capacityTree over GraphQL', async () => {
    const { data } = await server.graphql<Record<string, GraphNode>>(MONTHS_QUERY, {
      report: `${report.month} ${report.year}`,
      filter: selection.filter,
    });
    for (const [at, monthStart] of monthStarts.entries()) {
      const root = data[`m${at + 1}`];
      const expected = (await treeOf(at + 1, false)).map(({ path }) =>
        asDoubles(sums.nodes.get(monthStart)?.get(path)?.figures()),
      );
      expect(root && graphNodes(root)).toEqual(expected);
    }
  });

  test('distinct people and capacity of every node as SQL counts them', async () => {
    const rows = await server.database.query<Record<string, string | number | null>>(
      `SELECT m.month_start::text AS month_start, f.platform AS platform, f.locality AS locality, f.main_lob AS main_lob,
         f.state AS state, f.case_type AS case_type, count(DISTINCT a.resource_cn)::integer AS people,
         trim_scale(coalesce(sum(a.weekly_capacity), 0))::text AS capacity
       FROM forecast f
       JOIN forecast_report_month m USING (report_year, report_month, forecast_month_index)
       LEFT JOIN (${PERSON_WEEKS}) a ON a.report_year = f.report_year AND a.report_month = f.report_month
         AND a.forecast_month_index = f.forecast_month_index AND a.demand_main_lob = f.main_lob
         AND a.demand_state = f.state AND a.demand_case_type = f.case_type
       WHERE f.report_month = $1 AND f.report_year = $2 AND ${selection.sql}
       GROUP BY m.month_start, GROUPING SETS ((), (f.main_lob), (f.main_lob, f.state), (f.main_lob, f.state, f.case_type),
         (f.platform, f.locality), (f.platform, f.locality, f.main_lob), (f.platform, f.locality, f.main_lob, f.state),
         (f.platform, f.locality, f.main_lob, f.state, f.case_type))`,
      [report.month, report.year],
    );
    const names = ['platform', 'locality', 'main_lob', 'state', 'case_type'];
    const counted = rows.map((row) => [
      `${row['month_start'] ?? ''} ${JSON.stringify(names.map((name) => row[name]))}`,
      { people: row['people'], capacity: row['capacity'] },
    ]);
    const summed = [...sums.nodes].flatMap(([month, nodes]) =>
      [...nodes].map(([path, node]) => {
        const { people, capacity } = node.figures();
        return [`${month} ${path}`, { people, capacity }];
      }),
    );
    expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(summed));
  });

  test('every point of charts-data', async () => {
    const charts = await json<Charts>(`dashboard/charts-data?${asked}`);
    const totals = monthStarts.map((start) => asDoubles(total(start)));
    const series = (name: keyof Doubles) => totals.map((figures) => figures[name]);
    const { tiers, ...monthly } = charts.monthly;
    expect(monthly).toEqual({
      forecast: series('forecast'),
      capacity: series('capacity'),
      gap: series('gap'),
      fte_count: series('people'),
      fte_equivalent: series('fteEquivalent'),
      fte_required: series('fteRequired'),
    });
    for (const [at, { tiers: heads }] of totals.entries()) expect(tiersAt(tiers, at)).toEqual(heads);
    const weeks = [...sums.weeks].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(charts.weeks).toEqual(weeks.map(([week]) => week));
    for (const [at, [, week]] of weeks.entries()) {
      const { capacity, percentages, people, tiers: heads } = week.ofWeek();
      const { tiers: weekTiers, ...points } = charts.weekly;
      expect([points['capacity']?.[at], points['fte_equivalent']?.[at], points['fte_count']?.[at]]).toEqual([
        Number(capacity),
        Number(percentages),
        people,
      ]);
      expect(tiersAt(weekTiers, at)).toEqual(byLabel(heads));
    }
    for (const { main_lob, values, coverage } of charts.heat_map) {
      const ofLob = monthStarts.map((start) => {
        const node = sums.nodes.get(start)?.get(JSON.stringify([null, null, main_lob, null, null]));
        return node && asDoubles(node.figures());
      });
      expect([main_lob, values, coverage]).toEqual([
        main_lob,
        ofLob.map((figures) => figures?.gap ?? null),
        ofLob.map((figures) => figures?.coverage ?? null),
      ]);
    }
  });

  test('the worst shortages and the largest surpluses', async () => {
    const charts = await json<Charts>(`dashboard/charts-data?${asked}&top=5`);
    const gaps = new Map<string, Big>();
    for (const { main_lob, state, case_type, gap } of tables.monthly) {
      const demand = JSON.stringify([main_lob, state, case_type]);
      gaps.set(demand, (gaps.get(demand) ?? new Big(0)).plus(gap ?? ''));
    }
    const ranked = [...gaps].sort(([a, x], [b, y]) => x.cmp(y) || (a < b ? -1 : 1));
    const shown = (list: Charts['top_shortages']) =>
      list.map(({ main_lob, state, case_type, gap }) => [JSON.stringify([main_lob, state, case_type]), gap]);
    const numbers = (list: [string, Big][]) => list.map(([demand, gap]) => [demand, gap.toNumber()]);
    expect(shown(charts.top_shortages)).toEqual(numbers(ranked.filter(([, gap]) => gap.lt(0)).slice(0, 5)));
    expect(shown(charts.top_surpluses)).toEqual(
      numbers(
        ranked
          .filter(([, gap]) => gap.gt(0))
          .reverse()
          .slice(0, 5),
      ),
    );
    expect(charts.top_shortages.length).toBeGreaterThan(0);
  });

  test('every point of capacity-by-tier and of comparison, nested', async () => {
    const lobs = [...new Set(tables.monthly.map((row) => row['main_lob'] ?? ''))];
    const nodesOf = (lob: string | null) =>
      monthStarts.map((start) =>
        asDoubles(
          sums.nodes
            .get(start)
            ?.get(JSON.stringify([null, null, lob, null, null]))
            ?.figures(),
        ),
      );
    const tiers = await json<ByTier>(`capacity-by-tier?${asked}&layout=nested`);
    const compared = await json<Comparison>(`comparison?${asked}&layout=nested`);
    const parts = [
      [null, tiers.tiers, compared.totals] as const,
      ...lobs.map((lob) => {
        const ofLob = <T extends { main_lob: string }>(found: T[]) =>
          found.find((one) => one.main_lob === lob);
        return [lob, ofLob(tiers.lobs)?.tiers ?? [], ofLob(compared.lobs)] as const;
      }),
    ];
    for (const [lob, ofTiers, sides] of parts)
      for (const [at, figures] of nodesOf(lob).entries()) {
        const heads = Object.fromEntries(ofTiers.map(({ tier, fte_count }) => [tier, fte_count]));
        expect([lob, tiersAt(heads, at)]).toEqual([lob, figures.tiers]);
        const capacities = ofTiers.map(({ capacity }) => capacity[at] ?? 0);
        expect(capacities.reduce((sum, part) => sum.plus(part), new Big(0)).toNumber()).toBe(
          figures.capacity,
        );
        const place = compared.months.indexOf(tiers.months[at] ?? '');
        const shown = COMPARED.map((name) => sides?.[name]?.current[place]);
        const { forecast, capacity, gap, people, fteEquivalent, fteRequired } = figures;
        expect([lob, ...shown]).toEqual([lob, forecast, capacity, gap, people, fteEquivalent, fteRequired]);
      }
  });

  test.each(['report', 'month'])('every demand of comparison, nested as flat, by %s', async (mode) => {
    const nested = await json<Comparison>(`comparison?${asked}&mode=${mode}&layout=nested`);
    const flat = readCsv(await text(`comparison?${asked}&mode=${mode}&format=csv`));
    const number = (cell: string | undefined): number | null => (cell ? Number(cell) : null);
    const expected = flat.map((row) =>
      COMPARED.flatMap((name) => [
        ...[
          `${row['main_lob'] ?? ''}|${row['state'] ?? ''}|${row['case_type'] ?? ''}|${row['month'] ?? ''}`,
          name,
        ],
        ...[name, `prior_${name}`, `${name}_delta`].map((column) => number(row[column])),
        name === 'gap' ? null : number(row[`${name}_pct`]),
      ]),
    );
    const shown = nested.lobs.flatMap(({ main_lob, demands }) =>
      demands.flatMap((demand) =>
        nested.months.map((month, at) =>
          COMPARED.flatMap((name) => {
            const { current, prior, delta, pct } = demand[name];
            const label = `${main_lob}|${demand.state}|${demand.case_type}|${month}`;
            return [label, name, current[at], prior[at], delta[at], name === 'gap' ? null : pct[at]];
          }),
        ),
      ),
    );
    const isKnown = (cells: unknown[]): boolean => cells[2] !== null || cells[3] !== null;
    expect(shown.filter(isKnown)).toEqual(expected);
    expect(shown.length).toBeGreaterThan(100);
  });

  /** The nodes of the tree service from the root down, in order. */
  async function treeOf(forecastMonthIndex: number, byCategory: boolean) {
    const scope = server.newScope();
    const { filter } = selection;
    const chosen = `${report.month} ${report.year}`;
    const tree = await openTree(scope, { report: chosen, forecastMonthIndex, filter, byCategory });
    return tree ? nodesBelow(tree) : [];
  }
}

const COMPARED = ['forecast', 'capacity', 'gap', 'fte_count', 'fte_equivalent', 'fte_required'] as const;

const PERSON_WEEKS = ['weekly_resource_assignment', 'frozen_assignment']
  .map(
    (
      table,
    ) => `SELECT a.report_year, a.report_month, a.forecast_month_index, a.resource_cn, a.demand_main_lob,
      a.demand_state, a.demand_case_type, a.weekly_capacity
    FROM ${table} a ${table.startsWith('weekly') ? 'WHERE a.is_active' : ''}`,
  )
  .join(' UNION ALL ');

async function text(path: string): Promise<string> {
  const response = await fetch(`${server.url}/api/v2/reports/${path}`);
  const body = await response.text();
  if (response.status !== 200) throw new Error(`${path}: ${body}`);
  return body;
}

async function json<T>(path: string): Promise<T> {
  return JSON.parse(await text(path)) as T;
}
