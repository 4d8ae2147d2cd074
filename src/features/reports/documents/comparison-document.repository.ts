import type { Snapshot } from '../../../platform/database/cursor';
import type { Db, SqlRow } from '../../../platform/database/db';
import { identifier, joinSql, sql, type Sql } from '../../../platform/database/sql';
import type { TextRow } from '../../../platform/scope/attachments';
import { bothSides, COMPARED, comparedSql, type Sides } from '../tables/comparison.repository';
import type { ComparedFigure } from './comparison.rules';
import type { ReportContext } from '../tables/report.model';

/** Sums of both sides in one month, of everything chosen (`lobKey` null) and of each LOB. */
export interface ComparedSums {
  lobKey: string | null;
  monthStart: string;
  figures: Readonly<Record<string, ComparedFigure>>;
}

function readSums(row: SqlRow): ComparedSums {
  const figure = (name: string): string | null => row[name] as string | null;
  return {
    lobKey: row.lobKey as string | null,
    monthStart: row.monthStart as string,
    figures: Object.fromEntries(
      COMPARED.map(({ name }) => [name, { current: figure(name), prior: figure(`prior_${name}`) }]),
    ),
  };
}

const SUMS = joinSql(
  COMPARED.map(({ name }) => {
    const { current, prior } = comparedSql(name);
    const sumOf = (figure: Sql): Sql => sql`trim_scale(sum(${figure})::numeric)::text`;
    return sql`${sumOf(current)} AS ${identifier(name)}, ${sumOf(prior)} AS ${identifier(`prior_${name}`)}`;
  }),
  ', ',
);

/** Exact sums by month; null where no row has the figure. */
export async function listComparedSums(
  db: Db,
  context: ReportContext,
  sides: Sides,
): Promise<ComparedSums[]> {
  const rows = await db.query(
    sql`SELECT coalesce(c.lob_key, o.lob_key) AS "lobKey", coalesce(c.month_start, o.month_start) AS "monthStart", ${SUMS}
     FROM ${bothSides(context, sides)}
     GROUP BY GROUPING SETS ((coalesce(c.month_start, o.month_start)),
       (coalesce(c.lob_key, o.lob_key), coalesce(c.month_start, o.month_start)))`,
  );
  return rows.map(readSums);
}

/** One demand-month: names, month, and of each figure current, prior, delta and percent as `1,,,` (empty = null). */
export interface ComparedLine {
  lobKey: string;
  demandKey: string;
  mainLob: string;
  state: string;
  caseType: string;
  monthStart: string;
  figures: string;
}

/** One text a demand-month: 24 cells a row would cost more to take apart than to read. */
const FIGURES = joinSql(
  COMPARED.flatMap(({ name }) => {
    const { current, prior, delta, percent } = comparedSql(name);
    return [current, prior, delta, percent].map(
      (figure) => sql`coalesce(trim_scale((${figure})::numeric)::text, '')`,
    );
  }),
  " || ',' || ",
);

/** A column of whichever side has the row. */
function either(name: string): Sql {
  const column = identifier(name);
  return sql`coalesce(c.${column}, o.${column})`;
}

/** Every demand-month that either side has, by demand and month. */
export async function* comparedLines(
  snapshot: Snapshot,
  context: ReportContext,
  sides: Sides,
): AsyncGenerator<readonly ComparedLine[], void, undefined> {
  const statement = sql`SELECT ${either('lob_key')} AS lob_key, ${either('state_key')} || chr(10) || ${either('case_key')} AS demand_key,
    ${either('main_lob')} AS main_lob, ${either('state')} AS state, ${either('case_type')} AS case_type,
    ${either('month_start')} AS month_start, ${FIGURES} AS figures
  FROM ${bothSides(context, sides)}
  ORDER BY ${either('lob_key')}, ${either('state_key')}, ${either('case_key')}, ${either('month_start')}`;
  for await (const batch of snapshot.batches(statement)) yield batch.map(readLine);
}

function readLine(row: TextRow): ComparedLine {
  const [lobKey, demandKey, mainLob, state, caseType, monthStart, figures] = row;
  return {
    lobKey: lobKey ?? '',
    demandKey: demandKey ?? '',
    mainLob: mainLob ?? '',
    state: state ?? '',
    caseType: caseType ?? '',
    monthStart: monthStart ?? '',
    figures: figures ?? '',
  };
}
