import type { SqlRow } from '../../../platform/database/db';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type { ReportKey } from './demand.model';
import type {
  CalendarReportMonth,
  PlannedMonth,
  ReportMonthRow,
  ReportPlan,
  ReportRow,
} from './report.model';

const REPORT_COLUMNS = `r.id AS id, r.report_month AS report_month, r.report_year AS report_year,
  r.report_start AS report_start, r.source_file AS source_file, r.imported_by AS imported_by,
  r.imported_datetime AS imported_datetime, r.version AS version,
  r.report_start = (SELECT max(newest.report_start) FROM forecast_report newest) AS is_current`;

const MONTH_COLUMNS = `m.report_month AS report_month, m.report_year AS report_year,
  m.forecast_month_index AS forecast_month_index, m.forecast_month AS forecast_month, m.forecast_year AS forecast_year,
  m.month_start AS month_start, r.report_start AS report_start, m.is_frozen AS is_frozen,
  m.frozen_datetime AS frozen_datetime`;

const MONTHS = `forecast_report_month m
  JOIN forecast_report r ON r.report_year = m.report_year AND r.report_month = m.report_month`;

function readReport(row: SqlRow): ReportRow {
  return {
    id: row.id as number,
    reportMonth: row.report_month as string,
    reportYear: row.report_year as number,
    reportStart: row.report_start as string,
    sourceFile: row.source_file as string | null,
    importedBy: row.imported_by as string,
    importedDatetime: row.imported_datetime as Date,
    isCurrent: row.is_current as boolean,
    version: row.version as number,
  };
}

function readMonth(row: SqlRow): ReportMonthRow {
  return {
    reportMonth: row.report_month as string,
    reportYear: row.report_year as number,
    forecastMonthIndex: row.forecast_month_index as number,
    forecastMonth: row.forecast_month as string,
    forecastYear: row.forecast_year as number,
    monthStart: row.month_start as string,
    reportStart: row.report_start as string,
    isFrozen: row.is_frozen as boolean,
    frozenDatetime: row.frozen_datetime as Date | null,
  };
}

/** All reports, newest first. */
export function listReports(scope: RequestScope): Promise<ReportRow[]> {
  return scope.db.query(
    `SELECT ${REPORT_COLUMNS} FROM forecast_report r ORDER BY r.report_start DESC`,
    [],
    readReport,
  );
}

/** The newest report. */
export function findCurrentReport(scope: RequestScope): Promise<ReportRow | undefined> {
  return scope.db.first(
    `SELECT ${REPORT_COLUMNS} FROM forecast_report r ORDER BY r.report_start DESC LIMIT 1`,
    [],
    readReport,
  );
}

/** Reports by key, in no particular order. */
export function findReports(scope: RequestScope, keys: readonly ReportKey[]): Promise<ReportRow[]> {
  return scope.db.query(
    `SELECT ${REPORT_COLUMNS}
     FROM unnest($1::integer[], $2::text[]) AS k (report_year, report_month)
     JOIN forecast_report r ON r.report_year = k.report_year AND r.report_month = k.report_month`,
    [keys.map((key) => key.reportYear), keys.map((key) => key.reportMonth)],
    readReport,
  );
}

/** The months of reports, by report and index. */
export function listMonthsOfReports(
  scope: RequestScope,
  keys: readonly ReportKey[],
): Promise<ReportMonthRow[]> {
  return scope.db.query(
    `SELECT ${MONTH_COLUMNS}
     FROM ${MONTHS}
     JOIN unnest($1::integer[], $2::text[]) AS k (report_year, report_month)
       ON k.report_year = m.report_year AND k.report_month = m.report_month
     ORDER BY r.report_start, m.forecast_month_index`,
    [keys.map((key) => key.reportYear), keys.map((key) => key.reportMonth)],
    readMonth,
  );
}

/** The live month of each calendar month, in order of the calendar. */
export function listLiveMonths(scope: RequestScope): Promise<ReportMonthRow[]> {
  return scope.db.query(
    `SELECT ${MONTH_COLUMNS} FROM ${MONTHS} WHERE NOT m.is_frozen ORDER BY m.month_start`,
    [],
    readMonth,
  );
}

/** Every report's months that stand for one of these calendar months, and those of the report itself. */
export function listMonthsForPlan(
  scope: RequestScope,
  report: ReportKey,
  monthStarts: readonly string[],
): Promise<ReportMonthRow[]> {
  return scope.db.query(
    `SELECT ${MONTH_COLUMNS} FROM ${MONTHS}
     WHERE m.month_start = ANY($1::date[]) OR (m.report_year = $2 AND m.report_month = $3)
     ORDER BY r.report_start, m.forecast_month_index`,
    [monthStarts, report.reportYear, report.reportMonth],
    readMonth,
  );
}

/** Adds the report, or notes on the stored one that it was imported again. */
export async function saveReport(
  tx: WriteScope,
  report: ReportPlan['report'],
  sourceFile: string | null,
): Promise<void> {
  await tx.db.execute(
    `WITH before AS (
       SELECT r.* FROM forecast_report r WHERE r.report_year = $2 AND r.report_month = $3
     ), saved AS (
       INSERT INTO forecast_report AS r (report_year, report_month, report_start, source_file, imported_by, imported_datetime)
       VALUES ($2, $3, $4, $5, $6, $7)
       ON CONFLICT (report_year, report_month) DO UPDATE SET source_file = excluded.source_file,
         imported_by = excluded.imported_by, imported_datetime = excluded.imported_datetime,
         version = r.version + (r.source_file IS DISTINCT FROM excluded.source_file)::integer
       RETURNING r.*
     )
     INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
     SELECT $1, 'forecast_report', jsonb_build_array(s.report_year, s.report_month)::text, to_jsonb(b), to_jsonb(s)
     FROM saved s LEFT JOIN before b ON b.id = s.id
     WHERE b.id IS NULL OR b.version <> s.version`,
    [
      tx.changeSetId,
      report.reportYear,
      report.reportMonth,
      report.reportStart,
      sourceFile,
      tx.actor.name,
      tx.at,
    ],
  );
}

/** Stores which calendar month each index of a new report stands for. */
export async function insertReportMonths(
  tx: WriteScope,
  report: ReportKey,
  months: readonly PlannedMonth[],
): Promise<void> {
  await tx.db.execute(
    `WITH added AS (
       INSERT INTO forecast_report_month AS m (report_year, report_month, forecast_month_index, forecast_month,
         forecast_year, month_start, is_frozen, frozen_datetime)
       SELECT $2, $3, p.forecast_month_index, p.forecast_month, p.forecast_year, p.month_start, p.is_frozen,
         CASE WHEN p.is_frozen THEN $4::timestamptz END
       FROM unnest($5::integer[], $6::text[], $7::integer[], $8::date[], $9::boolean[])
         AS p (forecast_month_index, forecast_month, forecast_year, month_start, is_frozen)
       RETURNING m.*
     )
     INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
     SELECT $1, 'forecast_report_month',
       jsonb_build_array(a.report_year, a.report_month, a.forecast_month_index)::text, NULL, to_jsonb(a)
     FROM added a`,
    [
      tx.changeSetId,
      report.reportYear,
      report.reportMonth,
      tx.at,
      months.map((month) => month.forecastMonthIndex),
      months.map((month) => month.forecastMonth),
      months.map((month) => month.forecastYear),
      months.map((month) => month.monthStart),
      months.map((month) => !month.isLive),
    ],
  );
}

/** Marks live months as frozen. */
export async function freezeMonths(tx: WriteScope, months: readonly CalendarReportMonth[]): Promise<void> {
  const keys = [
    months.map((month) => month.reportYear),
    months.map((month) => month.reportMonth),
    months.map((month) => month.forecastMonthIndex),
  ];
  await tx.db.execute(
    `WITH before AS (
       SELECT m.* FROM forecast_report_month m
       JOIN unnest($3::integer[], $4::text[], $5::integer[]) AS k (report_year, report_month, forecast_month_index)
         ON k.report_year = m.report_year AND k.report_month = m.report_month
         AND k.forecast_month_index = m.forecast_month_index
       WHERE NOT m.is_frozen
     ), frozen AS (
       UPDATE forecast_report_month AS m SET is_frozen = true, frozen_datetime = $2
       FROM before b WHERE b.id = m.id RETURNING m.*
     )
     INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
     SELECT $1, 'forecast_report_month',
       jsonb_build_array(f.report_year, f.report_month, f.forecast_month_index)::text, to_jsonb(b), to_jsonb(f)
     FROM frozen f JOIN before b ON b.id = f.id`,
    [tx.changeSetId, tx.at, ...keys],
  );
}
