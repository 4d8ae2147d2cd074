import type { ValueKind } from './expression.model';

/** A function of the standard: the kinds that it takes and yields, and its SQL. */
export interface SqlFunction {
  /** Kinds of the arguments; those after `required` may be left out. */
  takes: readonly ValueKind[];
  required: number;
  yields: ValueKind;
  /** Numbers among the arguments must be whole literals that are not negative: PostgreSQL refuses others while it runs. */
  wholeNumbers?: boolean;
  sql: (args: readonly string[]) => string;
}

function of(takes: readonly ValueKind[], yields: ValueKind, sql: SqlFunction['sql']): SqlFunction {
  return { takes, required: takes.length, yields, sql };
}

const TEXTS: readonly ValueKind[] = ['text', 'text'];

/** Functions that are answered; none of them takes a pattern, so that no character of a text means anything else. */
export const SQL_FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  contains: of(TEXTS, 'boolean', ([text, part]) => `(strpos(${text}, ${part}) > 0)`),
  startswith: of(TEXTS, 'boolean', ([text, part]) => `starts_with(${text}, ${part})`),
  endswith: of(TEXTS, 'boolean', ([text, part]) => `(right(${text}, char_length(${part})) = ${part})`),
  indexof: of(TEXTS, 'number', ([text, part]) => `(strpos(${text}, ${part}) - 1)`),
  concat: of(TEXTS, 'text', ([one, other]) => `(${one} || ${other})`),
  length: of(['text'], 'number', ([text]) => `char_length(${text})`),
  tolower: of(['text'], 'text', ([text]) => `lower(${text})`),
  toupper: of(['text'], 'text', ([text]) => `upper(${text})`),
  trim: of(['text'], 'text', ([text]) => `btrim(${text})`),
  substring: {
    takes: ['text', 'number', 'number'],
    required: 2,
    yields: 'text',
    wholeNumbers: true,
    sql: ([text, from, length]) =>
      `substr(${text}, ${from}::integer + 1${length === undefined ? '' : `, ${length}::integer`})`,
  },
  year: of(['date'], 'number', ([date]) => `extract(year FROM ${date})`),
  month: of(['date'], 'number', ([date]) => `extract(month FROM ${date})`),
  day: of(['date'], 'number', ([date]) => `extract(day FROM ${date})`),
  round: of(['number'], 'number', ([number]) => `round(${number}::numeric)`),
  floor: of(['number'], 'number', ([number]) => `floor(${number}::numeric)`),
  ceiling: of(['number'], 'number', ([number]) => `ceil(${number}::numeric)`),
};

/** Functions of the standard that are not answered. */
export const OTHER_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['date', 'time', 'hour', 'minute', 'second', 'fractionalseconds', 'totalseconds', 'totaloffsetminutes'],
  ...['now', 'maxdatetime', 'mindatetime', 'geo.distance', 'geo.length', 'geo.intersects', 'cast', 'isof'],
]);
