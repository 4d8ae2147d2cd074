import { readMonthStates, type MonthStates } from '../../src/features/figures';
import { REPORTS } from '../../src/features/reports';
import { comparisonWarnings } from '../../src/features/reports/documents/comparison.service';
import { knownSummaryState } from '../../src/features/reports/known/known-figures.service';
import {
  findDataState,
  findLiveMonths,
  findReportWithMonths,
  findSummaryState,
} from '../../src/features/reports/registry/report-context.repository';
import { readFacts } from '../../src/features/reports/registry/report-facts.service';
import { readFilter } from '../../src/features/reports/registry/report-filter.rules';
import type { ChosenReport, ReportArgs } from '../../src/features/reports/tables/report.model';
import { insertReport } from '../support/factories/demand';
import { FL, freezeMonths, GLOBAL, MANY_ASSIGNMENTS, recompute } from '../support/factories/report';
import { openTestApp, type TestApp } from '../support/scope';

/** April 2025 with 24 demands, two of which have no CPH, and March with two demands. */
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp(MANY_ASSIGNMENTS);
  await insertReport(app.database, {
    report: { year: 2025, month: 3 },
    demands: [
      { ...FL, caseType: 'Case type 0' },
      { ...GLOBAL, targetCph: null },
    ],
    frozen: [2, 3, 4, 5, 6],
  });
}, 60_000);
afterAll(() => app.close());

const ARGS: readonly ReportArgs[] = [
  {},
  { from: '2025-06', to: '2025-08' },
  { mainLob: ['amisys medicaid domestic', 'Facets Commercial GLOBAL'], state: ['fl'] },
  { platform: ['FACETS'], caseType: ['Case type 1', 'Case type 5'] },
  { locality: ['Global'] },
];

async function reports(): Promise<ChosenReport[]> {
  const { db } = app.newScope();
  const found = [await findReportWithMonths(db, null), await findLiveMonths(db, 'live')];
  return found.filter((report) => report !== undefined);
}

/** What is kept and what a statement over all summaries says, for each report and filter. */
async function both(): Promise<{ kept: unknown[]; stored: unknown[] }> {
  const kept: unknown[] = [];
  const stored: unknown[] = [];
  const scope = app.newScope();
  for (const report of await reports())
    for (const args of ARGS)
      for (const lobScope of [null, ['Facets Commercial GLOBAL']]) {
        const filter = readFilter(args, lobScope);
        const context = { filter, report, against: undefined, tiers: [], facts: undefined, grants: [] };
        stored.push(await findSummaryState(scope.db, context, report));
        const { from = '', to = '9' } = filter.months;
        const months = report.months.filter(({ monthStart }) => monthStart >= from && monthStart < to);
        kept.push(knownSummaryState(await readMonthStates(scope, report.months), months, filter));
      }
  return { kept, stored };
}

const CHANGES: readonly [string, string][] = [
  ['nothing', 'SELECT 1'],
  [
    'one summary',
    `UPDATE monthly_capacity_summary SET unknown_capacity_count = 77, computed_datetime = '2025-06-01T10:00:00.5Z'
     WHERE id = (SELECT max(id) FROM monthly_capacity_summary)`,
  ],
  [
    'every summary',
    `UPDATE monthly_capacity_summary SET fte_required = NULL, fte_required_reason = 'NO_CPH' WHERE id % 2 = 0`,
  ],
  [
    'a demand’s names',
    `UPDATE forecast SET platform = 'Facets', locality = 'Global' WHERE case_type = 'Case type 2'`,
  ],
  ['a demand that goes', `DELETE FROM forecast WHERE case_type = 'Case type 3'`],
  [
    'a demand that comes',
    `INSERT INTO forecast (report_year, report_month, forecast_month_index, main_lob, state, case_type, forecast, platform, market, locality)
     SELECT f.report_year, f.report_month, f.forecast_month_index, f.main_lob, 'WY', f.case_type, 1, f.platform, f.market, f.locality
     FROM forecast f WHERE f.case_type = 'Case type 1'`,
  ],
];

test.each(CHANGES)('what is kept of a month is what is stored, after a change of %s', async (_what, sql) => {
  await both();
  await app.database.query(sql);
  const { kept, stored } = await both();
  expect(kept).toEqual(stored);
  expect(stored.some((state) => (state as { unknownRequired: number }).unknownRequired > 0)).toBe(true);
});

test('what is kept is what is stored after recomputing and after freezing', async () => {
  await recompute(() => app.newScope());
  expect((await both()).kept).toEqual((await both()).stored);
  await freezeMonths(app.database, { year: 2025, month: 'April' }, [1]);
  expect((await both()).kept).toEqual((await both()).stored);
});

test('a comparison counts what one side lacks without reading the sides', async () => {
  const scope = app.newScope();
  const [report] = await reports();
  const against = await findReportWithMonths(scope.db, '2025-03-01');
  for (const args of [{}, { mode: 'month' as const }, { from: '2025-06' }, { mainLob: [FL.mainLob] }]) {
    const filter = readFilter(args, null);
    const context = { filter, report, against, tiers: [], facts: undefined, grants: [] };
    const known = await readMonthStates(scope, [...(report?.months ?? []), ...(against?.months ?? [])]);
    const stored = await comparisonWarnings(scope.db, context, undefined);
    expect(stored.length).toBeGreaterThan(0);
    expect(
      await comparisonWarnings(
        { ...scope.db, first: () => Promise.reject(new Error('read')) },
        context,
        known,
      ),
    ).toEqual(stored);
  }
});

test('what is kept of another data version is not used', async () => {
  const definition = REPORTS.find(({ path }) => path === 'powerbi/monthly-summary');
  if (!definition) throw new Error('no report');
  const scope = app.newScope();
  const asked = { definition, filter: readFilter({}, null), remarks: [] };
  const { dataVersion } = await findDataState(scope.db);
  const wrong = (version: number): MonthStates => ({ dataVersion: version, of: () => [] });
  const facts = (known: MonthStates | undefined) => readFacts(scope, scope.db, { ...asked, known });
  const { meta } = await facts(undefined);
  expect(meta.warnings.length).toBeGreaterThan(0);
  expect((await facts(wrong(dataVersion - 1))).meta.warnings).toEqual(meta.warnings);
  // An equal version is trusted: nothing is unknown where there is nothing.
  expect((await facts(wrong(dataVersion))).meta.warnings).toEqual([]);
});
