import { REPORTS } from '../../src/features/reports';
import type { ReportDefinition } from '../../src/features/reports/registry/definition.model';
import { findReportWithMonths } from '../../src/features/reports/registry/report-context.repository';
import { readFilter } from '../../src/features/reports/registry/report-filter.rules';
import { answerReport } from '../../src/features/reports/registry/report-table.service';
import type { ReportArgs } from '../../src/features/reports/tables/report.model';
import { MANY_ASSIGNMENTS } from '../support/factories/report';
import { orderedRows } from '../../src/features/reports/rows/table-part.repository';
import { compileSql } from '../../src/platform/database/sql';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp(MANY_ASSIGNMENTS);
  await app.database.query('ANALYZE');
}, 60_000);
afterAll(() => app.close());

const ASSIGNMENTS = REPORTS.find(({ path }) => path === 'powerbi/resource-assignments') as ReportDefinition;

async function rowsOf(args: ReportArgs): Promise<unknown[][]> {
  const { rows } = await answerReport(app.newScope(), ASSIGNMENTS, args);
  return rows ?? [];
}

test('all person-weeks in the order of an index are those that a filter finds and sorts', async () => {
  const all = await rowsOf({});
  expect(all.length).toBeGreaterThan(100);
  expect(await rowsOf({ platform: ['Amisys', 'Facets', 'Xcelys'] })).toEqual(all);
});

/** The steps of the plan of a statement for these arguments, where an index costs no more than it does in a large table. */
async function stepsOf(args: ReportArgs): Promise<string> {
  const { db } = app.newScope();
  const report = await findReportWithMonths(db, null);
  const filter = readFilter(args, null);
  const context = { filter, report, against: undefined, tiers: [], facts: undefined, grants: [] };
  const table = ASSIGNMENTS.statement?.(context, report);
  if (!table) throw new Error('The report has no flat table');
  const { text, values } = compileSql(orderedRows(table));
  const runner = db.manager.connection.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query('SET LOCAL enable_seqscan = off; SET LOCAL cursor_tuple_fraction = 1');
    const plan = (await runner.query(`EXPLAIN ${text}`, [...values])) as Record<string, string>[];
    return plan.map((line) => line['QUERY PLAN']).join('\n');
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

test('the whole of live assignments is not sorted: its first row comes at once, however many follow', async () => {
  const whole = await stepsOf({});
  expect(whole).toContain('ux_weekly_resource_assignment_person_week');
  expect(whole).toContain('Limit');
  expect(whole).not.toContain('Sort');
  // Few rows are joined and sorted as the planner likes.
  expect(await stepsOf({ platform: ['Amisys'] })).not.toContain('Limit');
});
