import type { SqlRow } from '../database/db';
import { JOB_CHANNEL } from '../events/event.model';
import type { RequestScope } from '../scope/request-scope';
import type { JobKind, JobRow, JobStatus } from './job.model';

const COLUMNS = `j.id AS id, j.kind AS kind, j.status AS status, j.percent AS percent, j.stage AS stage,
  j.details AS details, j.result AS result, j.error AS error, j.actor AS actor,
  j.cancel_requested AS cancel_requested, j.created_datetime AS created_datetime,
  j.finished_datetime AS finished_datetime`;

function readJob(row: SqlRow): JobRow {
  return {
    id: row.id as string,
    kind: row.kind as JobKind,
    status: row.status as JobStatus,
    percent: row.percent as string,
    stage: row.stage as string,
    details: row.details,
    result: row.result,
    error: row.error,
    actor: row.actor as string,
    cancelRequested: row.cancel_requested as boolean,
    createdDatetime: row.created_datetime as Date,
    finishedDatetime: row.finished_datetime as Date | null,
  };
}

/** Announces how far the job `t` is to everybody who listens. */
const ANNOUNCE = `pg_notify('${JOB_CHANNEL}', json_build_object('id', t.id, 'kind', t.kind, 'status', t.status,
  'percent', t.percent, 'stage', t.stage, 'actor', t.actor)::text)`;

/** Adds a running job. */
export async function insertJob(scope: RequestScope, id: string, kind: string): Promise<void> {
  await scope.db.execute(
    `WITH t AS (
       INSERT INTO job (id, kind, status, stage, actor, created_datetime, heartbeat_datetime)
       VALUES ($1, $2, 'running', 'started', $3, $4, $4) RETURNING *)
     SELECT ${ANNOUNCE} AS announced FROM t`,
    [id, kind, scope.actor.name, scope.clock.now()],
  );
}

/** The job of this id. */
export function findJob(scope: RequestScope, id: string): Promise<JobRow | undefined> {
  return scope.db.first(`SELECT ${COLUMNS} FROM job j WHERE j.id = $1`, [id], readJob);
}

/** Says that the job lives and how far it is; answers whether somebody wants it cancelled. */
export async function touchJob(
  scope: RequestScope,
  id: string,
  { percent, stage, details }: { percent: number; stage: string; details: unknown },
): Promise<boolean> {
  const row = await scope.db.first(
    `WITH before AS (SELECT b.percent, b.stage FROM job b WHERE b.id = $1),
     touched AS (
       UPDATE job AS j SET percent = $2, stage = $3, details = $4::jsonb, heartbeat_datetime = $5
       WHERE j.id = $1 AND j.status = 'running' RETURNING j.*)
     SELECT t.cancel_requested AS cancel_requested,
       CASE WHEN b.percent <> t.percent OR b.stage <> t.stage THEN ${ANNOUNCE} END AS announced
     FROM touched t CROSS JOIN before b`,
    [id, percent, stage, details === undefined ? null : JSON.stringify(details), scope.clock.now()],
  );
  return row?.cancel_requested === true;
}

/** Writes the end of a job; a job that has ended stays as it ended. */
export async function finishJob(
  scope: RequestScope,
  id: string,
  end: { status: JobStatus; result?: unknown; error?: unknown },
): Promise<void> {
  const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
  await scope.db.execute(
    `WITH t AS (
       UPDATE job SET status = $2, result = $3::jsonb, error = $4::jsonb, finished_datetime = $5,
         percent = CASE WHEN $2 = 'succeeded' THEN 100 ELSE percent END,
         stage = CASE WHEN $2 = 'succeeded' THEN 'finished' ELSE stage END
       WHERE id = $1 AND status IN ('queued', 'running') RETURNING *)
     SELECT ${ANNOUNCE} AS announced FROM t`,
    [id, end.status, json(end.result), json(end.error), scope.clock.now()],
  );
}

/** Asks a running job to stop. */
export async function requestCancel(scope: RequestScope, id: string): Promise<void> {
  await scope.db.execute(
    `UPDATE job SET cancel_requested = true WHERE id = $1 AND status IN ('queued', 'running')`,
    [id],
  );
}

/** Ends the jobs whose process has not been heard of since `before`. */
export async function failOrphans(scope: RequestScope, before: Date, error: unknown): Promise<void> {
  await scope.db.execute(
    `UPDATE job SET status = 'failed', error = $2::jsonb, finished_datetime = $3
     WHERE status IN ('queued', 'running') AND heartbeat_datetime < $1`,
    [before, JSON.stringify(error), scope.clock.now()],
  );
}
