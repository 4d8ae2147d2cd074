import { randomUUID } from 'node:crypto';
import { DomainError } from '../../domain/errors';
import { asDomainError } from '../database/pool/domain-errors';
import { problem, ProblemError } from '../http/problem';
import { observe } from '../observation/observed';
import type { JobAnswer, JobHandle } from '../scope/attachments';
import type { RequestScope } from '../scope/request-scope';
import type { JobKind, JobRow } from './job.model';
import { failOrphans, findJob, finishJob, insertJob, requestCancel, touchJob } from './job.repository';

/** How often a running job reports that it lives, and looks whether it is to stop. */
const TICK_MS = 1_000;
/** A job that has been silent for so long has lost its process. */
const ORPHAN_MS = 60_000;
/** Ever longer pauses up to the longest: almost a minute, for a database that restarts. */
const LAST_WORD_TRIES = 14;
const LAST_WORD_PAUSE_MS = 5_000;

/** A job that this process runs. */
export interface StartedJob<T> {
  id: string;
  /** Ends as the work ends, after the row has been written. */
  outcome: Promise<T>;
}

interface Running {
  /** Whose job it is, on which database. */
  owner: string;
  db: object;
  controller: AbortController;
  ended: Promise<unknown>;
}

const running = new Map<string, Running>();

/** Jobs that one caller may have running on each database; no limit where none was set. */
const limits = new WeakMap<object, number>();

/** Sets how many jobs one caller may have running in this process at once. */
export function limitJobs({ sharedDb }: RequestScope, perCaller: number): void {
  limits.set(sharedDb, perCaller);
}

/** One caller alone could fill the line of plans and the disk of uploads. */
function checkLimit({ sharedDb, actor }: RequestScope): void {
  const limit = limits.get(sharedDb) ?? Infinity;
  const own = [...running.values()].filter(({ owner, db }) => owner === actor.name && db === sharedDb);
  if (own.length < limit) return;
  const message = `${actor.name} has ${own.length} jobs running, and at most ${limit} of one caller run at once; wait for one to end or cancel it`;
  throw new DomainError('RATE_LIMITED', message);
}

/**
 * Starts `run` as a job: its row shows percent and stage, everybody may cancel it, and it goes on when the
 * client has left. `scope` must not be inside a transaction. What `run` returns is stored as the result.
 */
export async function startJob<T>(
  scope: RequestScope,
  kind: JobKind,
  run: (job: JobHandle) => Promise<T>,
  resultOf: (value: T) => unknown = (value) => value,
): Promise<StartedJob<T>> {
  checkLimit(scope);
  const id = randomUUID();
  const controller = new AbortController();
  const inserted = insertJob(scope, id, kind);
  const started = inserted.then(() => ({
    // Wrapped: awaiting it would await the work.
    outcome: follow(scope, id, { kind, run, resultOf, controller }),
  }));
  const ended = started
    .then(({ outcome }) => outcome)
    .catch(() => undefined)
    .finally(() => running.delete(id));
  running.set(id, { owner: scope.actor.name, db: scope.sharedDb, controller, ended });
  return { id, ...(await started) };
}

interface Work<T> {
  kind: JobKind;
  run: (job: JobHandle) => Promise<T>;
  resultOf: (value: T) => unknown;
  controller: AbortController;
}

async function follow<T>(scope: RequestScope, id: string, work: Work<T>): Promise<T> {
  const { controller } = work;
  const started = performance.now();
  const ended = (status: 'succeeded' | 'failed' | 'cancelled'): void =>
    observe('job', { kind: work.kind, status, seconds: (performance.now() - started) / 1_000 });
  const state = { percent: 0, stage: 'started', details: undefined as unknown };
  let answered: JobAnswer | undefined;
  const tick = setInterval(() => {
    touchJob(scope, id, state).then(
      (cancel) => cancel && controller.abort(new DomainError('CONFLICT', 'The job was cancelled')),
      (error: unknown) => scope.log.warn({ err: error, jobId: id }, 'a job could not report'),
    );
  }, TICK_MS);
  try {
    const value = await work.run({
      signal: controller.signal,
      progress: (percent, stage, details) => Object.assign(state, { percent, stage, details }),
      answer: (answer) => (answered = answer),
    });
    await lastWord(scope, () =>
      finishJob(scope, id, {
        status: 'succeeded',
        result: work.resultOf(value) ?? null,
        answer: answered ?? null,
      }),
    );
    ended('succeeded');
    return value;
  } catch (error) {
    const { aborted } = controller.signal;
    // Aborting cancels the running statement, which then fails as if the database were busy: the reason of the abort is the truth.
    const failure: unknown = aborted ? controller.signal.reason : error;
    const status = aborted ? 'cancelled' : 'failed';
    await lastWord(scope, () => finishJob(scope, id, { status, error: problemOf(scope, failure) }));
    ended(status);
    throw failure;
  } finally {
    clearInterval(tick);
  }
}

function problemOf(scope: RequestScope, error: unknown): object {
  if (error instanceof ProblemError) return error.problem;
  const known = asDomainError(error);
  if (known) return problem(known.code, known.message, known.issues, known.details);
  scope.log.error({ err: error }, 'a job failed');
  return problem('INTERNAL_SERVER_ERROR', 'Something went wrong on our side; it has been logged');
}

/** The end of a job is worth some patience with a database that is away. */
async function lastWord(scope: RequestScope, write: () => Promise<void>): Promise<void> {
  for (let attempt = 1; attempt <= LAST_WORD_TRIES; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      scope.log.warn({ err: error, attempt }, 'the end of a job could not be written');
      await new Promise((resolve) =>
        setTimeout(resolve, Math.min(attempt * TICK_MS, LAST_WORD_PAUSE_MS)).unref(),
      );
    }
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A job as it stands; undefined if there is none. One whose process died shows as failed. */
export async function getJob(scope: RequestScope, id: string): Promise<JobRow | undefined> {
  if (!UUID.test(id)) return undefined;
  const job = await findJob(scope, id);
  if (!job || job.finishedDatetime !== null || running.has(id)) return job;
  const before = new Date(scope.clock.now().getTime() - ORPHAN_MS);
  await failOrphans(scope, before, problem('UNAVAILABLE', 'The server that ran this job has stopped'));
  return findJob(scope, id);
}

/** Asks a job to stop; one that has ended stays as it is. */
export async function cancelJob(scope: RequestScope, id: string): Promise<JobRow> {
  if (!(await getJob(scope, id))) {
    throw new DomainError('NOT_FOUND', `There is no job ${id}`, [
      { path: 'id', message: `there is no job ${id}`, value: id },
    ]);
  }
  await requestCancel(scope, id);
  running.get(id)?.controller.abort(new DomainError('CONFLICT', 'The job was cancelled'));
  return (await getJob(scope, id)) as JobRow;
}

/** `outcome` if it comes within the time, else undefined. */
export async function within<T>(outcome: Promise<T>, seconds: number): Promise<{ value: T } | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), seconds * 1_000);
  });
  try {
    return await Promise.race([outcome.then((value) => ({ value })), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Lets the jobs of this process finish for `finishMs`, then stops them, and waits until their rows say so. */
export async function stopJobs(finishMs: number, rowsMs: number): Promise<void> {
  const all = (): Promise<unknown> => Promise.all([...running.values()].map(({ ended }) => ended));
  if (await within(all(), finishMs / 1_000)) return;
  for (const { controller } of running.values())
    controller.abort(new DomainError('UNAVAILABLE', 'The server is stopping'));
  await within(all(), rowsMs / 1_000);
}
