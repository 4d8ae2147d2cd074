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
    `INSERT INTO change_set (action, actor, created_datetime, note, request_id)
     VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [change.action, bare.actor.name, bare.at, change.note ?? null, bare.requestId],
  );
  return row?.id ?? 0;
}

/** Raises the version of the data, by which readers learn that anything has changed. */
export async function raiseDataVersion(tx: WriteScope): Promise<void> {
  await tx.db.execute(
    `UPDATE data_version SET version = version + 1, changed_datetime = $1 WHERE scope = 'all'`,
    [tx.at],
  );
}
