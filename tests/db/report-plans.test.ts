import { REPORTS } from '../../src/features/reports';
import type { ReportDefinition } from '../../src/features/reports/registry/definition.model';
import {
  findReportWithMonths,
  listEveryTierPercentage,
} from '../../src/features/reports/registry/report-context.repository';
import { readFilter } from '../../src/features/reports/registry/report-filter.rules';
import { tierColumns } from '../../src/features/reports/tables/report-columns.rules';
import { orderedRows } from '../../src/features/reports/rows/table-part.repository';
import { sql } from '../../src/platform/database/sql';
import { MANY_ASSIGNMENTS } from '../support/factories/report';
import { openTestApp, type TestApp } from '../support/scope';

interface Step {
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Join Filter'?: number;
  Plans?: Step[];
}

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp(MANY_ASSIGNMENTS);
}, 60_000);
afterAll(() => app.close());

const STATEMENTS = REPORTS.filter(({ statement }) => statement !== undefined);

/** The most rows that one step of the whole table's plan passed on or threw away, all its runs together. */
async function mostRows(definition: ReportDefinition): Promise<number> {
  const { db } = app.newScope();
  const report = await findReportWithMonths(db, null);
  const tiers = tierColumns(await listEveryTierPercentage(db));
  const context = {
    filter: readFilter({}, null),
    report,
    against: undefined,
    tiers,
    facts: undefined,
    grants: [],
  };
  const table = definition.statement?.(context, report);
  if (!table) throw new Error(`${definition.path} is no flat table`);
  const [answer] = await db.query<{ 'QUERY PLAN': [{ Plan: Step }] }>(
    sql`EXPLAIN (ANALYZE, FORMAT JSON) ${orderedRows(table)}`,
  );
  if (!answer) throw new Error('PostgreSQL has shown no plan');
  return Math.max(...stepsOf(answer['QUERY PLAN'][0].Plan).map(rowsOf));
}

function stepsOf(step: Step): Step[] {
  return [step, ...(step.Plans ?? []).flatMap(stepsOf)];
}

function rowsOf(step: Step): number {
  return (step['Actual Rows'] + (step['Rows Removed by Join Filter'] ?? 0)) * step['Actual Loops'];
}

/*
 * 60 people × 27 weeks less every seventh are 1,388 assignments, each of which may look at its report's 6 × 5 tiers of
 * months: 41,640. 24 demands × 6 months are 144 demand-months with 648 weeks. Each demand-month beside all weeks: 93,312.
 */
test('the plan of weekly detail is right before the planner knows anything of the tables', async () => {
  await app.database.query('DELETE FROM pg_statistic');
  const definition = REPORTS.find(({ path }) => path === 'powerbi/weekly-detail') as ReportDefinition;
  expect(await mostRows(definition)).toBeLessThan(50_000);
});

test.each(STATEMENTS.map((definition) => [definition.path, definition] as const))(
  'the plan of %s sets no demand beside the weeks of all others',
  async (_, definition) => {
    await app.database.query('ANALYZE');
    expect(await mostRows(definition)).toBeLessThan(50_000);
  },
);
