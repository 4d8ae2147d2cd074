import { monthFromStart, monthLabel } from '../../../domain/time/month';
import type { WorkType } from '../../../domain/demand/lob';
import type { Db, SqlRow } from '../../../platform/database/db';
import type { FigureMonth, FigureRow, ReportKey } from '../columns/figures.model';
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

const MARKS_SINCE = `SELECT DISTINCT c.report_year, c.report_month, c.forecast_month_index, c.forecast_id FROM figures_change c
  WHERE c.changed_xid >= pg_snapshot_xmin($1::pg_snapshot)::text::bigint
    AND NOT pg_visible_in_snapshot(c.changed_xid::text::xid8, $1::pg_snapshot)`;

/** What has changed since a snapshot; nothing if none is given. One statement: its own snapshot is the one it returns. */
export async function readFreshness(db: Db, since: string | null): Promise<Freshness> {
  const row = await db.first(
    `SELECT pg_current_snapshot()::text AS snapshot, 'figures_change'::regclass::oid::text AS marks_table,
       v.version AS version, (SELECT json_agg(json_build_array(c.report_year, c.report_month, c.forecast_month_index, c.forecast_id))
         FROM (${MARKS_SINCE}) c) AS marks
     FROM data_version v WHERE v.scope = 'all'`,
    [since],
  );
  const marks = (row?.['marks'] ?? []) as [number | null, string | null, number | null, number | null][];
  return {
    snapshot: row?.['snapshot'] as string,
    marksTable: row?.['marks_table'] as string,
    dataVersion: Number(row?.['version']),
    marks: marks.map(([reportYear, reportMonth, forecastMonthIndex, forecastId]) => ({
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
    `DELETE FROM figures_change WHERE changed_datetime < $1 OR changed_xid >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint`,
    [before],
  );
}

/** The keys of all reports, the newest first. */
export function listReportKeys(db: Db): Promise<ReportKey[]> {
  return db.query(
    `SELECT r.report_year AS report_year, r.report_month AS report_month FROM forecast_report r
     ORDER BY r.report_start DESC`,
    [],
    (row) => ({ reportYear: row.report_year as number, reportMonth: row.report_month as string }),
  );
}

/** The months of a report by index; none if there is no such report. */
export function listFigureMonths(db: Db, { reportYear, reportMonth }: ReportKey): Promise<FigureMonth[]> {
  return db.query(
    `SELECT m.forecast_month_index AS forecast_month_index, m.month_start AS month_start, m.is_frozen AS is_frozen,
       EXISTS (SELECT FROM month_close c JOIN closed_month_tier k ON k.month_start = c.month_start
         WHERE c.month_start = m.month_start) AS keeps_tiers
     FROM forecast_report_month m WHERE m.report_year = $1 AND m.report_month = $2 ORDER BY m.forecast_month_index`,
    [reportYear, reportMonth],
    (row) => ({
      forecastMonthIndex: row.forecast_month_index as number,
      monthStart: row.month_start as string,
      label: monthLabel(monthFromStart(row.month_start as string)),
      isFrozen: row.is_frozen as boolean,
      keepsTiers: row.keeps_tiers === true || row.is_frozen === true,
    }),
  );
}

const FORECAST = 'coalesce(s.total_forecast, f.forecast)';
const FIGURES = `f.id AS forecast_id, f.forecast_month_index AS forecast_month_index, f.main_lob AS main_lob,
  f.state AS state, f.case_type AS case_type, f.platform AS platform, f.market AS market, f.locality AS locality,
  f.call_type_id AS call_type_id, f.target_cph AS target_cph, f.is_vanished AS is_vanished, ${FORECAST} AS forecast,
  coalesce(s.total_capacity, 0)::text AS capacity, coalesce(s.total_fte_equivalent, 0)::text AS fte_equivalent,
  coalesce(s.fte_required, CASE WHEN ${FORECAST} = 0 THEN 0 END) AS fte_required,
  s.fte_required_reason AS fte_required_reason, coalesce(s.unknown_capacity_count, 0) AS unknown_capacity,
  coalesce(s.total_fte_count, 0) AS people, s.tier_breakdown::text AS tier_breakdown, s.id AS summary_id,
  (extract(epoch FROM s.computed_datetime) * 1000)::double precision AS computed_at`;
const SAME_DEMAND = `s.forecast_month_index = f.forecast_month_index AND s.main_lob = f.main_lob AND s.state = f.state
  AND s.case_type = f.case_type`;

/** Figures of a whole report: both sides are read once and hashed. */
export function listFigures(db: Db, { reportYear, reportMonth }: ReportKey): Promise<FigureRow[]> {
  return db.query(
    `SELECT ${FIGURES} FROM forecast f LEFT JOIN (SELECT s.* FROM monthly_capacity_summary s
       WHERE s.report_year = $1 AND s.report_month = $2 OFFSET 0) s ON ${SAME_DEMAND}
     WHERE f.report_year = $1 AND f.report_month = $2`,
    [reportYear, reportMonth],
    readFigures,
  );
}

function readFigures(row: SqlRow): FigureRow {
  const forecastId = row.forecast_id as number;
  return {
    forecastId,
    forecastMonthIndex: row.forecast_month_index as number,
    mainLob: row.main_lob as string,
    state: row.state as string,
    caseType: row.case_type as string,
    forecast: row.forecast as number,
    capacity: row.capacity as string,
    fteEquivalent: row.fte_equivalent as string,
    fteRequired: row.fte_required as number | null,
    unknownCapacity: row.unknown_capacity as number,
    people: row.people as number,
    tierBreakdown: row.tier_breakdown as string | null,
    summaryId: row.summary_id as number | null,
    computedAt: row.computed_at as number | null,
    facts: {
      forecastId,
      platform: row.platform as string,
      market: row.market as string,
      locality: row.locality as WorkType,
      callTypeId: row.call_type_id as string | null,
      targetCph: row.target_cph as string | null,
      isVanished: row.is_vanished as boolean,
      fteRequiredReason: row.fte_required_reason as string | null,
    },
  };
}

const ENTRY = 'int4send(r.id) || int4send(a.year * 100 + a.week_number)';
const OF_DEMAND = `a.report_year = f.report_year AND a.report_month = f.report_month
  AND a.forecast_month_index = f.forecast_month_index AND a.demand_main_lob = f.main_lob
  AND a.demand_state = f.state AND a.demand_case_type = f.case_type`;
const LIVE_ENTRIES = `string_agg(${ENTRY} || p.code, ''::bytea) AS entries`;
const LIVE_JOINS = `JOIN (SELECT t.forecast_month_index, t.tier_id,
      int4send((t.capacity_percentage * 1000000000)::integer) AS code
    FROM tier_of_month t WHERE t.report_year = $1 AND t.report_month = $2 OFFSET 0) p
    ON p.forecast_month_index = a.forecast_month_index AND p.tier_id = a.capacity_tier_id
  JOIN resource_v2 r ON r.cn = a.resource_cn`;

/** People of whole live months, by demand: active assignments with today’s tiers, in closed months with those kept. */
function livePeople(db: Db, report: ReportKey, months: readonly number[]): Promise<PeopleRow[]> {
  return db.query(
    `SELECT f.id AS forecast_id, f.forecast_month_index AS forecast_month_index, ${LIVE_ENTRIES}
     FROM weekly_resource_assignment a ${LIVE_JOINS}
     JOIN forecast f ON ${OF_DEMAND}
     WHERE a.is_active AND a.report_year = $1 AND a.report_month = $2 AND a.forecast_month_index = ANY($3::integer[])
     GROUP BY f.id, f.forecast_month_index`,
    [report.reportYear, report.reportMonth, months],
    readPeople,
  );
}

/** People of whole frozen months, by demand: the copies with the tiers that they had. */
function frozenPeople(db: Db, report: ReportKey, months: readonly number[]): Promise<PeopleRow[]> {
  return db.query(
    `SELECT f.id AS forecast_id, f.forecast_month_index AS forecast_month_index,
       string_agg(${ENTRY} || int4send((a.tier_percentage * 1000000000)::integer), ''::bytea) AS entries
     FROM frozen_assignment a JOIN resource_v2 r ON r.cn = a.resource_cn
     JOIN forecast f ON ${OF_DEMAND}
     WHERE a.report_year = $1 AND a.report_month = $2 AND a.forecast_month_index = ANY($3::integer[])
     GROUP BY f.id, f.forecast_month_index`,
    [report.reportYear, report.reportMonth, months],
    readPeople,
  );
}

/** People of whole months of a report. */
export async function listMonthPeople(
  db: Db,
  report: ReportKey,
  months: readonly FigureMonth[],
): Promise<PeopleRow[]> {
  const indexes = (isFrozen: boolean): number[] =>
    months.filter((month) => month.isFrozen === isFrozen).map((month) => month.forecastMonthIndex);
  const [live, frozen] = [indexes(false), indexes(true)];
  return [
    ...(live.length > 0 ? await livePeople(db, report, live) : []),
    ...(frozen.length > 0 ? await frozenPeople(db, report, frozen) : []),
  ];
}

function readPeople(row: SqlRow): PeopleRow {
  return {
    forecastId: row.forecast_id as number,
    forecastMonthIndex: row.forecast_month_index as number,
    entries: row.entries as Buffer | null,
  };
}

/** Percentages of active tiers in billionths. */
export function listActiveTiers(db: Db): Promise<number[]> {
  return db.query(
    `SELECT DISTINCT (p.capacity_percentage * 1000000000)::integer AS percentage FROM production_capacity_tier p WHERE p.is_active`,
    [],
    (row) => row.percentage as number,
  );
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
  { reportYear, reportMonth }: ReportKey,
  { forecastIds, months, peopledMonths }: Reread,
): Promise<{ rows: FigureRow[]; people: PeopleRow[] }> {
  const found = await db.query(
    `SELECT ${FIGURES}, w.entries AS entries
     FROM forecast f LEFT JOIN monthly_capacity_summary s ON s.report_year = f.report_year
       AND s.report_month = f.report_month AND ${SAME_DEMAND}
     LEFT JOIN LATERAL (SELECT ${LIVE_ENTRIES} FROM weekly_resource_assignment a ${LIVE_JOINS}
       WHERE a.is_active AND f.forecast_month_index = ANY($5::integer[]) AND ${OF_DEMAND}) w ON true
     WHERE f.report_year = $1 AND f.report_month = $2
       AND (f.id = ANY($3::integer[]) OR f.forecast_month_index = ANY($4::integer[]))`,
    [reportYear, reportMonth, forecastIds, months, peopledMonths],
    (row) => ({ row: readFigures(row), people: readPeople(row) }),
  );
  return { rows: found.map(({ row }) => row), people: found.map(({ people }) => people) };
}
