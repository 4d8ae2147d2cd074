import { sql, type Sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { recordChange } from '../../history/sql';
import type { ReportKey, ReportMonthKey } from './demand.model';
import { sameReportMonth } from './demand-month.sql';
import { ForecastReportMonthEntity } from './forecast-report-month.entity';
import { ForecastReportEntity } from './forecast-report.entity';
import type {
  CalendarReportMonth,
  PlannedMonth,
  ReportMonthRow,
  ReportPlan,
  ReportRow,
} from './report.model';

const REPORTS = table(ForecastReportEntity);
const MONTHS = table(ForecastReportMonthEntity);
const MONTH_KEY = ['reportYear', 'reportMonth', 'forecastMonthIndex'] as const;

const SELECT_REPORTS = sql`SELECT ${REPORTS.columns('r')},
  r.report_start = (SELECT max(newest.report_start) FROM forecast_report newest) AS "isCurrent"`;

const SELECT_MONTHS = sql`SELECT ${MONTHS.columns(
  'm',
  MONTHS.properties.filter((property) => property !== 'id'),
)}, ${REPORTS.columns('r', ['reportStart'])}
  FROM forecast_report_month m
  JOIN forecast_report r ON r.report_year = m.report_year AND r.report_month = m.report_month`;

function reportKeys(keys: readonly ReportKey[]): Sql {
  return REPORTS.unnest('k', ['reportYear', 'reportMonth'], keys);
}

/** All reports, newest first. */
export function listReports(scope: RequestScope): Promise<ReportRow[]> {
  return scope.db.query(sql`${SELECT_REPORTS} FROM forecast_report r ORDER BY r.report_start DESC`);
}

/** The newest report. */
export function findCurrentReport(scope: RequestScope): Promise<ReportRow | undefined> {
  return scope.db.first(sql`${SELECT_REPORTS} FROM forecast_report r ORDER BY r.report_start DESC LIMIT 1`);
}

/** Reports by key, in no particular order. */
export function findReports(scope: RequestScope, keys: readonly ReportKey[]): Promise<ReportRow[]> {
  return scope.db.query(
    sql`${SELECT_REPORTS} FROM ${reportKeys(keys)}
     JOIN forecast_report r ON r.report_year = k.report_year AND r.report_month = k.report_month`,
  );
}

/** The months of reports, by report and index. */
export function listMonthsOfReports(
  scope: RequestScope,
  keys: readonly ReportKey[],
): Promise<ReportMonthRow[]> {
  return scope.db.query(
    sql`${SELECT_MONTHS}
     JOIN ${reportKeys(keys)} ON k.report_year = m.report_year AND k.report_month = m.report_month
     ORDER BY r.report_start, m.forecast_month_index`,
  );
}

/** The live month of each calendar month, in order of the calendar. */
export function listLiveMonths(scope: RequestScope): Promise<ReportMonthRow[]> {
  return scope.db.query(sql`${SELECT_MONTHS} WHERE NOT m.is_frozen ORDER BY m.month_start`);
}

/** Every report's months that stand for one of these calendar months, and those of the report itself. */
export function listMonthsForPlan(
  scope: RequestScope,
  { reportYear, reportMonth }: ReportKey,
  monthStarts: readonly string[],
): Promise<ReportMonthRow[]> {
  return scope.db.query(
    sql`${SELECT_MONTHS}
     WHERE m.month_start = ANY(${monthStarts}::date[])
       OR (m.report_year = ${reportYear} AND m.report_month = ${reportMonth})
     ORDER BY r.report_start, m.forecast_month_index`,
  );
}

/** Adds the report, or notes on the stored one that it was imported again. */
export async function upsertReport(
  tx: WriteScope,
  report: ReportPlan['report'],
  sourceFile: string | null,
): Promise<void> {
  const { reportYear, reportMonth, reportStart } = report;
  const row = {
    reportYear,
    reportMonth,
    reportStart,
    sourceFile,
    importedBy: tx.actor.name,
    importedDatetime: tx.at,
  };
  const entry = recordChange(tx.changeSetId, {
    entity: 'forecast_report',
    key: sql`jsonb_build_array(s.report_year, s.report_month)`,
    before: sql`to_jsonb(b)`,
    after: sql`to_jsonb(s)`,
    from: sql`FROM saved s LEFT JOIN before b ON b.id = s.id WHERE b.id IS NULL OR b.version <> s.version`,
  });
  await tx.db.execute(
    sql`WITH before AS (
       SELECT r.* FROM forecast_report r WHERE r.report_year = ${reportYear} AND r.report_month = ${reportMonth}
     ), saved AS (
       INSERT INTO forecast_report AS r ${REPORTS.insert(row)}
       ON CONFLICT (report_year, report_month) DO UPDATE SET source_file = excluded.source_file,
         imported_by = excluded.imported_by, imported_datetime = excluded.imported_datetime,
         version = r.version + (r.source_file IS DISTINCT FROM excluded.source_file)::integer
       RETURNING r.*
     ) ${entry}`,
  );
}

/** Stores which calendar month each index of a new report stands for. */
export async function insertReportMonths(
  tx: WriteScope,
  { reportYear, reportMonth }: ReportKey,
  months: readonly PlannedMonth[],
): Promise<void> {
  const rows = months.map(({ isLive, ...month }) => ({
    reportYear,
    reportMonth,
    ...month,
    isFrozen: !isLive,
    frozenDatetime: isLive ? null : tx.at,
  }));
  const properties = MONTHS.properties.filter((property) => property !== 'id');
  await tx.db.execute(
    sql`WITH added AS (
       INSERT INTO forecast_report_month AS m (${MONTHS.names(properties)})
       SELECT p.* FROM ${MONTHS.unnest('p', properties, rows)}
       RETURNING m.*
     ) ${recordMonths(tx, sql`NULL::jsonb`, sql`added a`)}`,
  );
}

/** Marks live months as frozen. */
export async function freezeMonths(tx: WriteScope, months: readonly CalendarReportMonth[]): Promise<void> {
  const keys: readonly ReportMonthKey[] = months;
  await tx.db.execute(
    sql`WITH before AS (
       SELECT m.* FROM forecast_report_month m
       JOIN ${MONTHS.unnest('k', MONTH_KEY, keys)} ON ${sameReportMonth('k', 'm')}
       WHERE NOT m.is_frozen
     ), frozen AS (
       UPDATE forecast_report_month AS m SET is_frozen = true, frozen_datetime = ${tx.at}
       FROM before b WHERE b.id = m.id RETURNING m.*
     ) ${recordMonths(tx, sql`to_jsonb(b)`, sql`frozen a JOIN before b ON b.id = a.id`)}`,
  );
}

/** Records the changed report months `a` of `source`, each with what they were before. */
function recordMonths(tx: WriteScope, before: Sql, source: Sql): Sql {
  return recordChange(tx.changeSetId, {
    entity: 'forecast_report_month',
    key: sql`jsonb_build_array(${MONTHS.names(MONTH_KEY, 'a')})`,
    before,
    after: sql`to_jsonb(a)`,
    from: sql`FROM ${source}`,
  });
}
