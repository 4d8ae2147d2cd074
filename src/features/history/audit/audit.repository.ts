import { sql } from '../../../platform/database/sql';
import { table, type Row } from '../../../platform/database/table';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { AuditSealEntity } from './audit.entity';

/** A link of the audit chain. */
export type AuditSealRow = Row<AuditSealEntity>;

/** A committed change set and the hash that its transaction stored. */
export interface PendingChangeSet {
  changeSetId: number;
  contentHash: Buffer;
}

/** A link beside what is stored now under its change set; null = there is none. */
export interface SealCheck extends AuditSealRow {
  storedHash: Buffer | null;
  currentHash: Buffer | null;
}

const SEALS = table(AuditSealEntity);
/** One sealer at a time, whichever process runs it. */
const SEAL_LOCK = 7_204_118_009;

/** Whether this transaction is the one that seals now. */
export async function tryLockSeals(tx: RequestScope): Promise<boolean> {
  const row = await tx.db.first<{ taken: boolean }>(
    sql`SELECT pg_try_advisory_xact_lock(${SEAL_LOCK}) AS taken`,
  );
  return row?.taken === true;
}

/** Committed change sets that wait for their seal. */
export function listPending(scope: RequestScope, limit: number): Promise<PendingChangeSet[]> {
  return scope.db.query(
    // Each hash by its key: a plan that joins the two tables reads all hashes there are for the few that are pending.
    sql`SELECT p.change_set_id AS "changeSetId", h.content_hash AS "contentHash"
        FROM (SELECT w.change_set_id FROM audit_pending w ORDER BY w.change_set_id LIMIT ${limit}) p
        CROSS JOIN LATERAL (SELECT c.content_hash FROM change_set_hash c WHERE c.change_set_id = p.change_set_id OFFSET 0) h
        ORDER BY p.change_set_id`,
  );
}

/** The end of the chain. */
export function findLastSeal(scope: RequestScope): Promise<AuditSealRow | undefined> {
  return scope.db.first(sql`SELECT ${SEALS.columns('s')} FROM audit_seal s ORDER BY s.position DESC LIMIT 1`);
}

/** Adds links to the chain; their change sets wait no longer. */
export async function insertSeals(tx: RequestScope, seals: readonly AuditSealRow[]): Promise<void> {
  await tx.db.execute(
    sql`WITH sealed AS (
      INSERT INTO audit_seal (position, change_set_id, content_hash, chain_hash, sealed_datetime)
      SELECT s.position, s.change_set_id, s.content_hash, s.chain_hash, s.sealed_datetime
      FROM ${SEALS.unnest('s', ['position', 'changeSetId', 'contentHash', 'chainHash', 'sealedDatetime'], seals)}
      RETURNING change_set_id
    )
    DELETE FROM audit_pending AS p USING sealed s WHERE p.change_set_id = s.change_set_id`,
  );
}

/** Links after a position, in order, with what is stored now. */
export function listSealChecks(scope: RequestScope, after: number, limit: number): Promise<SealCheck[]> {
  return scope.db.query(
    sql`SELECT ${SEALS.columns('s')}, h.content_hash AS "storedHash",
          change_set_content_hash(s.change_set_id) AS "currentHash"
        FROM audit_seal s LEFT JOIN change_set_hash h ON h.change_set_id = s.change_set_id
        WHERE s.position > ${after} ORDER BY s.position LIMIT ${limit}`,
  );
}

/** Change sets outside the chain: whether they wait for their seal, and whether their content is as hashed. */
export function listUnsealed(
  scope: RequestScope,
): Promise<{ changeSetId: number; isPending: boolean; isAsHashed: boolean }[]> {
  return scope.db.query(
    sql`SELECT c.id AS "changeSetId", p.change_set_id IS NOT NULL AS "isPending",
          h.content_hash IS NOT DISTINCT FROM change_set_content_hash(c.id) AS "isAsHashed"
        FROM change_set c
          LEFT JOIN audit_seal s ON s.change_set_id = c.id
          LEFT JOIN audit_pending p ON p.change_set_id = c.id
          LEFT JOIN change_set_hash h ON h.change_set_id = c.id
        WHERE s.position IS NULL ORDER BY c.id`,
  );
}
