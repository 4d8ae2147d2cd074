import { findReportWithMonths } from '../../src/features/reports/registry/report-context.repository';
import { readFilter } from '../../src/features/reports/registry/report-filter.rules';
import { REPORTS } from '../../src/features/reports';
import { partOf } from '../../src/features/reports/tables/table-part.rules';
import { addPersonWeeks, PERSON_WEEKS } from '../support/factories/large-report';
import { freezeMonths } from '../support/factories/report';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await addPersonWeeks(app.database);
}, 60_000);
afterAll(() => app.close());

interface PlanNode {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: PlanNode[];
}

/** Rows of a table that a plan has read, also those that it dropped. */
function rowsRead(node: PlanNode, tables: readonly string[]): number {
  const own = tables.includes(node['Relation Name'] ?? '')
    ? node['Actual Loops'] *
      (node['Actual Rows'] +
        (node['Rows Removed by Filter'] ?? 0) +
        (node['Rows Removed by Index Recheck'] ?? 0))
    : 0;
  return own + (node.Plans ?? []).reduce((sum, child) => sum + rowsRead(child, tables), 0);
}

/** What PostgreSQL itself counts while it answers the first `limit` rows of a table. */
async function personWeeksRead(path: string, limit: number): Promise<{ rows: number; read: number }> {
  const scope = app.newScope();
  const filter = readFilter({ limit }, null);
  const report = await findReportWithMonths(scope.db, null);
  const context = { filter, report, against: undefined, tiers: [], facts: undefined, grants: [] };
  const table = REPORTS.find((definition) => definition.path === path)?.statement?.(context, report);
  if (!table) throw new Error(path);
  const { sql, order, params } = partOf(table, filter);
  const [answer] = await app.database.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${sql} ORDER BY ${order} LIMIT ${limit}`,
    [...params],
  );
  const plan = answer?.['QUERY PLAN'][0].Plan;
  if (!plan) throw new Error('no plan');
  return {
    rows: plan['Actual Rows'],
    read: rowsRead(plan, ['weekly_resource_assignment', 'frozen_assignment']),
  };
}

test('a preview of 1,000 person-weeks reads no more of them than it shows, out of 64,800', async () => {
  expect(await personWeeksRead('powerbi/resource-assignments', 1000)).toEqual({ rows: 1000, read: 1000 });
  expect(PERSON_WEEKS).toBe(64_800);
});

test('frozen months too: at most as many of each as are shown', async () => {
  await freezeMonths(app.database, { year: 2025, month: 'April' }, [1, 2]);
  await app.database.query('ANALYZE');
  const { rows, read } = await personWeeksRead('powerbi/resource-assignments', 500);
  expect(rows).toBe(500);
  expect(read).toBeLessThanOrEqual(3 * 500);
});
