import { getMetadataArgsStorage } from 'typeorm';
import { decimal } from '../../domain/rounding';
import { columnName } from './pool/snake-naming';
import { constantSql, identifier, joinSql, literal, sql, type Sql, type SqlValue } from './sql';

/** A row as statements return it: the entity's columns by property name. */
export type Row<Entity> = Pick<Entity, keyof Entity>;

type Property<Entity> = keyof Entity & string;

/** What statements need to know of an entity's table. Properties that are absent or undefined are left out of writes. */
export interface Table<Entity> {
  /** Names of all columns as the database spells them. */
  readonly columnNames: readonly string[];
  /** The properties that are columns. */
  readonly properties: readonly Property<Entity>[];
  /** One column: `r.first_name`, or `first_name` without an alias. */
  column(property: Property<Entity>, alias?: string): Sql;
  /** A column's type for a cast: `numeric`. */
  type(property: Property<Entity>): Sql;
  /** What a new row gets where nothing is given: the column's default, else NULL. */
  initial(property: Property<Entity>): Sql;
  /** For SELECT and RETURNING: `r.first_name AS "firstName", …`, so that rows need no reader; all columns unless named. */
  columns(alias: string, properties?: readonly Property<Entity>[]): Sql;
  /** Names for a list of columns: `first_name, …`, or `r.first_name, …`. */
  names(properties: readonly Property<Entity>[], alias?: string): Sql;
  /** For INSERT INTO: `(first_name, …) VALUES ($1, …)`. */
  insert(values: Partial<Row<Entity>>): Sql;
  /** For UPDATE: `first_name = $1, …`. */
  set(changes: Partial<Row<Entity>>): Sql;
  /** Many rows as one source: `unnest($1::text[], …) AS alias (first_name, …)`, one parameter for each column. */
  unnest<P extends Property<Entity>>(
    alias: string,
    properties: readonly P[],
    rows: readonly Readonly<Pick<Entity, P>>[],
  ): Sql;
  /** `unnest` as a query that numbers the rows from 0 as `position`. */
  listed<P extends Property<Entity>>(
    alias: string,
    properties: readonly P[],
    rows: readonly Readonly<Pick<Entity, P>>[],
  ): Sql;
  /** The properties of `after` whose stored value would differ: decimals compare as numbers, dates as instants. */
  changed(before: Row<Entity>, after: Partial<Row<Entity>>): Partial<Row<Entity>>;
}

interface TableColumn {
  property: string;
  name: string;
  type: string;
  initial: boolean | number | string | null;
}

/** The table of a TypeORM entity, from the columns that it declares or inherits. */
export function table<Entity extends object>(entity: new () => Entity): Table<Entity> {
  const columns = columnsOf(entity);
  const find = (property: string): TableColumn => {
    const column = columns.get(property);
    if (!column) throw new Error(`${entity.name} has no column for the property "${property}"`);
    return column;
  };
  const given = (values: object): [TableColumn, unknown][] =>
    Object.entries(values).flatMap(([property, value]) =>
      value === undefined ? [] : [[find(property), value] as const],
    );
  const unnest = (
    alias: string,
    properties: readonly string[],
    rows: readonly object[],
    numbered = false,
  ): Sql => {
    const chosen = properties.map(find);
    const arrays = chosen.map(({ property, type }) => {
      const values = rows.map((row) => parameter(type, (row as Record<string, unknown>)[property]));
      return sql`${values}::${constantSql(`${type}[]`)}`;
    });
    const names = [...chosen.map((column) => columnSql(column)), ...(numbered ? [sql`position`] : [])];
    const source = sql`unnest(${list(arrays)})${numbered ? sql` WITH ORDINALITY` : sql``}`;
    return sql`${source} AS ${identifier(alias)} (${list(names)})`;
  };
  return {
    columnNames: [...columns.values()].map(({ name }) => name),
    properties: [...columns.keys()] as Property<Entity>[],
    column: (property, alias) => columnSql(find(property), alias),
    type: (property) => constantSql(find(property).type),
    initial: (property) => literal(find(property).initial),
    columns: (alias, properties) =>
      list(
        [...(properties?.map(find) ?? columns.values())].map(
          (column) => sql`${columnSql(column, alias)} AS ${identifier(column.property)}`,
        ),
      ),
    names: (properties, alias) => list(properties.map((property) => columnSql(find(property), alias))),
    insert(values) {
      const pairs = given(values);
      const names = pairs.map(([column]) => columnSql(column));
      return sql`(${list(names)}) VALUES (${list(pairs.map(([{ type }, value]) => sql`${parameter(type, value)}`))})`;
    },
    set: (changes) =>
      list(
        given(changes).map(([column, value]) => sql`${columnSql(column)} = ${parameter(column.type, value)}`),
      ),
    unnest,
    listed: (alias, properties, rows) =>
      sql`SELECT ${list(properties.map((property) => columnSql(find(property), alias)))},
        ${identifier(alias)}.position - 1 AS position FROM ${unnest(alias, properties, rows, true)}`,
    changed: (before, after) =>
      Object.fromEntries(
        given(after)
          .filter(([{ property, type }, value]) => !isSame(type, before[property as Property<Entity>], value))
          .map(([{ property }, value]) => [property, value]),
      ) as Partial<Row<Entity>>,
  };
}

/** The columns by property, inherited ones first. */
function columnsOf(entity: new () => object): ReadonlyMap<string, TableColumn> {
  const args = getMetadataArgsStorage().filterColumns(ancestors(entity));
  return new Map(
    args.map(({ propertyName: property, options }) => {
      if (typeof options.type !== 'string')
        throw new Error(`${entity.name}.${property} needs the name of its column type`);
      const { name = columnName(property), type } = options;
      const initial = (options.default ?? null) as TableColumn['initial'];
      return [property, { property, name, type, initial }];
    }),
  );
}

function ancestors(entity: object): (new () => object)[] {
  const parent: unknown = Object.getPrototypeOf(entity);
  const rest = parent === Function.prototype ? [] : ancestors(parent as object);
  return [entity as new () => object, ...rest];
}

function columnSql({ name }: TableColumn, alias?: string): Sql {
  return alias === undefined ? identifier(name) : identifier(alias, name);
}

function list(pieces: readonly Sql[]): Sql {
  return joinSql(pieces, ', ');
}

/** The driver takes objects for JSON, and arrays for arrays: JSON goes as text. */
function parameter(type: string, value: unknown): SqlValue {
  return value !== null && type.startsWith('json') ? JSON.stringify(value) : (value as SqlValue);
}

function isSame(type: string, before: unknown, after: unknown): boolean {
  if (before === after) return true;
  if (before === null || after === null) return false;
  if (type === 'numeric') return decimal(before as string).eq(after as string);
  if (type === 'timestamptz') return (before as Date).getTime() === (after as Date).getTime();
  return type.startsWith('json') && JSON.stringify(before) === JSON.stringify(after);
}
