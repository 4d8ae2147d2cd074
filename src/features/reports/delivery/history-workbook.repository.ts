import type { Db, SqlRow } from '../../../platform/database/db';
import { SqlParams } from '../tables/sql-params.rules';

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

/** The tables of a change set with the number of changed rows, in the order in which they were first changed. */
export function listChangedTables(db: Db, changeSetId: number): Promise<ChangedTable[]> {
  return db.query(
    `SELECT e.entity AS entity, count(*) AS row_count FROM change_set_entry e
     WHERE e.change_set_id = $1 GROUP BY e.entity ORDER BY min(e.id)`,
    [changeSetId],
    (row) => ({ entity: row.entity as string, rowCount: Number(row.row_count) }),
  );
}

function readColumn(row: SqlRow): ChangedColumn {
  const type = row.data_type as string;
  if (type === 'date') return { name: row.name as string, type: 'date' };
  return { name: row.name as string, type: /integer|bigint|numeric/.test(type) ? 'number' : 'text' };
}

/** The columns of a table as it is today. */
export function listTableColumns(db: Db, table: string): Promise<ChangedColumn[]> {
  return db.query(
    `SELECT c.column_name AS name, c.data_type AS data_type FROM information_schema.columns c
     WHERE c.table_schema = current_schema() AND c.table_name = $1 ORDER BY c.ordinal_position`,
    [table],
    readColumn,
  );
}

/** A row per entry: what happened, its key, and every column, a changed one as `new (old)`. */
export function changedRowsStatement(
  changeSetId: number,
  entity: string,
  columns: readonly ChangedColumn[],
): { sql: string; params: readonly unknown[] } {
  const params = new SqlParams();
  const cells = columns.map(({ name }) => {
    const key = params.use(name, 'text');
    return `CASE WHEN e.before IS NULL OR e.after IS NULL OR e.before -> ${key} IS NOT DISTINCT FROM e.after -> ${key}
      THEN coalesce(e.after ->> ${key}, e.before ->> ${key})
      ELSE coalesce(e.after ->> ${key}, 'empty') || ' (' || coalesce(e.before ->> ${key}, 'empty') || ')' END`;
  });
  const sql = `SELECT CASE WHEN e.before IS NULL THEN 'created' WHEN e.after IS NULL THEN 'deleted' ELSE 'changed' END,
    e.entity_key${cells.map((cell) => `,\n    ${cell}`).join('')}
  FROM change_set_entry e
  WHERE e.change_set_id = ${params.use(changeSetId, 'integer')} AND e.entity = ${params.use(entity, 'text')}
  ORDER BY e.id`;
  return { sql, params: params.values };
}
