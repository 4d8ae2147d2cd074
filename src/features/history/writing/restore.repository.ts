import { identifier, joinSql, sql, type Sql } from '../../../platform/database/sql';
import type { WriteScope } from '../../../platform/scope/request-scope';
import type { RestoredRow, RestoredTable } from './restore.model';
import { recordChange } from './record.sql';

function listOf(alias: string, columns: readonly string[]): Sql {
  return joinSql(
    columns.map((column) => identifier(alias, column)),
    ', ',
  );
}

function isSame(a: string, b: string, columns: readonly string[]): Sql {
  return sql`(${listOf(a, columns)}) = (${listOf(b, columns)})`;
}

/**
 * Puts the rows of one table that a change set changed back as they were before it, with history: rows that it added go,
 * rows that it removed come back, the others take their old values. Returns them as they were and as they are now.
 */
export function restoreTable(
  tx: WriteScope,
  changeSetId: number,
  { table, key, columns }: RestoredTable,
): Promise<RestoredRow[]> {
  const name = identifier(table);
  const values = columns.filter((column) => column !== 'id' && column !== 'version');
  const isVersioned = columns.includes('version');
  const version = isVersioned ? sql`, version = t.version + 1` : sql``;
  const set = joinSql(
    values.map((column) => sql`${identifier(column)} = ${identifier('w', column)}`),
    ', ',
  );
  const plain = joinSql(
    values.map((column) => identifier(column)),
    ', ',
  );
  return tx.db.query(sql`WITH wanted AS MATERIALIZED (
      SELECT DISTINCT ON (e.entity_key) e.entity_key, e.before IS NOT NULL AS is_restored, p.*
      FROM change_set_entry e
      CROSS JOIN LATERAL jsonb_populate_record(NULL::${name}, coalesce(e.before, e.after)) AS p
      WHERE e.change_set_id = ${changeSetId}::integer AND e.entity = ${table}::text
      ORDER BY e.entity_key, e.id
    ),
    old AS (SELECT t.* FROM ${name} t JOIN wanted w ON ${isSame('t', 'w', key)}),
    removed AS (
      DELETE FROM ${name} t USING wanted w WHERE ${isSame('t', 'w', key)} AND NOT w.is_restored RETURNING t.id
    ),
    changed AS (
      UPDATE ${name} t SET ${set}${version} FROM wanted w
      WHERE ${isSame('t', 'w', key)} AND w.is_restored RETURNING t.*
    ),
    added AS (
      INSERT INTO ${name} (id, ${plain}${isVersioned ? sql`, version` : sql``})
      SELECT coalesce(w.id, nextval(pg_get_serial_sequence(${table}::text, 'id'))), ${listOf('w', values)}
        ${isVersioned ? sql`, coalesce(w.version, 0) + 1` : sql``}
      FROM wanted w
      WHERE w.is_restored AND NOT EXISTS (SELECT FROM old o WHERE ${isSame('o', 'w', key)})
      RETURNING *
    ),
    now AS (SELECT c.* FROM changed c UNION ALL SELECT a.* FROM added a),
    restored AS MATERIALIZED (
      SELECT w.entity_key, to_jsonb(o) AS before, to_jsonb(n) AS after
      FROM wanted w
      LEFT JOIN old o ON ${isSame('o', 'w', key)}
      LEFT JOIN now n ON ${isSame('n', 'w', key)}
      WHERE o.id IS NOT NULL OR n.id IS NOT NULL
    ),
    entries AS (${recordChange(tx.changeSetId, {
      entity: table,
      key: sql`x.entity_key`,
      before: sql`x.before`,
      after: sql`x.after`,
      from: sql`FROM restored x ORDER BY x.entity_key`,
    })})
    SELECT x.before AS before, x.after AS after FROM restored x`);
}
