import { sql } from '../../../platform/database/sql';
import { table, type Row } from '../../../platform/database/table';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { AuditCheckpointEntity } from './audit.entity';

/** Where the chain goes on after older history was pruned. */
export type AuditCheckpointRow = Row<AuditCheckpointEntity>;

const CHECKPOINTS = table(AuditCheckpointEntity);

/** The last checkpoint; undefined while nothing was pruned. */
export function findCheckpoint(scope: RequestScope): Promise<AuditCheckpointRow | undefined> {
  return scope.db.first(
    sql`SELECT ${CHECKPOINTS.columns('k')} FROM audit_checkpoint k ORDER BY k.position DESC LIMIT 1`,
  );
}

/** The first links that may go. */
export interface Cut {
  position: number;
  chainHash: Buffer;
  changeSets: number;
}

/**
 * The longest beginning of the chain whose change sets were all made before a moment, and none of which is what a later
 * one reverts; undefined if there is none.
 */
export function findCut(scope: RequestScope, before: Date): Promise<Cut | undefined> {
  return scope.db.first<Cut>(
    sql`WITH link AS (
      SELECT s.position, s.chain_hash, c.created_datetime < ${before}::timestamptz AS is_old,
        (SELECT r.position FROM change_set l JOIN audit_seal r ON r.change_set_id = l.id
          WHERE l.reverts_change_set_id = s.change_set_id) AS reverted_by
      FROM audit_seal s JOIN change_set c ON c.id = s.change_set_id
    ), judged AS (
      SELECT l.position, l.chain_hash, bool_and(l.is_old) OVER before_it AS is_old,
        max(l.reverted_by) OVER before_it AS reverted_by, count(*) OVER before_it AS change_sets
      FROM link l WINDOW before_it AS (ORDER BY l.position)
    )
    SELECT j.position AS position, j.chain_hash AS "chainHash", j.change_sets::integer AS "changeSets"
    FROM judged j WHERE j.is_old AND coalesce(j.reverted_by, 0) <= j.position
    ORDER BY j.position DESC LIMIT 1`,
  );
}

/** Removes the change sets of the first links and leaves a checkpoint. */
export async function pruneChain(tx: RequestScope, checkpoint: AuditCheckpointRow): Promise<void> {
  const { position, chainHash, changeSets, prunedBefore, prunedDatetime } = checkpoint;
  await tx.db.execute(
    sql`INSERT INTO audit_checkpoint (position, chain_hash, change_sets, pruned_before, pruned_datetime)
      VALUES (${position}, ${chainHash}, ${changeSets}, ${prunedBefore}, ${prunedDatetime})`,
  );
  const gone = sql`(SELECT s.change_set_id FROM audit_seal s WHERE s.position <= ${position})`;
  await tx.db.execute(sql`DELETE FROM change_set_row e WHERE e.change_set_id IN ${gone}`);
  await tx.db.execute(sql`DELETE FROM change_set_chunk k WHERE k.change_set_id IN ${gone}`);
  await tx.db.execute(sql`DELETE FROM change_set_hash h WHERE h.change_set_id IN ${gone}`);
  await tx.db.execute(sql`DELETE FROM change_set c WHERE c.id IN ${gone}`);
  await tx.db.execute(sql`DELETE FROM audit_seal s WHERE s.position <= ${position}`);
}
