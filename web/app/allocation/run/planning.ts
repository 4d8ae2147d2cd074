import { client } from '../../data/client';
import { documentOf } from '../../data/documents';
import { RefusedError, type Refusal } from '../../data/errors';
import {
  PageCancelJobDocument,
  PageExecutePlanDocument,
  PageJobDocument,
  type PageJobQuery,
  PagePreviewAllocationDocument,
  PageRebalanceDocument,
  type AllocationOptionsInput,
  type RebalanceAllocationInput,
} from '../../generated/graphql';

/** How far planning is. */
export interface PlanningProgress {
  jobId: string;
  percent: number;
  stage: string;
  /** Gap of the best plan so far to what is possible at all, in per cent. */
  bestGapPct: number | undefined;
}

/** What was planned or saved. */
export interface Planned {
  planHash: string;
  changeSetId: string | undefined;
}

/** A plan that no longer fits what is stored, with the parts that have changed. */
export class StalePlanError extends RefusedError {
  constructor(
    refusals: readonly Refusal[],
    readonly parts: readonly string[],
  ) {
    super(refusals);
    this.name = 'StalePlanError';
  }
}

interface Answer {
  jobId: string | null;
  changeSetId?: string | null;
  plan?: { planHash: string } | null;
  staleParts?: readonly string[] | null;
  userErrors: readonly Refusal[];
}

const ASK_MS = 500;

type OnProgress = (progress: PlanningProgress) => void;

/** Follows a job to its end; throws in the server's words if it fails or was stopped. */
export async function followJob(
  jobId: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Planned> {
  for (;;) {
    const { data } = await client.query({
      query: documentOf(PageJobDocument),
      variables: { id: jobId },
      fetchPolicy: 'no-cache',
    });
    signal.throwIfAborted();
    const job = data?.job;
    if (!job) throw new Error('The server has no such job any more. Preview again.');
    if (job.status === 'SUCCEEDED') return plannedOf(job.result);
    if (job.status === 'CANCELLED') throw new Error('It was stopped; nothing was saved.');
    if (job.status === 'FAILED') throw failureOf(job.error);
    const details = job.details as { best_gap_pct?: number } | null;
    onProgress({ jobId, percent: job.percent, stage: job.stage, bestGapPct: details?.best_gap_pct });
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
}

type Job = NonNullable<PageJobQuery['job']>;

function plannedOf(result: Job['result']): Planned {
  if (!result || !('planHash' in result)) throw new Error('The server gave no plan.');
  return { planHash: result.planHash, changeSetId: result.changeSetId ?? undefined };
}

function failureOf(error: Job['error']): Error {
  const refusals = [{ code: error?.code ?? 'UNKNOWN', message: error?.message ?? 'It failed.' }];
  if (error?.code !== 'STALE_PLAN') return new RefusedError(refusals);
  return new StalePlanError(
    refusals,
    error.userErrors.flatMap(({ reason }) => reason?.toLowerCase() ?? []),
  );
}

async function outcome(
  answer: Answer | undefined,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Planned> {
  if (!answer) throw new Error('The server gave no answer.');
  const { userErrors, staleParts, jobId, plan, changeSetId } = answer;
  if (staleParts && staleParts.length > 0) throw new StalePlanError(userErrors, staleParts);
  if (userErrors.length > 0) throw new RefusedError(userErrors);
  if (jobId !== null) return followJob(jobId, onProgress, signal);
  return { planHash: plan?.planHash ?? '', changeSetId: changeSetId ?? undefined };
}

/** Plans without changing anything. */
export async function preview(
  options: AllocationOptionsInput,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Planned> {
  const { data } = await client.mutate({
    mutation: documentOf(PagePreviewAllocationDocument),
    variables: { options },
  });
  return outcome(data?.previewAllocation, onProgress, signal);
}

/** Looks for the moves that bring most, without making them. */
export async function previewRebalance(
  options: RebalanceAllocationInput,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Planned> {
  const { data } = await client.mutate({
    mutation: documentOf(PageRebalanceDocument),
    variables: { input: { ...options, dryRun: true } },
  });
  return outcome(data?.rebalanceAllocation, onProgress, signal);
}

/** Saves a kept plan exactly as it was shown. */
export async function execute(
  planHash: string,
  requestId: string,
  { onProgress, signal }: { onProgress: OnProgress; signal: AbortSignal },
): Promise<Planned> {
  const { data } = await client.mutate({
    mutation: documentOf(PageExecutePlanDocument),
    variables: { input: { planHash } },
    context: { headers: { 'x-request-id': requestId } },
  });
  return outcome(data?.executeAllocation, onProgress, signal);
}

/** Asks a job to stop. */
export async function cancelJob(id: string): Promise<void> {
  await client.mutate({ mutation: documentOf(PageCancelJobDocument), variables: { id } });
}
