import type { JobHandle } from '../../../platform/scope/attachments';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { startJob, within } from '../../../platform/jobs/jobs';
import { invalid } from '../../../domain/errors';

/** The work's value if it came in time, else the id of the job that goes on. */
export type Outcome<T> = { value: T } | { jobId: string };

const LONGEST_WAIT_S = 300;

/**
 * Runs long work as a job and waits `waitS` seconds for it. Work that a transport has made a job already, or that is part
 * of an outer transaction (a request with an idempotency key), runs as it is.
 */
export async function runAllocation<T>(
  scope: RequestScope,
  { kind, waitS, resultOf }: { kind: string; waitS: number; resultOf: (value: T) => object },
  work: (job: JobHandle) => Promise<T>,
): Promise<Outcome<T>> {
  const given = scope.attachments.job ?? handleInTransaction(scope);
  if (given) return { value: await work(given) };
  if (!(waitS >= 0 && waitS <= LONGEST_WAIT_S))
    throw invalid('waitS', waitS, `a number of seconds from 0 to ${LONGEST_WAIT_S}`);
  const started = await startJob(scope, kind, work, resultOf);
  started.outcome.catch(() => undefined);
  return (await within(started.outcome, waitS)) ?? { jobId: started.id };
}

function handleInTransaction(scope: RequestScope): JobHandle | undefined {
  if (!scope.db.manager.queryRunner) return undefined;
  return { signal: new AbortController().signal, progress: () => undefined };
}
