import { sql, type Sql } from '../../../../platform/database/sql';
import type { ValueKind } from './expression.model';

/** A function of the standard: the kinds that it takes and yields, and its SQL. */
export interface SqlFunction {
  /** Kinds of the arguments; those after `required` may be left out. */
  takes: readonly ValueKind[];
  required: number;
  yields: ValueKind;
  /** Numbers among the arguments must be whole literals that are not negative: PostgreSQL refuses others while it runs. */
  wholeNumbers?: boolean;
  sql: (...args: readonly Sql[]) => Sql;
}

function of(takes: readonly ValueKind[], yields: ValueKind, made: SqlFunction['sql']): SqlFunction {
  return { takes, required: takes.length, yields, sql: made };
}

const TEXTS: readonly ValueKind[] = ['text', 'text'];

/** Functions that are answered; none of them takes a pattern, so that no character of a text means anything else. */
export const SQL_FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  contains: of(TEXTS, 'boolean', (text, part) => sql`(strpos(${text}, ${part}) > 0)`),
  startswith: of(TEXTS, 'boolean', (text, part) => sql`starts_with(${text}, ${part})`),
  endswith: of(TEXTS, 'boolean', (text, part) => sql`(right(${text}, char_length(${part})) = ${part})`),
  indexof: of(TEXTS, 'number', (text, part) => sql`(strpos(${text}, ${part}) - 1)`),
  concat: of(TEXTS, 'text', (one, other) => sql`(${one} || ${other})`),
  length: of(['text'], 'number', (text) => sql`char_length(${text})`),
  tolower: of(['text'], 'text', (text) => sql`lower(${text})`),
  toupper: of(['text'], 'text', (text) => sql`upper(${text})`),
  trim: of(['text'], 'text', (text) => sql`btrim(${text})`),
  substring: {
    takes: ['text', 'number', 'number'],
    required: 2,
    yields: 'text',
    wholeNumbers: true,
    sql: (text, from, length) =>
      length === undefined
        ? sql`substr(${text}, ${from}::integer + 1)`
        : sql`substr(${text}, ${from}::integer + 1, ${length}::integer)`,
  },
  date: of(['date'], 'date', (date) => sql`${date}`),
  year: of(['date'], 'number', (date) => sql`extract(year FROM ${date})`),
  month: of(['date'], 'number', (date) => sql`extract(month FROM ${date})`),
  day: of(['date'], 'number', (date) => sql`extract(day FROM ${date})`),
  round: of(['number'], 'number', (number) => sql`round(${number}::numeric)`),
  floor: of(['number'], 'number', (number) => sql`floor(${number}::numeric)`),
  ceiling: of(['number'], 'number', (number) => sql`ceil(${number}::numeric)`),
};

/** Functions of the standard that are not answered. */
export const OTHER_FUNCTIONS: ReadonlySet<string> = new Set([
  'time',
  'hour',
  'minute',
  'second',
  'fractionalseconds',
  'totalseconds',
  'totaloffsetminutes',
  'now',
  'maxdatetime',
  'mindatetime',
  'geo.distance',
  'geo.length',
  'geo.intersects',
  'cast',
  'isof',
]);
