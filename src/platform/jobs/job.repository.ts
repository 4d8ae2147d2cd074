import { literal, sql } from '../database/sql';
import { table } from '../database/table';
import { JOB_CHANNEL } from '../events/event.model';
import type { RequestScope } from '../scope/request-scope';
import { JobEntity } from './job.entity';
import type { JobRow } from './job.model';

const JOBS = table(JobEntity);

/** What everybody may look at. */
const SHOWN = JOBS.columns('j', [
  'id',
  'kind',
  'status',
  'percent',
  'stage',
  'details',
  'result',
  'answer',
  'error',
  'actor',
  'cancelRequested',
  'createdDatetime',
  'finishedDatetime',
]);

/** Announces how far the job `t` is to everybody who listens. */
const ANNOUNCE = sql`pg_notify(${literal(JOB_CHANNEL)}, json_build_object('id', t.id, 'kind', t.kind,
  'status', t.status, 'percent', t.percent, 'stage', t.stage, 'actor', t.actor,
  'lobs', encode(sha256(convert_to(t.lobs, 'UTF8')), 'hex'))::text)`;

/** Still to be ended. */
const IS_OPEN = sql`j.status IN ('queued', 'running')`;

/** Adds a running job. */
export async function insertJob(scope: RequestScope, id: string, kind: string): Promise<void> {
  const now = scope.clock.now();
  const job = JOBS.insert({
    id,
    kind,
    status: 'running',
    stage: 'started',
    actor: scope.actor.name,
    createdDatetime: now,
    heartbeatDatetime: now,
  });
  await scope.db.execute(
    sql`WITH t AS (INSERT INTO job ${job} RETURNING *) SELECT ${ANNOUNCE} AS announced FROM t`,
  );
}

/** The job of this id. */
export function findJob(scope: RequestScope, id: string): Promise<JobRow | undefined> {
  return scope.db.first(sql`SELECT ${SHOWN} FROM job j WHERE j.id = ${id}`);
}

/** Says that the job lives and how far it is; answers whether somebody wants it cancelled. */
export async function touchJob(
  scope: RequestScope,
  id: string,
  { percent, stage, details }: { percent: number; stage: string; details: unknown },
): Promise<boolean> {
  const now = JOBS.set({
    percent: String(percent),
    stage,
    details: details ?? null,
    heartbeatDatetime: scope.clock.now(),
  });
  const row = await scope.db.first<{ isCancelled: boolean }>(
    sql`WITH before AS (SELECT b.percent, b.stage FROM job b WHERE b.id = ${id}),
     touched AS (UPDATE job AS j SET ${now} WHERE j.id = ${id} AND j.status = 'running' RETURNING j.*)
     SELECT t.cancel_requested AS "isCancelled",
       CASE WHEN b.percent <> t.percent OR b.stage <> t.stage THEN ${ANNOUNCE} END AS announced
     FROM touched t CROSS JOIN before b`,
  );
  return row?.isCancelled === true;
}

/** Writes the end of a job; a job that has ended stays as it ended. */
export async function finishJob(
  scope: RequestScope,
  id: string,
  {
    status,
    result,
    answer,
    error,
  }: Pick<JobRow, 'status'> & Partial<Pick<JobRow, 'result' | 'answer' | 'error'>>,
): Promise<void> {
  const end = JOBS.set({
    status,
    result: result ?? null,
    answer: answer ?? null,
    error: error ?? null,
    finishedDatetime: scope.clock.now(),
    ...(status === 'succeeded' && { percent: '100', stage: 'finished' }),
  });
  await scope.db.execute(
    sql`WITH t AS (UPDATE job AS j SET ${end} WHERE j.id = ${id} AND ${IS_OPEN} RETURNING j.*)
     SELECT ${ANNOUNCE} AS announced FROM t`,
  );
}

/** Asks a running job to stop. */
export async function requestCancel(scope: RequestScope, id: string): Promise<void> {
  await scope.db.execute(
    sql`UPDATE job AS j SET ${JOBS.set({ cancelRequested: true })} WHERE j.id = ${id} AND ${IS_OPEN}`,
  );
}

/** Ends the jobs whose process has not been heard of since `before`. */
export async function failOrphans(scope: RequestScope, before: Date, error: unknown): Promise<void> {
  const end = JOBS.set({ status: 'failed', error, finishedDatetime: scope.clock.now() });
  await scope.db.execute(
    sql`UPDATE job AS j SET ${end} WHERE ${IS_OPEN} AND j.heartbeat_datetime < ${before}`,
  );
}
