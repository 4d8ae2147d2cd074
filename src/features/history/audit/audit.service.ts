import { createHash } from 'node:crypto';
import type { RequestScope } from '../../../platform/scope/request-scope';
import {
  findLastSeal,
  insertSeals,
  listPending,
  listSealChecks,
  listUnsealed,
  tryLockSeals,
  type AuditSealRow,
  type SealCheck,
} from './audit.repository';
import { findCheckpoint } from './prune.repository';

const MAX_SEALS = 10_000;
const CHECKED_AT_ONCE = 500;
const NO_LINK = Buffer.alloc(0);

/** Chains committed change sets; returns how many. None while another process seals. */
export function sealChangeSets(scope: RequestScope): Promise<number> {
  return scope.transaction(async (tx) => {
    if (!(await tryLockSeals(tx))) return 0;
    const pending = await listPending(tx, MAX_SEALS);
    if (pending.length === 0) return 0;
    const last = (await findLastSeal(tx)) ?? (await findCheckpoint(tx));
    let position = last?.position ?? 0;
    let chainHash: Buffer = last?.chainHash ?? NO_LINK;
    const seals = pending.map(({ changeSetId, contentHash }): AuditSealRow => {
      position += 1;
      chainHash = linkHash(chainHash, { position, changeSetId, contentHash });
      return { position, changeSetId, contentHash, chainHash, sealedDatetime: tx.clock.now() };
    });
    await insertSeals(tx, seals);
    return seals.length;
  });
}

function linkHash(
  before: Buffer,
  { position, changeSetId, contentHash }: Pick<AuditSealRow, 'position' | 'changeSetId' | 'contentHash'>,
): Buffer {
  return createHash('sha256')
    .update(before)
    .update(`${position}:${changeSetId}:`)
    .update(contentHash)
    .digest();
}

/** What a check of the audit chain found. */
export interface AuditReport {
  /** Links of the chain that are there: those before a checkpoint were pruned. */
  sealed: number;
  /** Change sets that wait for their seal. */
  pending: number[];
  /** Hash of the last link as hex: keep it elsewhere and look for it later. */
  head: string;
  /** Position of the link whose hash was looked for; null = none has it, or nothing was looked for. */
  keptAt: number | null;
  /** Everything that was edited, deleted, swapped or inserted. */
  problems: string[];
}

/** How a chain is checked. */
export interface AuditCheck {
  /** Hash of a link, as hex, that was kept elsewhere: without it in the chain, the chain was rewritten. */
  kept?: string | undefined;
  progress?: (done: number) => void;
}

/** Walks the whole chain and compares every change set with what was sealed. */
export async function verifyAudit(scope: RequestScope, check: AuditCheck = {}): Promise<AuditReport> {
  const { kept } = check;
  const { start, position, chainHash, keptAt, problems } = await walkChain(scope, check);
  if (kept !== undefined && keptAt === null)
    problems.push(
      `no link of the chain has the hash ${kept}: the chain was rewritten, pruned beyond that link, or ends before it`,
    );
  const unsealed = await listUnsealed(scope);
  for (const { changeSetId, isPending, isAsHashed } of unsealed) {
    if (!isPending)
      problems.push(
        `change set ${changeSetId} was inserted beside the application: it has no seal and waits for none`,
      );
    else if (!isAsHashed) problems.push(`change set ${changeSetId} was edited before it was sealed`);
  }
  const pending = unsealed.filter(({ isPending }) => isPending).map(({ changeSetId }) => changeSetId);
  return { sealed: position - start, pending, head: chainHash.toString('hex'), keptAt, problems };
}

interface Walked {
  start: number;
  position: number;
  chainHash: Buffer;
  keptAt: number | null;
  problems: string[];
}

async function walkChain(scope: RequestScope, { kept, progress }: AuditCheck): Promise<Walked> {
  const checkpoint = await findCheckpoint(scope);
  const start = checkpoint?.position ?? 0;
  const walked: Walked = { start, position: start, chainHash: NO_LINK, keptAt: null, problems: [] };
  const stepTo = (position: number, chainHash: Buffer): void => {
    Object.assign(walked, { position, chainHash });
    if (chainHash.toString('hex') === kept) walked.keptAt = position;
  };
  if (checkpoint) stepTo(start, checkpoint.chainHash);
  for (;;) {
    const links = await listSealChecks(scope, walked.position, CHECKED_AT_ONCE);
    for (const link of links) {
      walked.problems.push(...linkProblems(link, walked.position + 1, walked.chainHash));
      stepTo(link.position, link.chainHash);
    }
    progress?.(walked.position);
    if (links.length < CHECKED_AT_ONCE) return walked;
  }
}

function linkProblems(link: SealCheck, expected: number, before: Buffer): string[] {
  const { position, changeSetId, contentHash, chainHash, storedHash, currentHash } = link;
  const problems: string[] = [];
  if (position !== expected) problems.push(`links ${expected} to ${position - 1} of the chain were deleted`);
  else if (!linkHash(before, link).equals(chainHash))
    problems.push(
      `link ${position} of the chain (change set ${changeSetId}) was edited, swapped or inserted`,
    );
  if (currentHash === null) problems.push(`change set ${changeSetId} was deleted`);
  else if (!currentHash.equals(contentHash))
    problems.push(`change set ${changeSetId} or one of its entries was edited, deleted or inserted`);
  if (storedHash === null) problems.push(`the hash of change set ${changeSetId} was deleted`);
  else if (!storedHash.equals(contentHash)) problems.push(`the hash of change set ${changeSetId} was edited`);
  return problems;
}
