import { sql, type Sql } from '../../../platform/database/sql';

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
  return sql`INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
    SELECT ${changeSetId}::integer, ${entity}::text, (${key})::text, ${before}, ${after} ${from}`;
}
