import type { JobHandle } from '../../../platform/scope/attachments';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { JobKind } from '../../../platform/jobs/job.model';
import { startJob, within } from '../../../platform/jobs/jobs';
import { invalid } from '../../../domain/errors';

/** The work's value if it came in time, else the id of the job that goes on. */
export type Outcome<T> = { value: T } | { jobId: string };

const MAX_WAIT_SECONDS = 300;

/**
 * Runs long work as a job and waits `waitSeconds` seconds for it. Work that a transport has made a job already, or that is part
 * of an outer transaction (a request with an idempotency key), runs as it is.
 */
export async function runAllocation<T>(
  scope: RequestScope,
  { kind, waitSeconds, resultOf }: { kind: JobKind; waitSeconds: number; resultOf: (value: T) => object },
  work: (job: JobHandle) => Promise<T>,
): Promise<Outcome<T>> {
  if (!(Number.isInteger(waitSeconds) && waitSeconds >= 0 && waitSeconds <= MAX_WAIT_SECONDS))
    throw invalid('waitSeconds', waitSeconds, `a whole number of seconds from 0 to ${MAX_WAIT_SECONDS}`);
  const given = scope.attachments.job ?? handleInTransaction(scope);
  if (given) return { value: await work(given) };
  const started = await startJob(scope, kind, work, resultOf);
  started.outcome.catch(() => undefined);
  return (await within(started.outcome, waitSeconds)) ?? { jobId: started.id };
}

function handleInTransaction(scope: RequestScope): JobHandle | undefined {
  if (!scope.db.manager.queryRunner) return undefined;
  return { signal: new AbortController().signal, progress: () => undefined };
}
