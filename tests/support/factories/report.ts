import { recomputeAll } from '../../../src/features/summary';
import type { RequestScope } from '../../../src/platform/scope/request-scope';
import type { Queries } from '../database';
import { prepare } from '../scope';
import { insertReport } from './demand';
import { insertAssignments, insertPeople, insertWeeks } from './summary';

/** The demand of the worked example. */
export const FL = {
  mainLob: 'Amisys Medicaid DOMESTIC',
  state: 'FL',
  caseType: 'FTC-Basic/Non MMP',
};
/** A second demand, of another LOB, without a state. */
export const GLOBAL = { mainLob: 'Facets Commercial GLOBAL', state: 'N/A', caseType: 'ADJ-COB' };

/**
 * The worked example: the report of April 2025, weeks of 5 × 9 h at shrinkage 0.1, CPH 12, so that a full week is
 * 5 × 9 × 0.9 × 12 = 486 cases. In May (five weeks, W18 to W22) three people work on FL:
 * AA1 at 100 % all weeks; AA2 at 75 % in W18 and W19, then 100 %; AA3 at 50 % in W18 only.
 * In W22 and in June's W23 (index 2) AA3 works on the global demand at 50 %, whose CPH is unknown.
 */
export async function insertWorkedExample(database: Queries, newScope: () => RequestScope): Promise<void> {
  await insertReport(database, {
    demands: [
      { ...FL, months: [5000, 5200, 0, 100, 100, 100] },
      { ...GLOBAL, targetCph: null, months: [40, 50, 0, 0, 0, 0] },
    ],
  });
  await insertWeeks(database);
  await insertPeople(database, ['AA1', 'AA2', 'AA3']);
  await insertAssignments(database, [
    { ...FL, cn: 'AA1', weeks: ['2025-W18', '2025-W19', '2025-W20', '2025-W21', '2025-W22'] },
    { ...FL, cn: 'AA2', weeks: ['2025-W18', '2025-W19'], percentage: '0.75', tierName: '75% Ramp' },
    { ...FL, cn: 'AA2', weeks: ['2025-W20', '2025-W21', '2025-W22'] },
    { ...FL, cn: 'AA3', weeks: ['2025-W18'], percentage: '0.5', tierName: '50% Ramp' },
    { ...GLOBAL, cn: 'AA3', weeks: ['2025-W22'], percentage: '0.5', tierName: '50% Ramp' },
    { ...GLOBAL, cn: 'AA3', weeks: ['2025-W23'], percentage: '0.5', tierName: '50% Ramp', index: 2 },
  ]);
  await recompute(newScope);
}

/** Brings every derived figure up to date. */
export async function recompute(newScope: () => RequestScope): Promise<void> {
  await newScope().write({ action: 'test.recompute', lock: 'exclusive' }, recomputeAll);
}

/** Freezes months of a report as a newer report would: assignments move into their frozen copies with all figures. */
export async function freezeMonths(
  database: Queries,
  report: { year: number; month: string },
  indexes: readonly number[],
): Promise<void> {
  const key = [report.year, report.month, [...indexes]];
  const ofMonths = 'report_year = $1 AND report_month = $2 AND forecast_month_index = ANY($3::integer[])';
  await database.query(
    `INSERT INTO frozen_assignment (assignment_id, year, week_number, report_month, report_year, forecast_month_index,
       resource_cn, demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage,
       weekly_capacity, assignment_type, pinned, note, assigned_by, assigned_datetime, tier_name, tier_percentage, location,
       frozen_datetime)
     SELECT a.id, a.year, a.week_number, a.report_month, a.report_year, a.forecast_month_index, a.resource_cn,
       a.demand_main_lob, a.demand_state, a.demand_case_type, a.capacity_tier_id, a.production_percentage,
       a.weekly_capacity, a.assignment_type, a.pinned, a.note, a.assigned_by, a.assigned_datetime, p.tier_name,
       p.capacity_percentage, r.location, '2025-05-01Z'
     FROM weekly_resource_assignment a
     JOIN production_capacity_tier p ON p.id = a.capacity_tier_id
     JOIN resource_v2 r ON r.cn = a.resource_cn
     WHERE a.is_active AND ${ofMonths}`,
    key,
  );
  await database.query(`DELETE FROM weekly_resource_assignment WHERE ${ofMonths}`, key);
  await database.query(
    `UPDATE forecast_report_month SET is_frozen = true, frozen_datetime = '2025-05-01Z' WHERE ${ofMonths}`,
    key,
  );
  await database.query(`UPDATE monthly_capacity_summary SET is_frozen = true WHERE ${ofMonths}`, key);
}

/**
 * 60 people on 24 demands over six months, each on one demand for some weeks and then on another, at changing tiers and
 * percentages; every number follows from the indexes, so runs are alike. October and a custom tier of 37.5 % are included.
 */
export const MANY_ASSIGNMENTS = prepare('many_assignments', async ({ database, newScope }) => {
  const demands = Array.from({ length: 24 }, (_, n) => ({
    mainLob:
      ['Amisys Medicaid DOMESTIC', 'Facets Commercial GLOBAL', 'Xcelys Medicare DOMESTIC'][n % 3] ?? '',
    state: ['FL', 'GA', 'N/A', 'TX'][n >> 3] ?? 'FL',
    caseType: `Case type ${n % 8}`,
    targetCph: n % 11 === 5 ? null : String(10 + n / 16),
    months: [0, 1, 2, 3, 4, 5].map((m) => ((n * 7919 + m * 104_729) % 977) * (n % 5 === 4 ? 0 : 1)),
  }));
  await insertReport(database, { demands });
  await insertWeeks(database);
  await database.query(
    `INSERT INTO production_capacity_tier (tier_name, capacity_percentage, display_order) VALUES ('Odd', 0.375, 9)`,
  );
  await insertPeople(
    database,
    Array.from({ length: 60 }, (_, n) => `P${String(n).padStart(3, '0')}`),
  );
  await database.query(
    `WITH demand AS (
       SELECT f.*, row_number() OVER (PARTITION BY f.forecast_month_index ORDER BY f.main_lob, f.state, f.case_type) - 1 AS n
       FROM forecast f
     ), week AS (
       SELECT w.number, iso_week_month(2025, w.number) AS month_start FROM generate_series(18, 44) AS w (number)
     ), person AS (SELECT r.cn, row_number() OVER (ORDER BY r.cn) - 1 AS n FROM resource_v2 r),
     tier AS (SELECT p.id, row_number() OVER (ORDER BY p.id) - 1 AS n FROM production_capacity_tier p)
     INSERT INTO weekly_resource_assignment (year, week_number, report_month, report_year, forecast_month_index, resource_cn,
       demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage, assignment_type,
       assigned_by, assigned_datetime)
     SELECT 2025, w.number, d.report_month, d.report_year, d.forecast_month_index, p.cn, d.main_lob, d.state, d.case_type,
       t.id, round(((p.n * 37 + w.number * 11) % 97) / 97.0, 4), 'primary', 'factory', '2025-04-01Z'
     FROM person p CROSS JOIN week w
     JOIN forecast_report_month m ON m.month_start = w.month_start
     JOIN demand d ON d.report_year = m.report_year AND d.report_month = m.report_month
       AND d.forecast_month_index = m.forecast_month_index AND d.n = (p.n + w.number / 3) % 24
     JOIN tier t ON t.n = (p.n + w.number / 2) % 5
     WHERE (p.n + w.number) % 7 <> 0`,
  );
  await recompute(newScope);
});
