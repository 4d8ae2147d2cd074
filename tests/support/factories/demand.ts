import type { ForecastFileRow } from '../../../src/features/demand';
import { parseLob } from '../../../src/domain/demand/lob';
import { addMonths, monthName, monthStart, type CalendarMonth } from '../../../src/domain/time/month';
import type { Queries } from '../database';

/** One demand of a report under test; `months` are the cases of forecast months 1 to 6. */
export interface TestDemand {
  mainLob?: string;
  state?: string;
  caseType?: string;
  callTypeId?: string | null;
  targetCph?: string | null;
  months?: readonly number[];
}

/** A report under test. */
export interface TestReport {
  report?: CalendarMonth;
  /** Calendar months of the six indexes; by default those after the report month. */
  mapping?: readonly CalendarMonth[];
  demands?: readonly TestDemand[];
  /** Indexes that a newer report has frozen. */
  frozen?: readonly number[];
}

/** The six calendar months after a report month. */
export function monthsAfter(report: CalendarMonth): CalendarMonth[] {
  return [1, 2, 3, 4, 5, 6].map((n) => addMonths(report, n));
}

/** Writes a report with its months and forecast rows by plain SQL; April 2025 covers May to October 2025. */
export async function insertReport(database: Queries, options: TestReport = {}): Promise<void> {
  const { report = { year: 2025, month: 4 }, demands = [{}], frozen = [] } = options;
  const key = [report.year, monthName(report.month)];
  await database.query(
    `INSERT INTO forecast_report (report_year, report_month, report_start, imported_by, imported_datetime)
     VALUES ($1, $2, $3, 'factory', '2025-04-01T00:00:00Z')`,
    [...key, monthStart(report)],
  );
  for (const [position, month] of (options.mapping ?? monthsAfter(report)).entries()) {
    const isFrozen = frozen.includes(position + 1);
    await database.query(
      `INSERT INTO forecast_report_month (report_year, report_month, forecast_month_index, forecast_month, forecast_year,
         month_start, is_frozen, frozen_datetime)
       VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $7 THEN timestamptz '2025-04-01T00:00:00Z' END)`,
      [...key, position + 1, monthName(month.month), month.year, monthStart(month), isFrozen],
    );
  }
  for (const demand of demands) await insertForecasts(database, report, demand);
}

/** Adds the six forecast rows of a demand to a report. */
export async function insertForecasts(
  database: Queries,
  report: CalendarMonth,
  demand: TestDemand,
): Promise<void> {
  const { mainLob = 'Amisys Medicaid DOMESTIC', state = 'FL', caseType = 'FTC-Basic/Non MMP' } = demand;
  const { callTypeId = null, targetCph = '12', months = [100, 100, 100, 100, 100, 100] } = demand;
  const { platform, market, locality } = parseLob(mainLob, caseType);
  await database.query(
    `INSERT INTO forecast (report_year, report_month, forecast_month_index, main_lob, state, case_type, call_type_id,
       forecast, target_cph, platform, market, locality)
     SELECT $1, $2, m.position, $3, $4, $5, $6, m.cases, $7, $8, $9, $10
     FROM unnest($11::integer[]) WITH ORDINALITY AS m (cases, position)`,
    [
      report.year,
      monthName(report.month),
      mainLob,
      state,
      caseType,
      callTypeId,
      targetCph,
      platform,
      market,
      locality,
      [...months],
    ],
  );
}

/** Empties everything that hangs on demand, people too. */
export async function resetDemand(database: Queries): Promise<void> {
  await database.query(
    `TRUNCATE forecast_report, target_cph, resource_v2, month_close, week_configuration, change_set, change_set_row, change_set_chunk, change_set_hash,
       audit_pending, audit_seal RESTART IDENTITY CASCADE`,
  );
}

/** One active assignment under test, of the live report of its week's month. */
export interface TestHold {
  cn: string;
  year?: number;
  week: number;
  mainLob: string;
  state: string;
  caseType: string;
}

/** Assigns a person, added if need be, to a demand in its spelling, under the report that is live now. */
export async function insertHold(database: Queries, hold: TestHold): Promise<void> {
  await database.query(
    `INSERT INTO resource_v2 (cn, primary_platform, location, created_datetime, updated_datetime)
     VALUES ($1, 'Amisys', 'Domestic', now(), now()) ON CONFLICT (cn) DO NOTHING`,
    [hold.cn],
  );
  await database.query(
    `INSERT INTO weekly_resource_assignment (year, week_number, report_year, report_month, forecast_month_index, resource_cn,
       demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage, assignment_type,
       assigned_by, assigned_datetime)
     SELECT $2, $3, m.report_year, m.report_month, m.forecast_month_index, $1, $4, $5, $6, 1, 1, 'primary', 'factory', now()
     FROM forecast_report_month m WHERE NOT m.is_frozen AND m.month_start = iso_week_month($2, $3)`,
    [hold.cn, hold.year ?? 2025, hold.week, hold.mainLob, hold.state, hold.caseType],
  );
}

/** A row of a forecast file under test: six times 100 cases unless told otherwise. */
export function fileRow(row: number, overrides: Partial<ForecastFileRow> = {}): ForecastFileRow {
  return {
    row,
    mainLob: 'Amisys Medicaid DOMESTIC',
    state: 'FL',
    caseType: 'FTC-Basic/Non MMP',
    callTypeId: null,
    targetCph: '12',
    months: [100, 100, 100, 100, 100, 100],
    ...overrides,
  };
}
