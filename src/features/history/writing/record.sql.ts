import { joinSql, literal, sql, type Sql } from '../../../platform/database/sql';

/** Changed rows of one table as expressions over `from`; NULL in `before` or `after` = the row did not exist. */
export interface RecordedRows {
  /** Table name. */
  entity: string;
  /** The row's natural key as a JSON array: `jsonb_build_array(…)`. */
  key: Sql;
  /** The row before the change, as jsonb. */
  before: Sql;
  /** The row after the change, as jsonb. */
  after: Sql;
  /** `FROM …` with joins, conditions and the order of writing. */
  from: Sql;
}

/** Statement that adds changed rows to a change set, alone or as a part of a `WITH`. */
export function recordChange(changeSetId: number, { entity, key, before, after, from }: RecordedRows): Sql {
  return sql`INSERT INTO change_set_row (change_set_id, entity, entity_key, before, after)
    SELECT ${changeSetId}::integer, ${entity}::text, (${key})::text, ${before}, ${after} ${from}`;
}

/** Added rows of one table that are recorded a thousand at a time. */
export interface ChunkedRows {
  /** Table name. */
  entity: string;
  /** The row's natural key, as text. */
  key: Sql;
  /** The row's own number: rows of numbers near each other share a chunk. */
  id: Sql;
  /** Columns whose values differ from row to row, by name. */
  columns: Readonly<Record<string, Sql>>;
  /** Columns that have one value in all rows. */
  shared: Readonly<Record<string, Sql>>;
  /** `FROM …` with joins and conditions. */
  from: Sql;
}

/** Most rows of a chunk; a change that adds no more has an entry for each. Tests lower it, so that few rows make chunks. */
const CHUNK_ROWS = sql`coalesce(nullif(current_setting('headroom.chunk_rows', true), ''), '1000')::integer`;

/** Whether so many added rows are recorded by the chunk. */
export function areChunked(rows: Sql): Sql {
  return sql`${rows} > ${CHUNK_ROWS}`;
}

/** Statement that adds rows to a change set by the chunk, as a part of a `WITH`. */
export function recordChunks(
  changeSetId: number,
  { entity, key, id, columns, shared, from }: ChunkedRows,
): Sql {
  const members = [
    ...Object.entries(columns).map(([name, value]) => sql`${literal(name)}, json_agg(${value})`),
    ...Object.entries(shared).map(([name, value]) => sql`${literal(name)}, ${value}`),
  ];
  return sql`INSERT INTO change_set_chunk (id, last_id, change_set_id, entity, first_key, last_key, keys, contents)
    SELECT c.id, c.id + c.size - 1, ${changeSetId}::integer, ${entity}::text, c.first_key, c.last_key, c.keys, c.contents
    FROM (
      SELECT nextval('change_set_row_id_seq') AS id, g.*
      FROM (
        SELECT ${id} / ${CHUNK_ROWS} AS number, count(*) AS size, min(${key}) AS first_key, max(${key}) AS last_key,
          array_agg(${key}) AS keys, json_build_object(${joinSql(members, ', ')}) AS contents
        ${from}
        GROUP BY 1 ORDER BY 1
      ) g
    ) c`;
}
