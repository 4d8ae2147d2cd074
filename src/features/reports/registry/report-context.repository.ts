import type { Db } from '../../../platform/database/db';
import { sql, type Sql } from '../../../platform/database/sql';
import { demandCondition, reportKeys } from '../tables/demand-selection.repository';
import type { ChosenReport, ReportContext, ReportMonth } from '../tables/report.model';
import type { SummaryState } from '../known/known-figures.service';

/** The state of the data that a snapshot shows. */
export interface DataState {
  dataVersion: number;
  changedDatetime: Date;
}

/** The data version, raised by every write, and when that was. */
export async function findDataState(db: Db): Promise<DataState> {
  const row = await db.first<{ version: string; changedDatetime: Date }>(
    sql`SELECT v.version AS version, v.changed_datetime AS "changedDatetime" FROM data_version v WHERE v.scope = 'all'`,
  );
  return { dataVersion: Number(row?.version ?? 0), changedDatetime: row?.changedDatetime ?? new Date(0) };
}

/** The columns of a report month `x` of `MONTHS`. */
const MONTH_COLUMNS = sql`x.report_month AS "reportMonth", x.report_year AS "reportYear", x.report_start AS "reportStart",
  x.report AS report, x.forecast_month_index AS index, x.month_start AS "monthStart", x.label AS label,
  x.is_frozen AS "isFrozen"`;

const MONTHS = sql`SELECT r.report_month AS report_month, r.report_year AS report_year, r.report_start AS report_start,
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
  const months = await db.query<ReportMonth>(
    sql`SELECT ${MONTH_COLUMNS} FROM (${MONTHS}
       WHERE r.report_start = (
         SELECT max(n.report_start) FROM forecast_report n
         WHERE (${reportStart}::date IS NULL OR n.report_start = ${reportStart}::date)
           AND (${before}::date IS NULL OR n.report_start < ${before}::date))) x
     ORDER BY x.forecast_month_index`,
  );
  const [first] = months;
  return first && { label: first.report, reportStart: first.reportStart, months };
}

const OF_LIVE = sql`SELECT ${MONTH_COLUMNS} FROM (${MONTHS}) x WHERE x.place = 1 ORDER BY x.month_start`;
/** A report that is live although a newer one has the month, frozen, stands beside the one before it, not beside the newer. */
const BEFORE_LIVE = sql`WITH x AS (${MONTHS})
  SELECT DISTINCT ON (x.month_start) ${MONTH_COLUMNS} FROM x JOIN x live ON live.month_start = x.month_start AND live.place = 1
  WHERE x.report_start < live.report_start ORDER BY x.month_start, x.report_start DESC`;

/**
 * Every calendar month that a report covers, each once: from its live report (or, where all are frozen, the newest), or
 * from the newest report that is older than that.
 */
export async function findLiveMonths(
  db: Db,
  which: 'live' | 'before live',
): Promise<ChosenReport | undefined> {
  const months = await db.query<ReportMonth>(which === 'live' ? OF_LIVE : BEFORE_LIVE);
  return months.length === 0 ? undefined : { label: 'live', reportStart: null, months };
}

/** Report months that are stored, newest first, as `2025-04`. */
export async function listReportMonths(db: Db): Promise<string[]> {
  const rows = await db.query<{ month: string }>(
    sql`SELECT to_char(r.report_start, 'YYYY-MM') AS month FROM forecast_report r ORDER BY r.report_start DESC`,
  );
  return rows.map(({ month }) => month);
}

/** Every tier percentage ever stored, in the order in which they were. */
export function listEveryTierPercentage(db: Db): Promise<string[]> {
  return listPercentages(
    db,
    sql`SELECT trim_scale(t.percentage)::text AS percentage FROM tier_percentage t ORDER BY t.id`,
  );
}

async function listPercentages(db: Db, statement: Sql): Promise<string[]> {
  const rows = await db.query<{ percentage: string }>(statement);
  return rows.map(({ percentage }) => percentage);
}

/** Percentages of the active tiers and of every other tier that an assignment of the report has; highest first. */
export function listTierPercentages(db: Db, reports: readonly ChosenReport[]): Promise<string[]> {
  const months = reports.flatMap(({ months: [first] }) => first ?? []);
  return listPercentages(
    db,
    sql`WITH chosen AS (SELECT r.* FROM unnest(${reportKeys(months)}) AS r (report_year, report_month))
     SELECT trim_scale(t.percentage)::text AS percentage FROM (
       SELECT p.capacity_percentage AS percentage FROM production_capacity_tier p WHERE p.is_active
       UNION
       SELECT p.capacity_percentage FROM tier_of_month p
       JOIN chosen r ON p.report_year = r.report_year AND p.report_month = r.report_month
       JOIN forecast_report_month m ON m.report_year = p.report_year AND m.report_month = p.report_month
         AND m.forecast_month_index = p.forecast_month_index AND NOT m.is_frozen
       WHERE p.is_active OR EXISTS (
         SELECT FROM weekly_resource_assignment a
         WHERE a.is_active AND a.report_year = p.report_year AND a.report_month = p.report_month
           AND a.forecast_month_index = p.forecast_month_index AND a.capacity_tier_id = p.tier_id)
       UNION
       SELECT a.tier_percentage FROM frozen_assignment a
       JOIN chosen r ON a.report_year = r.report_year AND a.report_month = r.report_month
     ) t GROUP BY t.percentage ORDER BY t.percentage DESC`,
  );
}

/** The one number that a counting statement yields. */
export async function countRows(db: Db, statement: Sql): Promise<number> {
  const row = await db.first<{ count: string }>(statement);
  return Number(row?.count ?? 0);
}

/** Unknown figures within the months and demands of a report. */
export async function findSummaryState(
  db: Db,
  context: ReportContext,
  report: ChosenReport,
): Promise<SummaryState> {
  const row = await db.first<{ capacity: string; required: string; computedDatetime: Date | null }>(
    sql`SELECT coalesce(sum(s.unknown_capacity_count), 0) AS capacity,
       count(*) FILTER (WHERE s.fte_required IS NULL) AS required,
       max(s.computed_datetime) AS "computedDatetime"
     FROM forecast f
     JOIN monthly_capacity_summary s ON s.report_year = f.report_year AND s.report_month = f.report_month
       AND s.forecast_month_index = f.forecast_month_index AND s.main_lob = f.main_lob AND s.state = f.state
       AND s.case_type = f.case_type
     WHERE ${demandCondition(context, report)}`,
  );
  return {
    unknownCapacity: Number(row?.capacity ?? 0),
    unknownRequired: Number(row?.required ?? 0),
    computedDatetime: row?.computedDatetime ?? null,
  };
}
