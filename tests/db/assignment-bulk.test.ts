import { messagesOf } from '../support/warnings';
import { bulkAssign, copyWeek, importAssignments } from '../../src/features/assignment';
import { DomainError } from '../../src/domain/errors';
import { openTestApp, type TestApp } from '../support/scope';
import { countStatements } from '../../src/platform/database/pool/statement-count';
import {
  addAssignable,
  addForecast,
  addPeople,
  addStep,
  closeMonthOf,
  DEMAND,
} from '../support/factories/assignment';

let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
  await addAssignable(app.database);
  await addPeople(app.database, { cn: 'AA000002', percentage: '0.5' }, { cn: 'AA000003', states: 'TX' });
});
afterEach(() => app.close());

const on = (resourceCn: string, week: number, more: object = {}) => ({
  resourceCn,
  week: { year: 2025, week },
  ...DEMAND,
  ...more,
});

type Bulk = Omit<Parameters<typeof bulkAssign>[1], 'assignments'>;

function bulk(assignments: Parameters<typeof bulkAssign>[1]['assignments'], options: Bulk = {}) {
  const change = { action: 'assignment.bulk', dryRun: options.dryRun ?? false };
  return app.newScope().write(change, (tx) => bulkAssign(tx, { assignments, ...options }));
}

function stored() {
  return app.database.query(
    `SELECT resource_cn AS cn, week_number AS week, production_percentage AS pct, capacity_tier_id AS tier, is_active AS active,
       weekly_capacity::float8 AS capacity
     FROM weekly_resource_assignment ORDER BY cn, week, id`,
  );
}

test('each row follows the rules of a single assignment', async () => {
  await addStep(app.database, 'AA000002', 20, '0.9');
  const answer = await bulk([
    on('aa000002', 19),
    on('AA000002', 20),
    on('AA000001', 19, { productionPercentage: '0.4' }),
    on('AA000001', 20, { capacityTierId: 2 }),
  ]);
  expect(answer).toMatchObject({
    dryRun: false,
    counts: { created: 4, updated: 0, unchanged: 0, skipped: 0, failed: 0 },
    rowsTruncated: false,
    warnings: [],
    skippedClosed: [],
  });
  expect(answer.rows[0]).toEqual({
    row: 1,
    key: 'AA000002 2025-W19',
    status: 'created',
    column: null,
    value: null,
    message: null,
    code: null,
    changes: [],
  });
  // 5 × 9 × 0.9 × 10 = 405 at 1.0: 0.4 → 162, 0.75 → 303.75, 0.5 → 202.5, 0.9 → 364.5
  expect(await stored()).toEqual([
    { cn: 'AA000001', week: 19, pct: '0.4', tier: 4, active: true, capacity: 162 },
    { cn: 'AA000001', week: 20, pct: '0.75', tier: 2, active: true, capacity: 303.75 },
    { cn: 'AA000002', week: 19, pct: '0.5', tier: 3, active: true, capacity: 202.5 },
    { cn: 'AA000002', week: 20, pct: '0.9', tier: 2, active: true, capacity: 364.5 },
  ]);
  const [summary] = await app.database.query(
    `SELECT total_capacity::float8 AS capacity, total_fte_count AS heads FROM monthly_capacity_summary WHERE forecast_month_index = 1`,
  );
  // 162 + 303.75 + 202.5 + 364.5 = 1032.75
  expect(summary).toEqual({ capacity: 1032.75, heads: 2 });
});

test('one failed row refuses all and every failure is named; with skip the good rows are saved', async () => {
  const rows = [
    on('AA000001', 19),
    on('NOBODY', 19),
    on('AA000003', 19),
    on('AA000001', 19),
    on('AA000001', 20, { caseType: 'FTC-Basic/Non MMQ' }),
    on('AA000001', 10),
    on('AA000001', 21, { capacityTierId: 99 }),
    on('AA000001', 22, { productionPercentage: '1.5' }),
    on('AA000001', 53),
    on('AA000003', 20, { override: true }),
    on('AA000003', 20, { override: true, note: 'covers for a week' }),
  ];
  const error: unknown = await bulk(rows).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DomainError);
  expect((error as DomainError).code).toBe('VALIDATION');
  expect((error as DomainError).issues.map(({ path, code }) => [path, code])).toEqual([
    ['assignments.1.resourceCn', 'NOT_FOUND'],
    ['assignments.2.resourceCn', 'INELIGIBLE'],
    ['assignments.3.resourceCn', 'DUPLICATE'],
    ['assignments.4.mainLob', 'UNKNOWN_DEMAND'],
    ['assignments.5.mainLob', 'NO_REPORT'],
    ['assignments.6.capacityTierId', 'VALIDATION'],
    ['assignments.7.productionPercentage', 'VALIDATION'],
    ['assignments.8.weekNumber', 'VALIDATION'],
    ['assignments.9.note', 'VALIDATION'],
  ]);
  expect(await stored()).toEqual([]);
  const answer = await bulk(rows, { onError: 'skip' });
  expect(answer.counts).toEqual({ created: 2, updated: 0, unchanged: 0, skipped: 0, failed: 9 });
  expect(answer.rows.map((row) => row.status)).toEqual([
    'created',
    ...Array<string>(9).fill('failed'),
    'created',
  ]);
  expect(answer.rows[2]?.message).toBe('AA000003 has the states "TX"; "FL" or "ALL" is needed');
});

test('a taken person-week is refused, skipped or replaced as asked', async () => {
  await addForecast(app.database, { caseType: 'ADJ-Basic/NON MMP', targetCph: '8' });
  await bulk([on('AA000001', 19), on('AA000001', 20)]);
  const other = [on('AA000001', 19, { caseType: 'ADJ-Basic/NON MMP' }), on('AA000001', 20)];
  const refused = (await bulk(other).catch((thrown: unknown) => thrown)) as DomainError;
  expect(refused.issues.map((issue) => issue.code)).toEqual(['DOUBLE_BOOKING', 'DOUBLE_BOOKING']);
  expect(refused.issues[0]?.message).toMatch(/is assigned to .* \(assignment 1\) in 2025-W19 already/);
  expect((await bulk(other, { onConflict: 'SKIP' })).counts).toMatchObject({ created: 0, skipped: 2 });
  const replaced = await bulk(other, { onConflict: 'REPLACE' });
  expect(replaced.counts).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
  // 5 × 9 × 0.9 × 8 = 324
  expect(await stored()).toEqual([
    { cn: 'AA000001', week: 19, pct: '1', tier: 1, active: false, capacity: 405 },
    { cn: 'AA000001', week: 19, pct: '1', tier: 1, active: true, capacity: 324 },
    { cn: 'AA000001', week: 20, pct: '1', tier: 1, active: true, capacity: 405 },
  ]);
  const entries = await app.database.query(
    `SELECT entity_key, before->>'is_active' AS was_active, before->>'demand_case_type' AS was, after->>'demand_case_type' AS now
     FROM change_set_entry WHERE entity = 'weekly_resource_assignment' AND before IS NOT NULL`,
  );
  expect(entries).toEqual([
    {
      entity_key: '["AA000001", 2025, 19]',
      was_active: 'true',
      was: 'FTC-Basic/Non MMP',
      now: 'ADJ-Basic/NON MMP',
    },
  ]);
  const summaries = await app.database.query(
    `SELECT case_type, total_capacity::float8 AS capacity FROM monthly_capacity_summary WHERE forecast_month_index = 1 ORDER BY 1`,
  );
  expect(summaries).toEqual([
    { case_type: 'ADJ-Basic/NON MMP', capacity: 324 },
    { case_type: 'FTC-Basic/Non MMP', capacity: 405 },
  ]);
});

test('of a person-week given twice the last one counts when asked', async () => {
  const answer = await bulk([on('AA000001', 19), on('AA000001', 19, { productionPercentage: '0.5' })], {
    onDuplicate: 'last',
  });
  expect(answer.rows.map(({ status, code }) => [status, code])).toEqual([
    ['skipped', 'SUPERSEDED'],
    ['created', null],
  ]);
  expect(await stored()).toMatchObject([{ pct: '0.5' }]);
});

test('closed months are left alone and listed', async () => {
  await closeMonthOf(app.database, '2025-06-01');
  const answer = await bulk([on('AA000001', 19), on('AA000001', 24)]);
  expect(answer.counts).toMatchObject({ created: 1, skipped: 1, failed: 0 });
  expect(answer.skippedClosed).toEqual(['2025-06-01']);
});

test('a dry run answers the same and saves nothing', async () => {
  const answer = await bulk([on('AA000001', 19)], { dryRun: true });
  expect(answer).toMatchObject({ dryRun: true, counts: { created: 1 } });
  expect(await stored()).toEqual([]);
});

test('the number of statements does not depend on the number of rows', async () => {
  const weeks = Array.from({ length: 20 }, (_, i) => 19 + i);
  const small = await countStatements(() => bulk(weeks.slice(0, 2).map((week) => on('AA000001', week))));
  const large = await countStatements(() => bulk(weeks.map((week) => on('AA000002', week))));
  expect(large.statements).toBe(small.statements);
});

describe('a file', () => {
  const load = (records: Parameters<typeof importAssignments>[1], options = {}) =>
    app.newScope().write({ action: 'assignment.import' }, (tx) => importAssignments(tx, records, options));

  test('of V1 fills every week of a month at 1.0 and keeps ineligible people with a warning', async () => {
    const month = { year: 2025, month: 5 };
    const answer = await load([
      { row: 2, cn: 'AA000002', month, ...DEMAND, assignmentType: 'primary' },
      { row: 3, cn: 'AA000003', month, ...DEMAND, assignmentType: 'bench' },
    ]);
    // May 2025 has the Thursdays 1, 8, 15, 22 and 29: weeks 18 to 22.
    expect(answer.counts).toEqual({ created: 10, updated: 0, unchanged: 0, skipped: 0, failed: 0 });
    expect(answer.rows).toEqual([
      {
        row: 2,
        key: 'AA000002 May-25',
        status: 'created',
        column: null,
        value: null,
        message: null,
        code: null,
        changes: [],
      },
      {
        row: 3,
        key: 'AA000003 May-25',
        status: 'created',
        column: 'cn',
        value: 'AA000003',
        message: 'AA000003 has the states "TX"; "FL" or "ALL" is needed',
        code: 'INELIGIBLE',
        changes: [],
      },
    ]);
    expect(messagesOf(answer.warnings)).toEqual(['5 assignments are of people who are not eligible']);
    const rows = (await stored()) as { cn: string; week: number; pct: string }[];
    expect(rows.filter((row) => row.cn === 'AA000002').map((row) => [row.week, row.pct])).toEqual([
      [18, '1'],
      [19, '1'],
      [20, '1'],
      [21, '1'],
      [22, '1'],
    ]);
  });

  test('says once for all weeks of a month that they are taken, and by what', async () => {
    const month = { year: 2025, month: 5 };
    await bulk([18, 19, 21].map((week) => on('AA000002', week)));
    await addForecast(app.database, { caseType: 'ADJ-Basic/NON MMP', targetCph: '8' });
    const other = { ...DEMAND, caseType: 'ADJ-Basic/NON MMP' };
    const { rows } = await load([{ row: 2, cn: 'AA000002', month, ...other }], { onError: 'skip' });
    expect(rows.map(({ status, message }) => ({ status, message }))).toEqual([
      {
        status: 'failed',
        message:
          'AA000002 is assigned to Amisys Medicaid DOMESTIC / FL / FTC-Basic/Non MMP (assignments 1, 2, 3) in 2025-W18 to 2025-W19, 2025-W21 already',
      },
    ]);
  });

  test('may be read row by row; a week without configuration is refused in its row', async () => {
    await app.database.query('DELETE FROM week_configuration WHERE week_number = 20');
    async function* records() {
      for (const week of [19, 20])
        yield await Promise.resolve({ row: week, cn: 'AA000001', year: 2025, week, ...DEMAND });
    }
    const answer = await load(records(), { onError: 'skip' });
    expect(answer.rows.map(({ status, column, code }) => [status, column, code])).toEqual([
      ['created', null, null],
      ['failed', 'week', 'NO_WEEK_CONFIG'],
    ]);
  });
});

test('a week is copied: ramps go on, single percentages are copied, taken weeks are skipped and listed', async () => {
  await addStep(app.database, 'AA000002', 21, '0.75');
  await bulk([on('AA000001', 19, { productionPercentage: '0.3' }), on('AA000002', 19), on('AA000001', 20)]);
  const weeks = [20, 21].map((week) => ({ year: 2025, week }));
  const answer = await app.newScope().write({ action: 'assignment.copyWeek' }, (tx) =>
    copyWeek(tx, {
      fromWeek: { year: 2025, week: 19 },
      toWeeks: weeks,
      filter: { mainLobs: ['amisys medicaid domestic'] },
    }),
  );
  expect(answer.counts).toMatchObject({ created: 3, skipped: 1 });
  expect(await stored()).toMatchObject([
    { cn: 'AA000001', week: 19, pct: '0.3' },
    { cn: 'AA000001', week: 20, pct: '1' },
    { cn: 'AA000001', week: 21, pct: '0.3' },
    { cn: 'AA000002', week: 19, pct: '0.5' },
    { cn: 'AA000002', week: 20, pct: '0.5' },
    { cn: 'AA000002', week: 21, pct: '0.75' },
  ]);
});

test('nothing to place is no failure', async () => {
  const none = await bulk([on('', 19)], { onError: 'skip' });
  expect(none.counts).toEqual({ created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 1 });
  const copied = await app
    .newScope()
    .write({ action: 'assignment.copyWeek' }, (tx) =>
      copyWeek(tx, { fromWeek: { year: 2025, week: 19 }, toWeeks: [{ year: 2025, week: 20 }] }),
    );
  expect(copied).toMatchObject({ counts: { created: 0 }, rows: [], rowsTruncated: false });
});
