import type { SqlRow } from '../../../platform/database/db';
import type { WriteScope } from '../../../platform/scope/request-scope';

/** How the rows of one table are upserted; all texts are SQL written here, never input. */
export interface UpsertTable {
  table: string;
  key: readonly string[];
  /** Columns that follow from the key: written, not compared. */
  derived: readonly string[];
  values: readonly string[];
  /** When a stored row `s` may be overwritten; `$2` is the caller's flag. */
  guard: string;
  /** Columns read of the stored row, under the alias `n`. */
  columns: string;
}

/** What one statement did with one given row. */
export interface Upserted<Row> {
  row: Row;
  existed: boolean;
  written: boolean;
  /** The row as it was read before, in the table's columns; null if new. */
  before: SqlRow | null;
}

/** What to upsert: a SELECT of all columns and `position`, with parameters from `$3` on. */
export interface UpsertSource {
  sql: string;
  params: readonly unknown[];
  overwrite: boolean;
}

function upsertSql({ table, key, derived, values, guard, columns }: UpsertTable, source: string): string {
  const all = [...key, ...derived, ...values];
  const list = (names: readonly string[], alias: string): string =>
    names.map((name) => `${alias}.${name}`).join(', ');
  const sameKey = (a: string, b: string): string =>
    key.map((name) => `${a}.${name} = ${b}.${name}`).join(' AND ');
  return `WITH given AS (${source}),
    old AS (SELECT t.* FROM ${table} t JOIN given g ON ${sameKey('t', 'g')}),
    written AS (
      INSERT INTO ${table} AS s (${all.join(', ')})
      SELECT ${list(all, 'g')} FROM given g ORDER BY g.position
      ON CONFLICT (${key.join(', ')}) DO UPDATE
      SET ${values.map((name) => `${name} = excluded.${name}`).join(', ')}, version = s.version + 1
      WHERE (${list(values, 's')}) IS DISTINCT FROM (${list(values, 'excluded')}) AND ${guard}
      RETURNING s.*),
    entries AS (
      INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
      SELECT $1, '${table}', jsonb_build_array(${list(key, 'w')})::text,
        CASE WHEN o.id IS NOT NULL THEN to_jsonb(o) END, to_jsonb(w)
      FROM written w LEFT JOIN old o ON o.id = w.id ORDER BY ${list(key, 'w')}),
    stored AS (
      SELECT w.* FROM written w
      UNION ALL SELECT o.* FROM old o WHERE NOT EXISTS (SELECT 1 FROM written w WHERE w.id = o.id))
    SELECT ${columns}, o.id IS NOT NULL AS existed, w.id IS NOT NULL AS written,
      CASE WHEN o.id IS NOT NULL THEN to_jsonb(o) END AS before
    FROM given g JOIN stored n ON ${sameKey('n', 'g')}
    LEFT JOIN old o ON o.id = n.id LEFT JOIN written w ON w.id = n.id
    ORDER BY g.position, ${list(key, 'n')}`;
}

/** Writes many rows and their history in one statement; answers in the order of `position`. Keys must not repeat. */
export function upsertRows<Row>(
  tx: WriteScope,
  table: UpsertTable,
  source: UpsertSource,
  read: (row: SqlRow) => Row,
): Promise<Upserted<Row>[]> {
  return tx.db.query(
    upsertSql(table, source.sql),
    [tx.changeSetId, source.overwrite, ...source.params],
    (row) => ({
      row: read(row),
      existed: row.existed as boolean,
      written: row.written as boolean,
      before: row.before as SqlRow | null,
    }),
  );
}
