import { createHash } from 'node:crypto';
import { describe, DomainError } from '../../../domain/errors';
import { didYouMean } from '../../../domain/nearest-name';
import { textKey } from '../../../domain/text-key';
import { openSnapshot, snapshotWithin, type Snapshot } from '../../../platform/database/cursor';
import { patiently } from '../../../platform/database/pool/patience';
import type { JobProgress } from '../../../platform/scope/attachments';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type { KeptPlan, PartHashes, PlanKind, PlanSettings, Question } from '../options/allocation.model';
import { upsertPlan } from './kept-plan.repository';
import { getPlan } from './kept-plan.service';
import { hashParts, listPlanLobs } from '../worker/problem.repository';
import { PlanningThread } from '../worker/run-worker.service';
import { inTurn } from '../turns/take-turns.service';
import type { PlannedDocument } from '../worker/worker-protocol.model';

const KEPT_MS = 24 * 3_600_000;

interface PlanTask {
  kind: PlanKind;
  settings: PlanSettings;
}

/** Plans what is stored now, and keeps the plan for 24 hours. Nothing that anybody sees is written. */
export function makePlan(scope: RequestScope, task: PlanTask, job: JobProgress): Promise<KeptPlan> {
  return inTurn(job.signal, async () => {
    const snapshot = await patiently(job.signal, () => openSnapshot(scope.db, job.signal));
    const solved = await solve(snapshot, task, job);
    return patiently(job.signal, () => keep(scope, task, solved));
  });
}

/**
 * Plans inside a change that keeps all others waiting, on its own connection: those who wait may hold every other one.
 * The turn must have been taken before the change began, or it would wait for a plan that waits for a connection.
 */
export async function makePlanWithin(tx: WriteScope, task: PlanTask, job: JobProgress): Promise<KeptPlan> {
  return keep(tx, task, await solve(await snapshotWithin(tx.db, job.signal), task, job));
}

async function keep(
  scope: RequestScope,
  { kind, settings }: PlanTask,
  { partHashes, document }: Solved,
): Promise<KeptPlan> {
  // Callers of different LOBs who see the same have a plan each: a kept one is shown within its own LOBs only.
  const { lobScope } = scope.actor;
  const planHash = sha256([kind, partHashes, document.digest, ...(lobScope === null ? [] : [lobScope])]);
  const expires = new Date(scope.clock.now().getTime() + KEPT_MS);
  await upsertPlan(scope, { planHash, kind, partHashes, options: settings, document, expires });
  return getPlan(scope, planHash);
}

/** Answers a question about the stored assignments as they are now. */
export function askPlan(
  scope: RequestScope,
  { question, settings }: { question: Question; settings: PlanSettings },
  job: JobProgress,
): Promise<unknown> {
  return inTurn(job.signal, async () => {
    const snapshot = await patiently(job.signal, () => openSnapshot(scope.db, job.signal));
    try {
      return await onThread(job, async (thread) => {
        await thread.read(snapshot);
        thread.start({ kind: 'explain', settings, question });
        return thread.explained();
      });
    } finally {
      await snapshot.close();
    }
  });
}

interface Solved {
  partHashes: PartHashes;
  document: PlannedDocument;
}

async function solve(snapshot: Snapshot, task: PlanTask, job: JobProgress): Promise<Solved> {
  try {
    await checkScope(snapshot, task.settings);
    return await onThread(job, async (thread) => {
      await thread.read(snapshot);
      thread.start(task);
      // The database hashes while the thread plans; both see the same moment.
      const parts = await hashParts(snapshot.db);
      await snapshot.close();
      const document = await thread.planned();
      return { partHashes: { ...parts, options: sha256(task.settings) }, document };
    });
  } finally {
    await snapshot.close();
  }
}

async function onThread<T>(job: JobProgress, work: (thread: PlanningThread) => Promise<T>): Promise<T> {
  const thread = new PlanningThread(job);
  try {
    return await work(thread);
  } finally {
    await thread.close();
  }
}

/** SHA-256 of a value's JSON; settings and hashes are always built in one order. */
export function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** Refuses LOBs and platforms that no demand of the plan has. */
async function checkScope(
  snapshot: Snapshot,
  { mainLobs = [], platforms = [] }: PlanSettings,
): Promise<void> {
  if (mainLobs.length + platforms.length === 0) return;
  const known = await listPlanLobs(snapshot.db);
  const lobs = [...new Set(known.map((row) => row.mainLob))];
  const names = [...new Set(known.map((row) => row.platform))];
  const issues = [
    ...unknownNames('options.mainLobs', mainLobs, lobs),
    ...unknownNames('options.platforms', platforms, names),
  ];
  const [first] = issues;
  if (first) throw new DomainError('VALIDATION', issues.map((issue) => issue.message).join('; '), issues);
}

function unknownNames(path: string, wanted: readonly string[], known: readonly string[]) {
  const keys = new Set(known.map(textKey));
  return wanted
    .filter((name) => !keys.has(textKey(name)))
    .map((name) => {
      const hint = known.length === 0 ? '; it has none' : didYouMean(name, known);
      return {
        path,
        message: `${describe(name)} is not among the demands of the current report${hint}`,
        value: name,
      };
    });
}
