import * as pgSql from 'pg-sql2';

/** A value that a statement sends as a parameter. JSON goes as text (`JSON.stringify`), exact numbers as text. */
export type SqlValue = string | number | boolean | null | Date | Buffer | readonly SqlValue[];

/** A piece of SQL together with its parameters. Only the functions of this file make one, so it is never user input. */
export class Sql {
  /** For the functions of this file. */
  constructor(
    readonly nodes: pgSql.SQLQuery,
    /** It has no parameters. */
    readonly isConstant = false,
  ) {}
}

/**
 * Writes SQL: `` sql`SELECT … WHERE r.cn = ${cn} AND ${condition}` ``. A value becomes a parameter, a piece of SQL
 * becomes part of the text; parameters are numbered when the statement is sent, so pieces combine in any order.
 */
export function sql(strings: TemplateStringsArray, ...values: readonly (Sql | SqlValue)[]): Sql {
  const nodes = pgSql.query(strings, ...values.map(nodesOf));
  const isConstant = values.every((value) => value instanceof Sql && value.isConstant);
  // A piece without parameters is text from now on: statements are put together from many, time and again.
  return isConstant ? new Sql([pgSql.raw(pgSql.compile(nodes).text)], true) : new Sql(nodes);
}

/** Pieces one after the other, with `separator` (constant text) between them; none make an empty piece. */
export function joinSql(pieces: readonly Sql[], separator: string): Sql {
  const nodes = pgSql.join(
    pieces.map((piece) => piece.nodes),
    separator,
  );
  return pieces.every(({ isConstant }) => isConstant)
    ? new Sql([pgSql.raw(pgSql.compile(nodes).text)], true)
    : new Sql(nodes);
}

/** All of these conditions; `true` if there are none. */
export function allOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : joinSql(conditions, ' AND ');
}

/** A quoted name, or several with dots between. */
export function identifier(...names: readonly string[]): Sql {
  return new Sql([pgSql.raw(pgSql.compile([pgSql.identifier(...names)]).text)], true);
}

/** Constant text of this program as SQL: for text that another module still keeps as a string. Never for input. */
export function constantSql(text: string): Sql {
  return new Sql([pgSql.raw(text)], true);
}

/** A constant of this program inside the text, for statements that take no parameters (`CREATE TABLE … AS`). */
export function literal(value: boolean | number | string | null): Sql {
  if (typeof value === 'string' && !/^\w*$/.test(value)) throw new Error(`"${value}" is no constant of SQL`);
  return new Sql([pgSql.raw(typeof value === 'string' ? `'${value}'` : String(value))], true);
}

/** What PostgreSQL gets: the text with `$1 …` and the parameters in that order. */
export function compileSql({ nodes }: Sql): { text: string; values: readonly SqlValue[] } {
  const { text, values = [] } = pgSql.compile(nodes);
  return { text, values: values as SqlValue[] };
}

function nodesOf(value: Sql | SqlValue): pgSql.SQL {
  if (value instanceof Sql) return value.nodes;
  if (value === undefined) throw new Error('An SQL parameter is undefined; expected a value or null');
  return pgSql.value(value);
}
