import type { FieldChange } from '../../../domain/writing';
import { identifier, joinSql, sql, type Sql } from '../../../platform/database/sql';
import type { Row, Table } from '../../../platform/database/table';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { recordChange } from '../../history/sql';

/** How the rows of one table are upserted. */
export interface UpsertTable<Entity> {
  /** The table's name. */
  name: string;
  table: Table<Entity>;
  key: readonly (keyof Entity & string)[];
  /** Columns that follow from the key: written, not compared. */
  derived: readonly (keyof Entity & string)[];
  values: readonly (keyof Entity & string)[];
}

/** What one statement did with one given row. */
export interface Upserted<Stored> {
  row: Stored;
  existed: boolean;
  written: boolean;
  /** The row as it was before, by column name; null if new. */
  before: Readonly<Record<string, unknown>> | null;
  /** What it changed in a stored row, by column. */
  changes: readonly FieldChange[];
}

/** What to upsert. */
export interface UpsertSource {
  /** A SELECT of all columns and `position`. */
  rows: Sql;
  /** When a stored row `s` may be overwritten. */
  guard: Sql;
}

function upsertSql<Entity>(tx: WriteScope, target: UpsertTable<Entity>, { rows, guard }: UpsertSource): Sql {
  const { name, table, key, derived, values } = target;
  const all = [...key, ...derived, ...values];
  const tableName = identifier(name);
  const sameKey = (a: string, b: string): Sql =>
    joinSql(
      key.map((property) => sql`${table.column(property, a)} = ${table.column(property, b)}`),
      ' AND ',
    );
  const assigned = values.map(
    (property) => sql`${table.column(property)} = ${table.column(property, 'excluded')}`,
  );
  return sql`WITH given AS (${rows}),
    old AS (SELECT t.* FROM ${tableName} t JOIN given g ON ${sameKey('t', 'g')}),
    written AS (
      INSERT INTO ${tableName} AS s (${table.names(all)})
      SELECT ${table.names(all, 'g')} FROM given g ORDER BY g.position
      ON CONFLICT (${table.names(key)}) DO UPDATE
      SET ${joinSql(assigned, ', ')}, version = s.version + 1
      WHERE (${table.names(values, 's')}) IS DISTINCT FROM (${table.names(values, 'excluded')}) AND ${guard}
      RETURNING s.*),
    entries AS (${recordChange(tx.changeSetId, {
      entity: name,
      key: sql`jsonb_build_array(${table.names(key, 'w')})`,
      before: sql`CASE WHEN o.id IS NOT NULL THEN to_jsonb(o) END`,
      after: sql`to_jsonb(w)`,
      from: sql`FROM written w LEFT JOIN old o ON o.id = w.id ORDER BY ${table.names(key, 'w')}`,
    })}),
    stored AS (
      SELECT w.* FROM written w
      UNION ALL SELECT o.* FROM old o WHERE NOT EXISTS (SELECT 1 FROM written w WHERE w.id = o.id))
    SELECT ${table.columns('n')}, o.id IS NOT NULL AS existed, w.id IS NOT NULL AS written,
      CASE WHEN o.id IS NOT NULL THEN to_jsonb(o) END AS before,
      coalesce(CASE WHEN o.id IS NOT NULL AND w.id IS NOT NULL THEN (
        SELECT jsonb_agg(jsonb_build_object('field', x.key, 'before', p.value, 'after', x.value) ORDER BY x.ordinality)
        FROM jsonb_each(to_jsonb((SELECT f FROM (SELECT ${table.names(values, 'w')}) f))) WITH ORDINALITY x
        JOIN jsonb_each(to_jsonb(o)) p ON p.key = x.key
        WHERE x.value IS DISTINCT FROM p.value) END, '[]'::jsonb) AS changes
    FROM given g JOIN stored n ON ${sameKey('n', 'g')}
    LEFT JOIN old o ON o.id = n.id LEFT JOIN written w ON w.id = n.id
    ORDER BY g.position, ${table.names(key, 'n')}`;
}

/** Writes many rows and their history in one statement; answers in the order of `position`. Keys must not repeat. */
export async function upsertRows<Entity>(
  tx: WriteScope,
  target: UpsertTable<Entity>,
  source: UpsertSource,
): Promise<Upserted<Row<Entity>>[]> {
  const rows = await tx.db.query<Row<Entity> & Omit<Upserted<never>, 'row'>>(upsertSql(tx, target, source));
  return rows.map(({ existed, written, before, changes, ...row }) => ({
    row: row as unknown as Row<Entity>,
    existed,
    written,
    before,
    changes,
  }));
}
