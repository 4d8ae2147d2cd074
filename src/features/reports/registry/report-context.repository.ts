import type { Db, SqlRow } from '../../../platform/database/db';
import type { ChosenReport, ReportMonth } from '../tables/report.model';
import type { SummaryState } from '../known/known-figures.service';

/** The state of the data that a snapshot shows. */
export interface DataState {
  dataVersion: number;
  changedDatetime: Date;
}

/** The data version, raised by every write, and when that was. */
export async function findDataState(db: Db): Promise<DataState> {
  const row = await db.first(
    `SELECT v.version AS version, v.changed_datetime AS changed_datetime FROM data_version v WHERE v.scope = 'all'`,
  );
  return {
    dataVersion: Number(row?.version ?? 0),
    changedDatetime: (row?.changed_datetime as Date | undefined) ?? new Date(0),
  };
}

function readMonth(row: SqlRow): ReportMonth {
  return {
    reportMonth: row.report_month as string,
    reportYear: row.report_year as number,
    reportStart: row.report_start as string,
    report: row.report as string,
    index: row.forecast_month_index as number,
    monthStart: row.month_start as string,
    label: row.label as string,
    isFrozen: row.is_frozen as boolean,
  };
}

const MONTHS = `SELECT r.report_month AS report_month, r.report_year AS report_year, r.report_start AS report_start,
    to_char(r.report_start, 'YYYY-MM') AS report,
    m.forecast_month_index AS forecast_month_index, m.month_start AS month_start,
    to_char(m.month_start, 'Mon-YY') AS label, m.is_frozen AS is_frozen,
    row_number() OVER (PARTITION BY m.month_start ORDER BY m.is_frozen, r.report_start DESC) AS place
  FROM forecast_report r
  JOIN forecast_report_month m ON m.report_year = r.report_year AND m.report_month = r.report_month`;

/** A report with its six months; `reportStart` null = the newest, older than `before` if that is given. */
export async function findReportWithMonths(
  db: Db,
  reportStart: string | null,
  before: string | null = null,
): Promise<ChosenReport | undefined> {
  const months = await db.query(
    `${MONTHS}
     WHERE r.report_start = (
       SELECT max(x.report_start) FROM forecast_report x
       WHERE ($1::date IS NULL OR x.report_start = $1) AND ($2::date IS NULL OR x.report_start < $2))
     ORDER BY m.forecast_month_index`,
    [reportStart, before],
    readMonth,
  );
  const [first] = months;
  return first && { label: first.report, reportStart: first.reportStart, months };
}

const OF_LIVE = `SELECT x.* FROM (${MONTHS}) x WHERE x.place = 1 ORDER BY x.month_start`;
/** A report that is live although a newer one has the month, frozen, stands beside the one before it, not beside the newer. */
const BEFORE_LIVE = `WITH x AS (${MONTHS})
  SELECT DISTINCT ON (x.month_start) x.* FROM x JOIN x live ON live.month_start = x.month_start AND live.place = 1
  WHERE x.report_start < live.report_start ORDER BY x.month_start, x.report_start DESC`;

/**
 * Every calendar month that a report covers, each once: from its live report (or, where all are frozen, the newest), or
 * from the newest report that is older than that.
 */
export async function findLiveMonths(
  db: Db,
  which: 'live' | 'before live',
): Promise<ChosenReport | undefined> {
  const months = await db.query(which === 'live' ? OF_LIVE : BEFORE_LIVE, [], readMonth);
  return months.length === 0 ? undefined : { label: 'live', reportStart: null, months };
}

/** Report months that are stored, newest first, as `2025-04`. */
export function listReportMonths(db: Db): Promise<string[]> {
  return db.query(
    `SELECT to_char(r.report_start, 'YYYY-MM') AS month FROM forecast_report r ORDER BY r.report_start DESC`,
    [],
    (row) => row.month as string,
  );
}

/** Every tier percentage ever stored, in the order in which they were. */
export function listEveryTierPercentage(db: Db): Promise<string[]> {
  return db.query(
    `SELECT trim_scale(t.percentage)::text AS percentage FROM tier_percentage t ORDER BY t.id`,
    [],
    (row) => row.percentage as string,
  );
}

/** Percentages of the active tiers and of every other tier that an assignment of the report has; highest first. */
export function listTierPercentages(db: Db, reports: readonly ChosenReport[]): Promise<string[]> {
  const months = reports.flatMap(({ months: [first] }) => first ?? []);
  return db.query(
    `SELECT trim_scale(t.percentage)::text AS percentage FROM (
       SELECT p.capacity_percentage AS percentage FROM production_capacity_tier p WHERE p.is_active
       UNION
       SELECT p.capacity_percentage FROM tier_of_month p
       JOIN unnest($1::integer[], $2::text[]) AS r (report_year, report_month)
         ON p.report_year = r.report_year AND p.report_month = r.report_month
       JOIN forecast_report_month m ON m.report_year = p.report_year AND m.report_month = p.report_month
         AND m.forecast_month_index = p.forecast_month_index AND NOT m.is_frozen
       WHERE p.is_active OR EXISTS (
         SELECT FROM weekly_resource_assignment a
         WHERE a.is_active AND a.report_year = p.report_year AND a.report_month = p.report_month
           AND a.forecast_month_index = p.forecast_month_index AND a.capacity_tier_id = p.tier_id)
       UNION
       SELECT a.tier_percentage FROM frozen_assignment a
       JOIN unnest($1::integer[], $2::text[]) AS r (report_year, report_month)
         ON a.report_year = r.report_year AND a.report_month = r.report_month
     ) t GROUP BY t.percentage ORDER BY t.percentage DESC`,
    [months.map(({ reportYear }) => reportYear), months.map(({ reportMonth }) => reportMonth)],
    (row) => row.percentage as string,
  );
}

/** The one number that a counting statement yields. */
export async function countRows(db: Db, sql: string, params: readonly unknown[]): Promise<number> {
  const row = await db.first(sql, params);
  return Number(row?.count ?? 0);
}

/** Unknown figures within the months and demands of a report. */
export async function findSummaryState(
  db: Db,
  where: string,
  params: readonly unknown[],
): Promise<SummaryState> {
  const row = await db.first(
    `SELECT coalesce(sum(s.unknown_capacity_count), 0) AS unknown_capacity,
       count(*) FILTER (WHERE s.fte_required IS NULL) AS unknown_required,
       max(s.computed_datetime) AS computed_datetime
     FROM forecast f
     JOIN monthly_capacity_summary s ON s.report_year = f.report_year AND s.report_month = f.report_month
       AND s.forecast_month_index = f.forecast_month_index AND s.main_lob = f.main_lob AND s.state = f.state
       AND s.case_type = f.case_type
     WHERE ${where}`,
    params,
  );
  return {
    unknownCapacity: Number(row?.unknown_capacity ?? 0),
    unknownRequired: Number(row?.unknown_required ?? 0),
    computedDatetime: (row?.computed_datetime as Date | null | undefined) ?? null,
  };
}
