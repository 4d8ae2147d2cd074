import type { Db } from '../../../platform/database/db';
import { joinSql, sql, type Sql } from '../../../platform/database/sql';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { isVisibleEntry, shownContent } from '../../history/sql';

/** A table that a change set has changed. */
export interface ChangedTable {
  entity: string;
  rowCount: number;
}

/** A column of a changed table, in its order. */
export interface ChangedColumn {
  name: string;
  type: 'text' | 'number' | 'date';
}

/** The tables of a change set with the number of changed rows that the caller sees, in the order in which they were first changed. */
export function listChangedTables(scope: RequestScope, db: Db, changeSetId: number): Promise<ChangedTable[]> {
  return db.query(
    sql`SELECT e.entity AS entity, count(*)::integer AS "rowCount" FROM change_set_key e
     WHERE e.change_set_id = ${changeSetId} AND ${isVisibleEntry(scope, 'e')} GROUP BY e.entity ORDER BY min(e.id)`,
  );
}

/** The columns of a table as it is today. */
export function listTableColumns(db: Db, table: string): Promise<ChangedColumn[]> {
  return db.query(
    sql`SELECT c.column_name AS name, CASE WHEN c.data_type = 'date' THEN 'date'
         WHEN c.data_type IN ('smallint', 'integer', 'bigint', 'numeric') THEN 'number' ELSE 'text' END AS type
     FROM information_schema.columns c
     WHERE c.table_schema = current_schema() AND c.table_name = ${table} ORDER BY c.ordinal_position`,
  );
}

/** A row per entry: what happened, its key, and every column, a changed one as `new (old)`. */
export function changedRows(
  scope: RequestScope,
  { changeSetId, entity }: { changeSetId: number; entity: string },
  columns: readonly ChangedColumn[],
): Sql {
  const [old, now] = [shownContent(scope, 'e', 'before'), shownContent(scope, 'e', 'after')];
  const cells = columns.map(({ name }) => {
    const before = sql`(${old} ->> ${name}::text)`;
    const after = sql`(${now} ->> ${name}::text)`;
    return sql`,
    CASE WHEN e.before IS NULL OR e.after IS NULL OR ${old} -> ${name}::text IS NOT DISTINCT FROM ${now} -> ${name}::text
      THEN coalesce(${after}, ${before})
      ELSE coalesce(${after}, 'empty') || ' (' || coalesce(${before}, 'empty') || ')' END`;
  });
  return sql`SELECT CASE WHEN e.before IS NULL THEN 'created' WHEN e.after IS NULL THEN 'deleted' ELSE 'changed' END,
    e.entity_key${joinSql(cells, '')}
  FROM change_set_entry e
  WHERE e.change_set_id = ${changeSetId} AND e.entity = ${entity} AND ${isVisibleEntry(scope, 'e')}
  ORDER BY e.id`;
}
