import { createHash } from 'node:crypto';
import { describe, DomainError } from '../../../domain/errors';
import { didYouMean } from '../../../domain/nearest-name';
import { textKey } from '../../../domain/text-key';
import { openSnapshot, snapshotWithin, type Snapshot } from '../../../platform/database/cursor';
import { patiently } from '../../../platform/database/pool/patience';
import { productVersion } from '../../../platform/config/product-version';
import type { JobProgress } from '../../../platform/scope/attachments';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import {
  type KeptPlan,
  type PartHashes,
  type PlanKind,
  type PlanSettings,
  type Question,
} from '../options/allocation.model';
import { extendPlan, findPlan, listRepeatable, upsertPlan } from './kept-plan.repository';
import { getPlan } from './kept-plan.service';
import { changedParts } from './stale-parts.service';
import { hashParts, listPlanLobs } from '../worker/problem.repository';
import { PlanningThread } from '../worker/run-worker.service';
import { inTurn } from '../turns/take-turns.service';
import type { Explained, PlannedDocument } from '../worker/worker-protocol.model';

const KEPT_MS = 24 * 3_600_000;

interface PlanTask {
  kind: PlanKind;
  settings: PlanSettings;
}

/**
 * The plan of what is stored now, kept for 24 hours from now: the one that is kept already where options, data and the
 * caller's LOBs are those it was made of, else a new one. Nothing that anybody sees is written.
 */
export async function makePlan(scope: RequestScope, task: PlanTask, job: JobProgress): Promise<KeptPlan> {
  const repeated = (): Promise<KeptPlan | undefined> =>
    patiently(job.signal, () => repeatedPlan(scope, task));
  // Who asked for it first may have had it made while this caller waited for the turn.
  const made = await repeated();
  return made ?? inTurn(job.signal, async () => (await repeated()) ?? planAnew(scope, task, job));
}

/** The kept plan that planning anew would give again; undefined if there is none. Data are read only where one could be. */
async function repeatedPlan(scope: RequestScope, task: PlanTask): Promise<KeptPlan | undefined> {
  const kept = await listRepeatable(scope, task.kind, hashOptions(task.settings));
  if (kept.length === 0) return undefined;
  const now = await hashParts(scope.db);
  const same = kept.find(({ partHashes }) => changedParts(now, partHashes).length === 0);
  if (!same) return undefined;
  await extendPlan(scope, same.planHash, keptUntil(scope));
  return findPlan(scope, same.planHash);
}

async function planAnew(scope: RequestScope, task: PlanTask, job: JobProgress): Promise<KeptPlan> {
  const snapshot = await patiently(job.signal, () => openSnapshot(scope.db, job.signal));
  const solved = await solve(snapshot, task, job);
  return patiently(job.signal, () => keep(scope, task, solved));
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
  const expires = keptUntil(scope);
  await upsertPlan(scope, { planHash, kind, partHashes, options: settings, document, expires });
  return getPlan(scope, planHash);
}

function keptUntil({ clock }: RequestScope): Date {
  return new Date(clock.now().getTime() + KEPT_MS);
}

/** Fingerprint of the options, and of the version of the engine that goes by them. */
function hashOptions(settings: PlanSettings): string {
  return sha256([settings, productVersion()]);
}

/** Answers questions about the stored assignments as they are now: the problem is read and solved once for all of them. */
export function askPlan(
  scope: RequestScope,
  { questions, settings }: { questions: readonly Question[]; settings: PlanSettings },
  job: JobProgress,
): Promise<readonly Explained[]> {
  return inTurn(job.signal, async () => {
    const snapshot = await patiently(job.signal, () => openSnapshot(scope.db, job.signal));
    try {
      return await onThread(job, async (thread) => {
        await thread.read(snapshot);
        thread.start({ kind: 'explain', settings, questions });
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
      return { partHashes: { ...parts, options: hashOptions(task.settings) }, document };
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
