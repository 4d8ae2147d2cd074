import { addMonths, monthFromStart, monthStart } from '../../../domain/time/month';
import type { Db } from '../../../platform/database/db';
import { constantSql, identifier, joinSql, sql, type Sql } from '../../../platform/database/sql';
import { assignedRows, demandCondition } from './demand-selection.repository';
import { firstPairs, type ShownMonth } from './preview.repository';
import { column, JOIN_MONTH, JOIN_SUMMARY, nullable, SUMMARY_SQL, flatTable } from './report-columns.sql';
import type { ChosenReport, ReportContext, ReportStatement, SelectedColumn } from './report.model';

/** Both sides of a comparison: a report and what each of its months stands beside. */
export interface Sides {
  report: ChosenReport;
  /** Undefined = there is nothing to compare with. */
  prior: ChosenReport | undefined;
  /** Months between a month and the one it stands beside: 0 between reports, 1 from month to month. */
  shift: 0 | 1;
}

/** What is compared; a percentage of a change only makes sense where the figure cannot be negative. */
export const COMPARED = [
  { name: 'forecast', type: 'integer', sql: SUMMARY_SQL.forecast, what: 'Cases forecast', percent: true },
  { name: 'capacity', type: 'decimal', sql: SUMMARY_SQL.capacity, what: 'Capacity in cases', percent: true },
  { name: 'gap', type: 'decimal', sql: SUMMARY_SQL.gap, what: 'Capacity − forecast', percent: false },
  { name: 'fte_count', type: 'integer', sql: SUMMARY_SQL.fteCount, what: 'Distinct people', percent: true },
  {
    name: 'fte_equivalent',
    type: 'decimal',
    sql: SUMMARY_SQL.fteEquivalent,
    what: 'FTE equivalent',
    percent: true,
  },
  {
    name: 'fte_required',
    type: 'integer',
    sql: SUMMARY_SQL.fteRequired,
    what: 'People required',
    percent: true,
  },
] as const;

const NO_FIGURES = joinSql(
  COMPARED.map(({ name }) => sql`NULL::numeric AS ${identifier(name)}`),
  ', ',
);
const NO_SIDE = sql`SELECT NULL::date AS month_start, '' AS lob_key, '' AS state_key, '' AS case_key, '' AS main_lob, '' AS state,
  '' AS case_type, NULL::timestamptz AS computed, ${NO_FIGURES} WHERE false`;

/** Whether a side brings its figures, or only which rows it has. */
type SideParts = 'figures' | 'keys';

function side(
  context: ReportContext,
  report: ChosenReport | undefined,
  { shift, parts }: { shift: Sides['shift']; parts: SideParts },
): Sql {
  if (!report) return NO_SIDE;
  const months = withinShifted(context, report, shift);
  return sideRows(shift, parts, demandCondition(context, report, months));
}

const INTERVALS: Readonly<Record<Sides['shift'], Sql>> = {
  0: sql`interval '0 month'`,
  1: sql`interval '1 month'`,
};

const FIGURES = joinSql(
  COMPARED.map(({ name, sql: figure }) => sql`${figure} AS ${identifier(name)}`),
  ', ',
);

function sideRows(shift: Sides['shift'], parts: SideParts, where: Sql): Sql {
  const [figures, joinSummary] =
    parts === 'figures' ? [sql`, s.computed_datetime AS computed, ${FIGURES}`, JOIN_SUMMARY] : [sql``, sql``];
  return sql`SELECT (m.month_start + ${INTERVALS[shift]})::date AS month_start,
    text_key(f.main_lob) AS lob_key, text_key(f.state) AS state_key, text_key(f.case_type) AS case_key,
    f.main_lob AS main_lob, f.state AS state, f.case_type AS case_type${figures}
  FROM forecast f
  ${JOIN_MONTH}
  ${joinSummary}
  WHERE ${where}`;
}

/** Both sides `c` and `o`, demand-month by demand-month; a row that only one has stands alone. */
export function bothSides(
  context: ReportContext,
  { report, prior, shift }: Sides,
  parts: SideParts = 'figures',
): Sql {
  return sql`(${side(context, report, { shift: 0, parts })}) c
  FULL JOIN (${side(context, prior, { shift, parts })}) o ON o.month_start = c.month_start
    AND o.lob_key = c.lob_key AND o.state_key = c.state_key AND o.case_key = c.case_key`;
}

/** The first rows of both sides: each is looked up by the number of its forecast row. */
function firstOfBothSides({ shift }: Sides): Sql {
  const found = (id: Sql, by: Sides['shift']): Sql =>
    sql`LATERAL (${sideRows(by, 'figures', sql`f.id = ${id}`)} OFFSET 0)`;
  return sql`first_pair p
  LEFT JOIN ${found(sql`p.current_id`, 0)} c ON true
  LEFT JOIN ${found(sql`p.prior_id`, shift)} o ON true`;
}

/** A figure on this side, on the other, and the difference. */
export function comparedSql(name: string): { current: Sql; prior: Sql; delta: Sql; percent: Sql } {
  const figure = identifier(name);
  const delta = sql`c.${figure} - o.${figure}`;
  const change = sql`(${delta})::numeric`;
  // Half up to 6 places as quotient6() rounds.
  const percent = sql`CASE WHEN o.${figure} > 0 THEN
    sign(${change}) * div(200000000 * abs(${change}) + o.${figure}, 2 * o.${figure}) * 0.000001 END`;
  return { current: sql`c.${figure}`, prior: sql`o.${figure}`, delta, percent };
}

/** The months of both sides, each with the month that it is shown in. */
export function comparedMonths(context: ReportContext, { report, prior, shift }: Sides) {
  return {
    current: withinShifted(context, report, 0),
    prior: prior ? withinShifted(context, prior, shift) : [],
  };
}

/** The months whose counterparts lie in the range asked for; the last month's successor is outside the report. */
function withinShifted(context: ReportContext, report: ChosenReport, shift: Sides['shift']): ShownMonth[] {
  const { from, to } = context.filter.months;
  const last = report.months.at(-1)?.monthStart ?? '';
  return report.months
    .map((month) => ({ ...month, shown: shift === 0 ? month.monthStart : nextMonth(month.monthStart) }))
    .filter(
      ({ shown }) =>
        (shift === 0 || shown <= last) &&
        (from === undefined || shown >= from) &&
        (to === undefined || shown < to),
    );
}

function nextMonth(start: string): string {
  return monthStart(addMonths(monthFromStart(start), 1));
}

/** A row per demand-month that either side has; what a side lacks is null. */
export function comparisonStatement(context: ReportContext, sides: Sides): ReportStatement {
  const { report, prior, shift } = sides;
  const { limit } = context.filter;
  const isPreview = limit !== undefined;
  return flatTable({
    columns: comparisonColumns(shift),
    ctes: isPreview ? firstPairs(context, comparedMonths(context, sides), limit) : [],
    from: sql`FROM ${isPreview ? firstOfBothSides(sides) : bothSides(context, sides)}
  ${reportsOfMonths('rc', report, 0)}
  ${reportsOfMonths('ro', prior, shift)}`,
    orderBy: sql`${KEY}, ${MONTH}`,
    // A row per demand-month that either side has.
    count: sql`SELECT count(*) AS count FROM ${bothSides(context, sides, 'keys')}`,
  });
}

const MONTH = sql`coalesce(c.month_start, o.month_start)`;
const KEY = sql`coalesce(c.lob_key || '|' || c.state_key || '|' || c.case_key, o.lob_key || '|' || o.state_key || '|' || o.case_key)`;

/** The report of a side, by month where its months come from several. */
function reportsOfMonths(alias: string, chosen: ChosenReport | undefined, shift: Sides['shift']): Sql {
  const several = chosen?.reportStart === null ? chosen.months : [];
  const starts = several.map(({ monthStart: start }) => start);
  const reports = several.map(({ reportStart }) => reportStart);
  const whole = chosen?.reportStart ?? null;
  return sql`LEFT JOIN LATERAL (SELECT coalesce(${whole}::date, (SELECT k.report FROM unnest(${starts}::date[], ${reports}::date[]) AS k (month_start, report)
    WHERE k.month_start = ${MONTH} - ${INTERVALS[shift]})) AS report) ${constantSql(alias)} ON true`;
}

function comparisonColumns(shift: Sides['shift']): SelectedColumn[] {
  return [
    column('main_lob', 'text', sql`coalesce(c.main_lob, o.main_lob)`, 'Line of business.'),
    column('case_type', 'text', sql`coalesce(c.case_type, o.case_type)`, 'Case type.'),
    column('state', 'text', sql`coalesce(c.state, o.state)`, 'State code, or N/A.'),
    column('month', 'text', sql`to_char(${MONTH}, 'Mon-YY')`, 'Forecast month, e.g. May-25.'),
    ...COMPARED.flatMap(figureColumns),
    column('month_start', 'date', MONTH, 'First day of the forecast month.'),
    column(
      'prior_month',
      'text',
      sql`to_char(${MONTH} - ${INTERVALS[shift]}, 'Mon-YY')`,
      'Month of the other side: the same between reports, the one before in mode month.',
    ),
    column('report', 'text', sql`coalesce(to_char(rc.report, 'YYYY-MM'), '')`, 'Report month of this side.'),
    nullable('prior_report', 'text', sql`to_char(ro.report, 'YYYY-MM')`, 'Report month of the other side.'),
    column(
      'demand_key',
      'text',
      KEY,
      'Line of business, state and case type in one text, lower case: relates to demands.',
    ),
    nullable(
      'computed_at',
      'datetime',
      sql`greatest(c.computed, o.computed)`,
      'When the figures of either side were last computed (UTC); null = never yet. For “Detect data changes”.',
    ),
  ];
}

function figureColumns({
  name,
  type,
  what,
  percent: hasPercent,
}: (typeof COMPARED)[number]): SelectedColumn[] {
  const { current, prior, delta, percent } = comparedSql(name);
  return [
    nullable(
      name,
      type,
      sql`trim_scale(${current}::numeric)`,
      `${what}; null = this side has no such row or does not know.`,
    ),
    nullable(
      `prior_${name}`,
      type,
      sql`trim_scale(${prior}::numeric)`,
      `${what} on the other side; null likewise.`,
    ),
    nullable(`${name}_delta`, type, sql`trim_scale((${delta})::numeric)`, `${what}: this side − the other.`),
    ...(hasPercent
      ? [
          nullable(
            `${name}_pct`,
            'decimal',
            sql`trim_scale(${percent})`,
            `${what}: change in percent of the other side, 6 places; null when that is 0 or unknown.`,
          ),
        ]
      : []),
  ];
}

/** How many rows lack a side. */
export async function countMissing(
  db: Db,
  context: ReportContext,
  sides: Sides,
): Promise<{ current: number; prior: number }> {
  const row = await db.first<{ current: string; prior: string }>(
    sql`SELECT count(*) FILTER (WHERE c.lob_key IS NULL) AS current, count(*) FILTER (WHERE o.lob_key IS NULL) AS prior
     FROM ${bothSides(context, sides, 'keys')}`,
  );
  return { current: Number(row?.current ?? 0), prior: Number(row?.prior ?? 0) };
}

/** Distinct people of a report by month, of everything chosen (`mainLobKey` null) and of each LOB. */
export interface HeadCount {
  mainLobKey: string | null;
  monthStart: string;
  people: number;
}

/** Head counts of one side: a sum over demands would count people twice. */
export async function listHeadCounts(
  db: Db,
  context: ReportContext,
  report: ChosenReport,
): Promise<HeadCount[]> {
  const everyMonth = {
    ...context,
    filter: { ...context.filter, months: { from: undefined, to: undefined } },
  };
  const assigned = assignedRows(everyMonth, report, {
    select: ({ mainLob, index }) => sql`${mainLob} AS lob, ${index} AS index, a.resource_cn AS cn`,
    withoutForecast: true,
  });
  if (!assigned) return [];
  const starts = report.months.map(({ monthStart: start }) => start);
  const indexes = report.months.map(({ index }) => index);
  return db.query(
    sql`SELECT x.lob_key AS "mainLobKey", m.month_start AS "monthStart", count(*)::integer AS people
     FROM (SELECT text_key(a.lob) AS lob_key, a.index, a.cn FROM (${assigned}) a
       GROUP BY GROUPING SETS ((a.index, a.cn), (text_key(a.lob), a.index, a.cn))) x
     JOIN unnest(${starts}::date[], ${indexes}::integer[]) AS m (month_start, index) ON m.index = x.index
     GROUP BY x.lob_key, m.month_start`,
  );
}
