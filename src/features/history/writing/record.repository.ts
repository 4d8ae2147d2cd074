import { sql } from '../../../platform/database/sql';
import type { WriteScope } from '../../../platform/scope/request-scope';

/** One changed row under the names of its columns. */
export interface ColumnEntry {
  entity: string;
  entity_key: string;
  before: unknown;
  after: unknown;
}

/** Adds changed rows that are known outside the database. */
export async function insertEntries(tx: WriteScope, entries: readonly ColumnEntry[]): Promise<void> {
  await tx.db.execute(
    sql`INSERT INTO change_set_row (change_set_id, entity, entity_key, before, after)
     SELECT ${tx.changeSetId}::integer, e.entity, e.entity_key, e.before, e.after
     FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
       AS e (entity text, entity_key text, before jsonb, after jsonb)`,
  );
}
