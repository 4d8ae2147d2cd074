import type { WriteScope } from '../../../platform/scope/request-scope';
import type { RestoredRow, RestoredTable } from './restore.model';
import { restoreTable } from './restore.repository';
import { insertEntries, type ColumnEntry } from './record.repository';

/** One changed row: the table, its natural key, and the row before and after (null = did not exist). */
export interface ChangedRow {
  entity: string;
  key: readonly (string | number)[];
  before: unknown;
  after: unknown;
}

/**
 * Adds changed rows to the transaction's change set. For many rows of one table write `recordChange` of `sql.ts`
 * beside the change itself instead.
 */
export async function recordChanges(tx: WriteScope, rows: readonly ChangedRow[]): Promise<void> {
  if (rows.length > 0) await insertEntries(tx, rows.map(toEntry));
}

/** Puts the rows of one table back as they were before a change set, with history; the table's owner calls it. */
export function restoreRows(
  tx: WriteScope,
  changeSetId: number,
  table: RestoredTable,
): Promise<RestoredRow[]> {
  return restoreTable(tx, changeSetId, table);
}

function toEntry({ entity, key, before, after }: ChangedRow): ColumnEntry {
  return { entity, entity_key: JSON.stringify(key), before: columnsOf(before), after: columnsOf(after) };
}

/** A model's properties under the names of their columns. */
function columnsOf(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return null;
  const column = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [column(name), value as unknown]));
}
