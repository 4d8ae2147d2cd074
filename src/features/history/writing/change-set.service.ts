import { sql, type Sql } from '../../../platform/database/sql';
import type { BareWriteScope } from '../../../platform/transaction/writer';
import type { Change, WriteScope } from '../../../platform/scope/request-scope';

declare module '../../../platform/scope/request-scope' {
  interface WriteScope {
    /** The change set that every row of this change is recorded in. */
    readonly changeSetId: number;
  }
}

/** Opens the change set of one change and returns its id. */
export async function openChangeSet(bare: BareWriteScope, change: Change): Promise<number> {
  const row = await bare.db.first<{ id: number }>(
    sql`INSERT INTO change_set (action, actor, created_datetime, note, request_id, reverts_change_set_id)
     VALUES (${change.action}, ${bare.actor.name}, ${bare.at}, ${change.note ?? null}, ${bare.requestId},
       ${change.reverts === undefined ? sql`NULL` : revertible(change.reverts)}) RETURNING id`,
  );
  return row?.id ?? 0;
}

/** The change set to take back, unless one did already: whoever reverts looks into that and refuses. */
function revertible(id: number): Sql {
  return sql`(SELECT c.id FROM change_set c WHERE c.id = ${id}
    AND NOT EXISTS (SELECT 1 FROM change_set r WHERE r.reverts_change_set_id = c.id))`;
}

/**
 * Ends a change: stores the hash of the change set's content, which the audit chain takes up, and raises the version of
 * the data, by which readers learn that anything has changed. One statement; its lock lives only for the commit.
 */
export async function sealChange(tx: WriteScope): Promise<void> {
  await tx.db.execute(
    sql`WITH hashed AS (
      INSERT INTO change_set_hash (change_set_id, content_hash)
      SELECT ${tx.changeSetId}::integer, change_set_content_hash(${tx.changeSetId}::integer)
    ), pending AS (
      INSERT INTO audit_pending (change_set_id) SELECT ${tx.changeSetId}::integer
    )
    UPDATE data_version SET version = version + 1, changed_datetime = ${tx.at} WHERE scope = 'all'`,
  );
}
