import type { WriteScope } from '../../platform/scope/request-scope';

/** One changed row: the table, its natural key, and the row before and after (null = did not exist). */
export interface ChangedRow {
  entity: string;
  key: readonly (string | number)[];
  before: unknown;
  after: unknown;
}

/**
 * Adds changed rows to the transaction's change set. For many rows of one table write
 * `INSERT INTO change_set_entry … SELECT` beside the change itself instead.
 */
export async function recordChanges(tx: WriteScope, rows: readonly ChangedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.db.execute(
    `INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
     SELECT $1, e.entity, e.entity_key, e.before, e.after
     FROM jsonb_to_recordset($2::jsonb) AS e (entity text, entity_key text, before jsonb, after jsonb)`,
    [tx.changeSetId, JSON.stringify(rows.map(toEntry))],
  );
}

function toEntry({ entity, key, before, after }: ChangedRow): object {
  return { entity, entity_key: JSON.stringify(key), before: columnsOf(before), after: columnsOf(after) };
}

/** A model's properties under the names of their columns. */
function columnsOf(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return null;
  const column = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [column(name), value as unknown]));
}
