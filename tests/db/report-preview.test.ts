import { REPORTS } from '../../src/features/reports';
import type { ReportDefinition } from '../../src/features/reports/registry/definition.model';
import { answerReport } from '../../src/features/reports/registry/report-table.service';
import type { ReportArgs } from '../../src/features/reports/tables/report.model';
import type { Actor } from '../../src/platform/scope/actor';
import { insertReport } from '../support/factories/demand';
import { FL, freezeMonths, GLOBAL, MANY_ASSIGNMENTS, recompute } from '../support/factories/report';
import { openTestApp, type TestApp } from '../support/scope';

/**
 * Reports of February, April and June 2025. April's months are frozen but for June, with 60 people on 24 demands; February's
 * came late: all but one of its months were born frozen, without summaries, and its names are spelled otherwise. June's names begin with
 * letters that sort before and behind April's, in another order than their keys.
 */
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp(MANY_ASSIGNMENTS);
  await freezeMonths(app.database, { year: 2025, month: 'April' }, [1, 3, 4, 5, 6]);
  await insertReport(app.database, {
    report: { year: 2025, month: 6 },
    demands: [
      { ...FL, months: [7, 8, 9, 10, 11, 12] },
      {
        ...GLOBAL,
        mainLob: 'facets Commercial Global',
        targetCph: null,
        months: [70, 80, 90, 100, 110, 120],
      },
      { ...FL, mainLob: 'AMISYS Medicaid Domestic', caseType: 'Case type 3', months: [1, 2, 3, 4, 5, 6] },
      { ...FL, mainLob: 'Amisys Zeta Domestic', months: [0, 0, 0, 0, 0, 1] },
      { ...FL, mainLob: 'Amisys alpha Domestic', months: [0, 0, 0, 0, 0, 1] },
    ],
  });
  await recompute(() => app.newScope());
  await insertReport(app.database, {
    report: { year: 2025, month: 2 },
    demands: [
      { ...FL, state: 'FL', months: [3, 3, 3, 3, 3, 3] },
      { ...FL, mainLob: 'amisys Medicaid Domestic', state: 'GA', months: [4, 4, 4, 4, 4, 4] },
    ],
    mapping: [...[5, 6, 7, 8, 9].map((month) => ({ year: 2025, month })), { year: 2026, month: 1 }],
    frozen: [1, 2, 3, 4, 5],
  });
  await app.database.query('ANALYZE');
}, 60_000);
afterAll(() => app.close());

const FLAT = REPORTS.filter(({ statement }) => statement !== undefined);
const ARGS: readonly ReportArgs[] = [
  {},
  { live: true },
  { report: '2025-04' },
  { report: '2025-02' },
  { live: true, from: '2025-06', to: '2025-09' },
  { report: '2025-04', weekFrom: '2025-W20', weekTo: '2025-W28' },
  { live: true, state: ['FL'], mainLob: ['amisys medicaid domestic'] },
  { live: true, platform: ['Facets'], workType: ['Global'] },
  { report: '2025-04', against: '2025-02' },
  { live: true, mode: 'month' },
  { active: true },
  { resourceCn: ['P003', 'P055'] },
  { location: ['Domestic'], skill: ['FTC-Basic/Non MMP'] },
];

/** The arguments that a report knows, each list of them once. */
function argsOf({ parameters }: ReportDefinition): ReportArgs[] {
  const names = new Set(parameters.map(({ variable }) => variable));
  const all = ARGS.map((args) => Object.entries(args).filter(([name]) => names.has(name)));
  return [...new Set(all.map((args) => JSON.stringify(args)))].map(
    (text) => Object.fromEntries(JSON.parse(text) as [string, never][]) as ReportArgs,
  );
}

async function rowsOf(definition: ReportDefinition, args: ReportArgs, actor?: Actor): Promise<unknown[][]> {
  const { rows } = await answerReport(app.newScope(actor), definition, args);
  return rows ?? [];
}

const LIMITED: Actor = {
  name: 'planner',
  role: 'viewer',
  lobScope: ['Amisys Medicaid DOMESTIC', 'Facets Commercial GLOBAL', 'facets Commercial Global'],
};

describe.each(FLAT.map((definition) => ({ path: definition.path, definition })))(
  'a preview of $path',
  ({ path, definition }) => {
    test.each([
      ['all that there is', undefined],
      ['some lines of business', LIMITED],
    ])(
      'is the first rows of the whole, and their number is told, for who may see %s',
      async (_whom, actor) => {
        const counts: number[] = [];
        for (const args of argsOf(definition)) {
          const whole = await rowsOf(definition, args, actor);
          counts.push(whole.length);
          for (const limit of [1, 2, 9, 40, whole.length - 1, 100_000]) {
            if (limit < 0 || path === 'powerbi/about') continue;
            const first = await rowsOf(definition, { ...args, limit }, actor);
            expect({ path, args, limit, rows: first }).toEqual({
              path,
              args,
              limit,
              rows: whole.slice(0, limit),
            });
          }
          expect([path, args, await rowsOf(definition, { ...args, count: true }, actor)]).toEqual([
            ...[path, args, [[whole.length]]],
          ]);
          expect([path, args, await rowsOf(definition, { ...args, limit: 5, count: true }, actor)]).toEqual([
            ...[path, args, [[Math.min(5, whole.length)]]],
          ]);
        }
        if (path !== 'powerbi/access') expect(Math.max(...counts)).toBeGreaterThan(0);
      },
      120_000,
    );
  },
);
