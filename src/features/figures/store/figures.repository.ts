import { monthFromStart, monthLabel } from '../../../domain/time/month';
import type { Db } from '../../../platform/database/db';
import { sql, type Sql } from '../../../platform/database/sql';
import type { FigureMonth, FigureRow, ReportKey } from '../columns/figures.model';
import { entriesByForecast } from '../columns/month-people.rules';
import type { PeopleRow } from '../columns/report-columns.rules';

/** Something that has changed; what is null is not narrowed: the whole month, the whole report, everything. */
export interface FigureMark {
  reportYear: number | null;
  reportMonth: string | null;
  forecastMonthIndex: number | null;
  forecastId: number | null;
}

/** The state of the database at one moment. */
export interface Freshness {
  /** `pg_current_snapshot()`: which transactions are visible. */
  snapshot: string;
  /** Tells a table of marks from one restored in its place. */
  marksTable: string;
  /** Raised by every write. */
  dataVersion: number;
  /** What has changed since the snapshot given. */
  marks: FigureMark[];
}

/** Marks that the snapshot given does not show. */
const marksSince = (snapshot: string | null): Sql => sql`SELECT DISTINCT c.report_year, c.report_month,
    c.forecast_month_index, c.forecast_id
  FROM figures_change c
  WHERE c.changed_xid >= pg_snapshot_xmin(${snapshot}::pg_snapshot)::text::bigint
    AND NOT pg_visible_in_snapshot(c.changed_xid::text::xid8, ${snapshot}::pg_snapshot)`;

type MarkTuple = [number | null, string | null, number | null, number | null];

/** What has changed since a snapshot; nothing if none is given. One statement: its own snapshot is the one it returns. */
export async function readFreshness(db: Db, since: string | null): Promise<Freshness> {
  const row = await db.first<Omit<Freshness, 'marks'> & { marks: MarkTuple[] | null }>(
    sql`SELECT pg_current_snapshot()::text AS snapshot, 'figures_change'::regclass::oid::text AS "marksTable",
       v.version AS "dataVersion",
       (SELECT json_agg(json_build_array(c.report_year, c.report_month, c.forecast_month_index, c.forecast_id))
         FROM (${marksSince(since)}) c) AS marks
     FROM data_version v WHERE v.scope = 'all'`,
  );
  if (!row) throw new Error('The database has no data version');
  return {
    ...row,
    dataVersion: Number(row.dataVersion),
    marks: (row.marks ?? []).map(([reportYear, reportMonth, forecastMonthIndex, forecastId]) => ({
      reportYear,
      reportMonth,
      forecastMonthIndex,
      forecastId,
    })),
  };
}

/** Forgets marks that nobody needs any more: those before `before`, and those of another server that a restore has brought. */
export async function pruneMarks(db: Db, before: Date): Promise<void> {
  await db.execute(
    sql`DELETE FROM figures_change
     WHERE changed_datetime < ${before} OR changed_xid >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint`,
  );
}

/** The keys of all reports, the newest first. */
export function listReportKeys(db: Db): Promise<ReportKey[]> {
  return db.query(
    sql`SELECT r.report_year AS "reportYear", r.report_month AS "reportMonth" FROM forecast_report r
     ORDER BY r.report_start DESC`,
  );
}

/** The months of a report by index; none if there is no such report. */
export async function listFigureMonths(
  db: Db,
  { reportYear, reportMonth }: ReportKey,
): Promise<FigureMonth[]> {
  const months = await db.query<Omit<FigureMonth, 'label'>>(
    sql`SELECT m.forecast_month_index AS "forecastMonthIndex", m.month_start AS "monthStart", m.is_frozen AS "isFrozen",
       m.is_frozen OR EXISTS (SELECT FROM month_close c JOIN closed_month_tier k ON k.month_start = c.month_start
         WHERE c.month_start = m.month_start) AS "keepsTiers"
     FROM forecast_report_month m WHERE m.report_year = ${reportYear} AND m.report_month = ${reportMonth}
     ORDER BY m.forecast_month_index`,
  );
  return months.map((month) => ({ ...month, label: monthLabel(monthFromStart(month.monthStart)) }));
}

const FORECAST = sql`coalesce(s.total_forecast, f.forecast)`;
const FIGURES = sql`f.id AS "forecastId", f.forecast_month_index AS "forecastMonthIndex", f.main_lob AS "mainLob",
  f.state AS "state", f.case_type AS "caseType", f.platform AS "platform", f.market AS "market", f.locality AS "locality",
  f.call_type_id AS "callTypeId", f.target_cph AS "targetCph", f.is_vanished AS "isVanished", ${FORECAST} AS "forecast",
  coalesce(s.total_capacity, 0)::text AS "capacity", coalesce(s.total_fte_equivalent, 0)::text AS "fteEquivalent",
  coalesce(s.fte_required, CASE WHEN ${FORECAST} = 0 THEN 0 END) AS "fteRequired",
  s.fte_required_reason AS "fteRequiredReason", coalesce(s.unknown_capacity_count, 0) AS "unknownCapacity",
  coalesce(s.total_fte_count, 0) AS "people", s.tier_breakdown::text AS "tierBreakdown", s.id AS "summaryId",
  (extract(epoch FROM s.computed_datetime) * 1000)::double precision AS "computedAt"`;
const SAME_DEMAND = sql`s.forecast_month_index = f.forecast_month_index AND s.main_lob = f.main_lob
  AND s.state = f.state AND s.case_type = f.case_type`;

/** A row of `FIGURES`. */
type FlatFigures = Omit<FigureRow, 'facts'> & FigureRow['facts'];

/** Figures of a whole report: both sides are read once and hashed. */
export async function listFigures(db: Db, { reportYear, reportMonth }: ReportKey): Promise<FigureRow[]> {
  const rows = await db.query<FlatFigures>(
    sql`SELECT ${FIGURES} FROM forecast f LEFT JOIN (SELECT s.* FROM monthly_capacity_summary s
       WHERE s.report_year = ${reportYear} AND s.report_month = ${reportMonth} OFFSET 0) s ON ${SAME_DEMAND}
     WHERE f.report_year = ${reportYear} AND f.report_month = ${reportMonth}`,
  );
  return rows.map(withFacts);
}

function withFacts(row: FlatFigures): FigureRow {
  const { forecastId, platform, market, locality, callTypeId, targetCph, isVanished, fteRequiredReason } =
    row;
  return {
    ...figuresOf(row),
    facts: { forecastId, platform, market, locality, callTypeId, targetCph, isVanished, fteRequiredReason },
  };
}

function figuresOf(row: FlatFigures): Omit<FigureRow, 'facts'> {
  return {
    forecastId: row.forecastId,
    forecastMonthIndex: row.forecastMonthIndex,
    mainLob: row.mainLob,
    state: row.state,
    caseType: row.caseType,
    forecast: row.forecast,
    capacity: row.capacity,
    fteEquivalent: row.fteEquivalent,
    fteRequired: row.fteRequired,
    unknownCapacity: row.unknownCapacity,
    people: row.people,
    tierBreakdown: row.tierBreakdown,
    summaryId: row.summaryId,
    computedAt: row.computedAt,
  };
}

const ENTRY = sql`int4send(r.id) || int4send(a.year * 100 + a.week_number)`;
const OF_DEMAND = sql`a.report_year = f.report_year AND a.report_month = f.report_month
  AND a.forecast_month_index = f.forecast_month_index AND a.demand_main_lob = f.main_lob
  AND a.demand_state = f.state AND a.demand_case_type = f.case_type`;
const LIVE_ENTRIES = sql`string_agg(${ENTRY} || p.code, ''::bytea) AS entries`;
const tierCodes = ({
  reportYear,
  reportMonth,
}: ReportKey): Sql => sql`(SELECT t.forecast_month_index, t.tier_id,
      int4send((t.capacity_percentage * 1000000000)::integer) AS code
    FROM tier_of_month t WHERE t.report_year = ${reportYear} AND t.report_month = ${reportMonth} OFFSET 0) p`;
const OF_TIER = sql`p.forecast_month_index = a.forecast_month_index AND p.tier_id = a.capacity_tier_id`;

/** Who is assigned in a whole month. */
interface MonthEntries {
  forecastMonthIndex: number;
  /** Of each person-week the number of the forecast, then what `PeopleRow` has; null = nobody. */
  entries: Buffer | null;
}

/**
 * The person-weeks of months in one text a month: PostgreSQL would have to sort them to give each demand its own. The outer
 * joins find exactly one row each, or nothing of the entry remains; inner ones are estimated at a hundredth and run as loops.
 */
const monthEntries = (from: Sql, code: Sql, report: ReportKey, months: readonly number[]): Sql => sql`
  SELECT a.forecast_month_index AS "forecastMonthIndex",
    string_agg(int4send(f.id) || ${ENTRY} || ${code}, ''::bytea) AS entries
  FROM ${from} LEFT JOIN resource_v2 r ON r.cn = a.resource_cn
  LEFT JOIN forecast f ON ${OF_DEMAND} AND f.forecast_month_index = ANY(${months}::integer[])
  WHERE a.report_year = ${report.reportYear} AND a.report_month = ${report.reportMonth}
    AND a.forecast_month_index = ANY(${months}::integer[])
  GROUP BY a.forecast_month_index`;

/** People of whole live months: active assignments with today’s tiers, in closed months with those kept. */
function livePeople(db: Db, report: ReportKey, months: readonly number[]): Promise<MonthEntries[]> {
  const from = sql`(SELECT * FROM weekly_resource_assignment w WHERE w.is_active) a
    LEFT JOIN ${tierCodes(report)} ON ${OF_TIER}`;
  return db.query(monthEntries(from, sql`p.code`, report, months));
}

/** People of whole frozen months: the copies with the tiers that they had. */
function frozenPeople(db: Db, report: ReportKey, months: readonly number[]): Promise<MonthEntries[]> {
  const code = sql`int4send((a.tier_percentage * 1000000000)::integer)`;
  return db.query(monthEntries(sql`frozen_assignment a`, code, report, months));
}

/** People of whole months of a report, by demand. */
export async function listMonthPeople(
  db: Db,
  report: ReportKey,
  months: readonly FigureMonth[],
): Promise<PeopleRow[]> {
  const indexes = (isFrozen: boolean): number[] =>
    months.filter((month) => month.isFrozen === isFrozen).map((month) => month.forecastMonthIndex);
  const [live, frozen] = [indexes(false), indexes(true)];
  const [ofLive, ofFrozen] = await Promise.all([
    live.length > 0 ? livePeople(db, report, live) : [],
    frozen.length > 0 ? frozenPeople(db, report, frozen) : [],
  ]);
  return [...ofLive, ...ofFrozen].flatMap(({ forecastMonthIndex, entries }) =>
    [...entriesByForecast(entries ?? Buffer.alloc(0))].map(([forecastId, own]) => ({
      forecastId,
      forecastMonthIndex,
      entries: own,
    })),
  );
}

/** Percentages of active tiers in billionths. */
export async function listActiveTiers(db: Db): Promise<number[]> {
  const rows = await db.query<{ percentage: number }>(
    sql`SELECT DISTINCT (p.capacity_percentage * 1000000000)::integer AS percentage
     FROM production_capacity_tier p WHERE p.is_active`,
  );
  return rows.map(({ percentage }) => percentage);
}

/** What to read again: demand-months by id, whole months by index, with the people of some (live) months. */
export interface Reread {
  forecastIds: readonly number[];
  months: readonly number[];
  peopledMonths: readonly number[];
}

/** Figures of what has changed, and the people where they are known. */
export async function rereadFigures(
  db: Db,
  report: ReportKey,
  { forecastIds, months, peopledMonths }: Reread,
): Promise<{ rows: FigureRow[]; people: PeopleRow[] }> {
  const found = await db.query<FlatFigures & PeopleRow>(
    sql`SELECT ${FIGURES}, w.entries AS entries
     FROM forecast f LEFT JOIN monthly_capacity_summary s ON s.report_year = f.report_year
       AND s.report_month = f.report_month AND ${SAME_DEMAND}
     LEFT JOIN LATERAL (SELECT ${LIVE_ENTRIES} FROM weekly_resource_assignment a JOIN ${tierCodes(report)} ON ${OF_TIER}
         JOIN resource_v2 r ON r.cn = a.resource_cn
       WHERE a.is_active AND f.forecast_month_index = ANY(${peopledMonths}::integer[]) AND ${OF_DEMAND}) w ON true
     WHERE f.report_year = ${report.reportYear} AND f.report_month = ${report.reportMonth}
       AND (f.id = ANY(${forecastIds}::integer[]) OR f.forecast_month_index = ANY(${months}::integer[]))`,
  );
  return {
    rows: found.map(withFacts),
    people: found.map(({ forecastId, forecastMonthIndex, entries }) => ({
      forecastId,
      forecastMonthIndex,
      entries,
    })),
  };
}
