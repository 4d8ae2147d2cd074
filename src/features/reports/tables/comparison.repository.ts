import { addMonths, monthFromStart, monthStart } from '../../../domain/time/month';
import type { Db, SqlRow } from '../../../platform/database/db';
import { assignedRows, demandCondition } from './demand-selection.repository';
import { firstPairs, type ShownMonth } from './preview.repository';
import { column, JOIN_MONTH, JOIN_SUMMARY, nullable, SUMMARY_SQL, flatTable } from './report-columns.rules';
import type { ChosenReport, ReportContext, ReportStatement, SelectedColumn } from './report.model';
import { SqlParams } from './sql-params.rules';

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

const NO_SIDE = `SELECT NULL::date AS month_start, '' AS lob_key, '' AS state_key, '' AS case_key, '' AS main_lob, '' AS state,
  '' AS case_type, NULL::timestamptz AS computed, ${COMPARED.map(({ name }) => `NULL::numeric AS ${name}`).join(', ')} WHERE false`;

/** Whether a side brings its figures, or only says which rows it has. */
type SideParts = 'figures' | 'keys';

function side(
  { context, params, parts }: { context: ReportContext; params: SqlParams; parts: SideParts },
  report: ChosenReport | undefined,
  shift: number,
): string {
  if (!report) return NO_SIDE;
  const months = withinShifted(context, report, shift);
  return sideRows(shift, parts, demandCondition(context, report, params, months));
}

function sideRows(shift: number, parts: SideParts, where: string): string {
  const figures =
    parts === 'figures'
      ? `, s.computed_datetime AS computed${COMPARED.map(({ name, sql }) => `, ${sql} AS ${name}`).join('')}`
      : '';
  return `SELECT (m.month_start + interval '${shift} month')::date AS month_start,
    text_key(f.main_lob) AS lob_key, text_key(f.state) AS state_key, text_key(f.case_type) AS case_key,
    f.main_lob AS main_lob, f.state AS state, f.case_type AS case_type${figures}
  FROM forecast f
  ${JOIN_MONTH}
  ${parts === 'figures' ? JOIN_SUMMARY : ''}
  WHERE ${where}`;
}

/** Both sides `c` and `o`, demand-month by demand-month; a row that only one has stands alone. */
export function bothSides(
  context: ReportContext,
  { report, prior, shift }: Sides,
  params: SqlParams,
  parts: SideParts = 'figures',
): string {
  const both = { context, params, parts };
  return `(${side(both, report, 0)}) c
  FULL JOIN (${side(both, prior, shift)}) o ON o.month_start = c.month_start
    AND o.lob_key = c.lob_key AND o.state_key = c.state_key AND o.case_key = c.case_key`;
}

/** The first rows of both sides: each is looked up by the number of its forecast row. */
function firstOfBothSides({ shift }: Sides): string {
  const found = (of: 'current' | 'prior', by: number): string =>
    `LATERAL (${sideRows(by, 'figures', `f.id = p.${of}_id`)} OFFSET 0)`;
  return `first_pair p
  LEFT JOIN ${found('current', 0)} c ON true
  LEFT JOIN ${found('prior', shift)} o ON true`;
}

/** Change in percent of the other side, half up to 6 places as quotient6() rounds; null when that is not above 0. */
export function changePercent(name: string): string {
  const change = `(c.${name} - o.${name})::numeric`;
  return `CASE WHEN o.${name} > 0 THEN
    sign(${change}) * div(200000000 * abs(${change}) + o.${name}, 2 * o.${name}) * 0.000001 END`;
}

/** The months of both sides, each with the month that it is shown in. */
export function comparedMonths(context: ReportContext, { report, prior, shift }: Sides) {
  return {
    current: withinShifted(context, report, 0),
    prior: prior ? withinShifted(context, prior, shift) : [],
  };
}

/** The months whose counterparts lie in the range asked for; the last month's successor is outside the report. */
function withinShifted(context: ReportContext, report: ChosenReport, shift: number): ShownMonth[] {
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
  const params = new SqlParams();
  const { report, prior, shift } = sides;
  const { limit, lobScope } = context.filter;
  // Who is limited to some LOBs reads no more than theirs; their rows cannot be found by what function makes of a name.
  const isPreview = limit !== undefined && lobScope === null;
  return flatTable({
    columns: comparisonColumns(shift),
    ctes: isPreview ? firstPairs(context, comparedMonths(context, sides), params, limit) : [],
    from: `FROM ${isPreview ? firstOfBothSides(sides) : bothSides(context, sides, params)}
  ${reportsOfMonths('rc', report, 0, params)}
  ${reportsOfMonths('ro', prior, shift, params)}`,
    orderBy: `${KEY}, ${MONTH}`,
    params: params.values,
  });
}

const MONTH = 'coalesce(c.month_start, o.month_start)';
const KEY = `coalesce(c.lob_key || '|' || c.state_key || '|' || c.case_key, o.lob_key || '|' || o.state_key || '|' || o.case_key)`;

/** The report of a side, by month where its months come from several. */
function reportsOfMonths(
  alias: string,
  chosen: ChosenReport | undefined,
  shift: number,
  params: SqlParams,
): string {
  const months = chosen?.reportStart === null ? chosen.months : [];
  const starts = params.use(
    months.map(({ monthStart }) => monthStart),
    'date[]',
  );
  const reports = params.use(
    months.map(({ reportStart }) => reportStart),
    'date[]',
  );
  const whole = params.use(chosen?.reportStart ?? null, 'date');
  return `LEFT JOIN LATERAL (SELECT coalesce(${whole}, (SELECT k.report FROM unnest(${starts}, ${reports}) AS k (month_start, report)
    WHERE k.month_start = ${MONTH} - interval '${shift} month')) AS report) ${alias} ON true`;
}

function comparisonColumns(shift: number): SelectedColumn[] {
  const month = MONTH;
  return [
    column('main_lob', 'text', 'coalesce(c.main_lob, o.main_lob)', 'Line of business.'),
    column('case_type', 'text', 'coalesce(c.case_type, o.case_type)', 'Case type.'),
    column('state', 'text', 'coalesce(c.state, o.state)', 'State code, or N/A.'),
    column('month', 'text', `to_char(${month}, 'Mon-YY')`, 'Forecast month, e.g. May-25.'),
    ...COMPARED.flatMap(({ name, type, what, percent }) => [
      nullable(
        name,
        type,
        `trim_scale(c.${name}::numeric)`,
        `${what}; null = this side has no such row or does not know.`,
      ),
      nullable(
        `prior_${name}`,
        type,
        `trim_scale(o.${name}::numeric)`,
        `${what} on the other side; null likewise.`,
      ),
      nullable(
        `${name}_delta`,
        type,
        `trim_scale((c.${name} - o.${name})::numeric)`,
        `${what}: this side − the other.`,
      ),
      ...(percent ? [percentColumn(name, what)] : []),
    ]),
    column('month_start', 'date', month, 'First day of the forecast month.'),
    column(
      'prior_month',
      'text',
      `to_char(${month} - interval '${shift} month', 'Mon-YY')`,
      'Month of the other side: the same between reports, the one before in mode month.',
    ),
    column('report', 'text', `coalesce(to_char(rc.report, 'YYYY-MM'), '')`, 'Report month of this side.'),
    nullable('prior_report', 'text', `to_char(ro.report, 'YYYY-MM')`, 'Report month of the other side.'),
    column(
      'demand_key',
      'text',
      KEY,
      'Line of business, state and case type in one text, lower case: relates to demands.',
    ),
    nullable(
      'computed_at',
      'datetime',
      'greatest(c.computed, o.computed)',
      'When the figures of either side were last computed (UTC); null = never yet. For “Detect data changes”.',
    ),
  ];
}

function percentColumn(name: string, what: string): SelectedColumn {
  return nullable(
    `${name}_pct`,
    'decimal',
    `trim_scale(${changePercent(name)})`,
    `${what}: change in percent of the other side, 6 places; null when that is 0 or unknown.`,
  );
}

/** How many rows lack a side. */
export async function countMissing(db: Db, context: ReportContext, sides: Sides) {
  const params = new SqlParams();
  const row = await db.first(
    `SELECT count(*) FILTER (WHERE c.lob_key IS NULL) AS current, count(*) FILTER (WHERE o.lob_key IS NULL) AS prior
     FROM ${bothSides(context, sides, params, 'keys')}`,
    params.values,
  );
  return { current: Number(row?.current ?? 0), prior: Number(row?.prior ?? 0) };
}

/** Distinct people of a report by month, of everything chosen (`mainLobKey` null) and of each LOB. */
export interface HeadCount {
  mainLobKey: string | null;
  monthStart: string;
  people: number;
}

function readHeadCount(row: SqlRow): HeadCount {
  return {
    mainLobKey: row.lob_key as string | null,
    monthStart: row.month_start as string,
    people: Number(row.people),
  };
}

/** Head counts of one side: a sum over demands would count people twice. */
export async function listHeadCounts(
  db: Db,
  context: ReportContext,
  report: ChosenReport,
): Promise<HeadCount[]> {
  const params = new SqlParams();
  const everyMonth = {
    ...context,
    filter: { ...context.filter, months: { from: undefined, to: undefined } },
  };
  const assigned = assignedRows(everyMonth, report, params, {
    select: ({ mainLob, index }) => `${mainLob} AS lob, ${index} AS index, a.resource_cn AS cn`,
    withoutForecast: true,
  });
  if (!assigned) return [];
  const starts = params.use(
    report.months.map(({ monthStart }) => monthStart),
    'date[]',
  );
  const indexes = params.use(
    report.months.map(({ index }) => index),
    'integer[]',
  );
  return db.query(
    `SELECT x.lob_key AS lob_key, m.month_start AS month_start, count(*) AS people
     FROM (SELECT text_key(a.lob) AS lob_key, a.index, a.cn FROM (${assigned}) a
       GROUP BY GROUPING SETS ((a.index, a.cn), (text_key(a.lob), a.index, a.cn))) x
     JOIN unnest(${starts}, ${indexes}) AS m (month_start, index) ON m.index = x.index
     GROUP BY x.lob_key, m.month_start`,
    params.values,
    readHeadCount,
  );
}
