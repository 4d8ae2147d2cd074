import { DomainError } from '../../../domain/errors';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { sealChangeSets, verifyAudit } from './audit.service';
import { findCut, pruneChain } from './prune.repository';

/** Longest statement: years of history go at once. */
const STATEMENT_MS = 300_000;

/** What pruning removed: nothing if `changeSets` is 0. */
export interface Pruned {
  changeSets: number;
  /** Hash of the last link that went, as hex; null if none did. */
  head: string | null;
}

/**
 * Removes history made before a moment and leaves a checkpoint from which the chain goes on; itself a change set. Refused
 * while the chain shows problems: they would go with it. Needs a role that may delete history.
 */
export async function pruneHistory(scope: RequestScope, before: Date): Promise<Pruned> {
  while ((await sealChangeSets(scope)) > 0);
  const { problems } = await verifyAudit(scope);
  if (problems.length > 0)
    throw new DomainError('CONFLICT', `The audit chain shows ${problems.length} problems; see audit verify`);
  const cut = await findCut(scope, before);
  if (!cut) return { changeSets: 0, head: null };
  const { position, chainHash, changeSets } = cut;
  const head = chainHash.toString('hex');
  const note = `${changeSets} change sets before ${before.toISOString()}, up to link ${position} (${head})`;
  await scope.write({ action: 'audit.prune', note, statementTimeoutMs: STATEMENT_MS }, (tx) =>
    pruneChain(tx, {
      position,
      chainHash,
      changeSets,
      prunedBefore: before,
      prunedDatetime: tx.clock.now(),
    }),
  );
  return { changeSets, head };
}
