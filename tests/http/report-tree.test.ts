import Big from 'big.js';
import { freezeMonths, MANY_ASSIGNMENTS } from '../support/factories/report';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, MANY_ASSIGNMENTS);
});
afterAll(() => server.close());

type Metrics = Record<'forecast' | 'capacity' | 'gap' | 'fteEquivalent' | 'fteRequired' | 'fteCount', number>;
interface Node {
  name: string;
  metrics: Metrics;
  states: Node[];
  caseTypes: Node[];
}
const METRICS = 'metrics { forecast capacity gap fteEquivalent fteRequired fteCount }';
const TREE = `query ($index: Int!) { capacityTree(forecastMonthIndex: $index) {
  ${METRICS} lobs { name ${METRICS} states { name ${METRICS} caseTypes { name ${METRICS} } } } } }`;

async function get<T>(path: string): Promise<T> {
  const response = await fetch(`${server.url}/api/v2/reports/${path}`);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

/** Exact sum of a column of the flat report. */
function sum(rows: Record<string, unknown>[], name: string): string {
  return rows
    .reduce((total, row) => total.plus(String((row[name] as number | null) ?? 0)), new Big(0))
    .toFixed();
}

async function sumThreeWays(): Promise<void> {
  const table = await get<{ columns: string[]; rows: unknown[][] }>('powerbi/monthly-summary');
  const flat = table.rows.map((row) => Object.fromEntries(table.columns.map((name, at) => [name, row[at]])));
  const { monthly } = await get<{ monthly: Record<string, number[]> }>('dashboard/charts-data');
  for (const index of [1, 2, 3, 4, 5, 6]) {
    const { data } = await server.graphql<{ capacityTree: { metrics: Metrics; lobs: Node[] } }>(TREE, {
      index,
    });
    const ofMonth = flat.filter((row) => row['forecast_month_index'] === index);
    const compare = (metrics: Metrics, rows: Record<string, unknown>[]): void => {
      const figures = [
        metrics.forecast,
        metrics.capacity,
        metrics.gap,
        metrics.fteEquivalent,
        metrics.fteRequired,
      ];
      const sums = ['forecast', 'capacity', 'gap', 'fte_equivalent', 'fte_required'].map((name) =>
        sum(rows, name),
      );
      expect(figures.map((figure) => new Big(figure ?? 0).toFixed())).toEqual(sums);
    };
    compare(data.capacityTree.metrics, ofMonth);
    expect(monthly['fte_count']?.[index - 1]).toBe(data.capacityTree.metrics.fteCount);
    expect(new Big(monthly['capacity']?.[index - 1] ?? 0).toFixed()).toBe(sum(ofMonth, 'capacity'));
    for (const lob of data.capacityTree.lobs) {
      const ofLob = ofMonth.filter((row) => row['main_lob'] === lob.name);
      compare(lob.metrics, ofLob);
      const leaves = lob.states.flatMap(({ caseTypes }) => caseTypes);
      expect(leaves.reduce((total, { metrics }) => total.plus(metrics.capacity), new Big(0)).toFixed()).toBe(
        sum(ofLob, 'capacity'),
      );
      expect(leaves.map(({ metrics }) => metrics.fteCount).sort()).toEqual(
        ofLob.map((row) => row['fte_count'] as number).sort(),
      );
    }
  }
}

test('tree nodes, flat sums and chart points are the same figures, live months', sumThreeWays, 60_000);

test('and still are when some months are frozen', async () => {
  await freezeMonths(server.database, { year: 2025, month: 'April' }, [1, 3]);
  await server.newScope().write({ action: 'test.touch' }, () => Promise.resolve());
  await sumThreeWays();
}, 60_000);
