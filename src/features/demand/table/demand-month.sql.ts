import { identifier, joinSql, sql, type Sql } from '../../../platform/database/sql';

const MONTH = ['report_year', 'report_month', 'forecast_month_index'];
const DEMAND = ['main_lob', 'state', 'case_type'];

/** Two rows stand in the same forecast month of the same report; both have the columns of its key. */
export function sameReportMonth(a: string, b: string): Sql {
  return equal(MONTH.map((name) => [identifier(a, name), identifier(b, name)]));
}

/** Two rows mean the same demand in the same forecast month of the same report, in the stored spelling. */
export function sameDemandMonth(a: string, b: string): Sql {
  return equal([...MONTH, ...DEMAND].map((name) => [identifier(a, name), identifier(b, name)]));
}

/** Assignment `a` is for the demand of `d`, in the same forecast month of the same report. */
export function assignedTo(a: string, d: string): Sql {
  const demand = DEMAND.map((name): Pair => [identifier(a, `demand_${name}`), identifier(d, name)]);
  return sql`${sameReportMonth(a, d)} AND ${equal(demand)}`;
}

/** Two rows mean the same demand, however they spell it. */
export function sameSpelling(a: string, b: string): Sql {
  return equal(DEMAND.map((name) => [textKey(a, name), textKey(b, name)]));
}

/** Assignment `a` is for the demand of `d`, however they spell it and whatever the month. */
export function assignedInSpelling(a: string, d: string): Sql {
  return equal(DEMAND.map((name) => [textKey(d, name), textKey(a, `demand_${name}`)]));
}

/** The live report of a month, given by its first day, knows the demand of assignment `a`, be it in another of its months. */
export function isKnownDemand(a: string, monthStart: Sql): Sql {
  return sql`EXISTS (SELECT FROM forecast_report_month live
    JOIN forecast known ON known.report_year = live.report_year AND known.report_month = live.report_month
    WHERE live.month_start = ${monthStart} AND NOT live.is_frozen AND ${assignedInSpelling(a, 'known')})`;
}

function textKey(row: string, column: string): Sql {
  return sql`text_key(${identifier(row, column)})`;
}

/** The report months of rows `row`, as `m`: for JOIN. */
export function reportMonthOf(row: string): Sql {
  return sql`forecast_report_month m ON ${sameReportMonth('m', row)}`;
}

type Pair = readonly [a: Sql, b: Sql];

function equal(pairs: readonly Pair[]): Sql {
  return joinSql(
    pairs.map(([a, b]) => sql`${a} = ${b}`),
    ' AND ',
  );
}
