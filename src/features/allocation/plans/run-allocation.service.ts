import type { JobHandle } from '../../../platform/scope/attachments';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { JobKind } from '../../../platform/jobs/job.model';
import { startJob, within } from '../../../platform/jobs/jobs';
import { invalid } from '../../../domain/errors';
import type { PlanCounts } from '../options/allocation.model';

/** The work's value if it came in time, else the id of the job that goes on. */
export type Outcome<T> = { value: T } | { jobId: string };

/** What a job's row holds of a plan; its lists are read by its hash. */
export interface PlanEnd {
  planHash: string;
  /** The change set that wrote it; null of a plan that was only made. */
  changeSetId: number | null;
  complete: boolean;
  counts: PlanCounts;
  gapPct: number;
  expiresDatetime: Date;
}

/** The end as jobs have shown it since their first version. */
function shownEnd({ planHash, changeSetId, complete, counts, gapPct, expiresDatetime }: PlanEnd): object {
  return {
    plan_hash: planHash,
    change_set_id: changeSetId,
    complete,
    counts,
    gap_pct: gapPct,
    expires_datetime: expiresDatetime,
  };
}

const MAX_WAIT_SECONDS = 300;

/**
 * Runs long work as a job and waits `waitSeconds` seconds for it. Work that a transport has made a job already, or that is part
 * of an outer transaction (a request with an idempotency key), runs as it is.
 */
export async function runAllocation<T>(
  scope: RequestScope,
  { kind, waitSeconds, endOf }: { kind: JobKind; waitSeconds: number; endOf: (value: T) => PlanEnd },
  work: (job: JobHandle) => Promise<T>,
): Promise<Outcome<T>> {
  if (!(Number.isInteger(waitSeconds) && waitSeconds >= 0 && waitSeconds <= MAX_WAIT_SECONDS))
    throw invalid('waitSeconds', waitSeconds, `a whole number of seconds from 0 to ${MAX_WAIT_SECONDS}`);
  const given = scope.attachments.job ?? handleInTransaction(scope);
  const answered = async (job: JobHandle): Promise<T> => {
    const value = await work(job);
    job.answer({ __typename: 'AllocationJobResult', ...endOf(value) });
    return value;
  };
  if (given) return { value: await answered(given) };
  const started = await startJob(scope, kind, answered, (value) => shownEnd(endOf(value)));
  started.outcome.catch(() => undefined);
  return (await within(started.outcome, waitSeconds)) ?? { jobId: started.id };
}

function handleInTransaction(scope: RequestScope): JobHandle | undefined {
  if (!scope.db.manager.queryRunner) return undefined;
  return { signal: new AbortController().signal, progress: () => undefined, answer: () => undefined };
}
