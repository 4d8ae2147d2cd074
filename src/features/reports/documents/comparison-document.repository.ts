import type { Snapshot } from '../../../platform/database/cursor';
import type { Db, SqlRow } from '../../../platform/database/db';
import type { TextRow } from '../../../platform/scope/attachments';
import { bothSides, changePercent, COMPARED, type Sides } from '../tables/comparison.repository';
import type { ComparedFigure } from './comparison.rules';
import type { ReportContext } from '../tables/report.model';
import { SqlParams } from '../tables/sql-params.rules';

/** Sums of both sides in one month, of everything chosen (`lobKey` null) and of each LOB. */
export interface ComparedSums {
  lobKey: string | null;
  monthStart: string;
  figures: Readonly<Record<string, ComparedFigure>>;
}

function readSums(row: SqlRow): ComparedSums {
  const figure = (name: string): string | null => row[name] as string | null;
  return {
    lobKey: row.lob_key as string | null,
    monthStart: row.month_start as string,
    figures: Object.fromEntries(
      COMPARED.map(({ name }) => [name, { current: figure(name), prior: figure(`prior_${name}`) }]),
    ),
  };
}

/** Exact sums by month; null where no row has the figure. */
export function listComparedSums(db: Db, context: ReportContext, sides: Sides): Promise<ComparedSums[]> {
  const params = new SqlParams();
  const sums = COMPARED.map(
    ({ name }) =>
      `trim_scale(sum(c.${name})::numeric)::text AS ${name}, trim_scale(sum(o.${name})::numeric)::text AS prior_${name}`,
  );
  return db.query(
    `SELECT coalesce(c.lob_key, o.lob_key) AS lob_key, coalesce(c.month_start, o.month_start) AS month_start, ${sums.join(', ')}
     FROM ${bothSides(context, sides, params)}
     GROUP BY GROUPING SETS ((coalesce(c.month_start, o.month_start)),
       (coalesce(c.lob_key, o.lob_key), coalesce(c.month_start, o.month_start)))`,
    params.values,
    readSums,
  );
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
function figuresSql(): string {
  const text = (expression: string): string => `coalesce(trim_scale((${expression})::numeric)::text, '')`;
  return COMPARED.flatMap(({ name }) => [
    text(`c.${name}`),
    text(`o.${name}`),
    text(`c.${name} - o.${name}`),
    text(changePercent(name)),
  ]).join(" || ',' || ");
}

const either = (name: string): string => `coalesce(c.${name}, o.${name})`;

/** Every demand-month that either side has, by demand and month. */
export async function* comparedLines(
  snapshot: Snapshot,
  context: ReportContext,
  sides: Sides,
): AsyncGenerator<readonly ComparedLine[], void, undefined> {
  const params = new SqlParams();
  const sql = `SELECT ${either('lob_key')} AS lob_key, ${either('state_key')} || chr(10) || ${either('case_key')} AS demand_key,
    ${either('main_lob')} AS main_lob, ${either('state')} AS state, ${either('case_type')} AS case_type,
    ${either('month_start')} AS month_start, ${figuresSql()} AS figures
  FROM ${bothSides(context, sides, params)}
  ORDER BY ${either('lob_key')}, ${either('state_key')}, ${either('case_key')}, ${either('month_start')}`;
  for await (const batch of snapshot.batches(sql, params.values)) yield batch.map(readLine);
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
