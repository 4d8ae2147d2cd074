import { invalid } from '../../../domain/errors';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { ExecutedPlan, KeptPlan } from '../options/allocation.model';
import type { AllocationChoices } from '../options/plan-options.preset';
import { firstGiven, readSettings } from '../options/plan-settings.service';
import { executeAllocation } from './execute-plan.service';
import { findPlan } from './kept-plan.repository';
import { makePlan } from './make-plan.service';
import { fromFirstOpenWeek } from './open-weeks.service';
import { runAllocation, type PlanEnd } from './run-allocation.service';
import type { IfBusy } from '../turns/take-turns.service';

type Maybe<T> = T | null | undefined;

/** SHA-256 in hexadecimal. */
const PLAN_HASH = /^[0-9a-f]{64}$/;

/** A kept plan; undefined if there is none of this hash. */
export function findKeptPlan(scope: RequestScope, planHash: string): Promise<KeptPlan | undefined> {
  if (!PLAN_HASH.test(planHash)) return Promise.resolve(undefined);
  return findPlan(scope, planHash);
}

/** Plans what is stored now; the plan, or the job that is still at it. */
export async function previewPlan(
  scope: RequestScope,
  choices: AllocationChoices,
  waitSeconds: number,
): Promise<{ plan: KeptPlan } | { jobId: string }> {
  const settings = await fromFirstOpenWeek(scope, readSettings(choices));
  const options = {
    kind: 'allocation.preview' as const,
    waitSeconds,
    endOf: (plan: KeptPlan) => endOfPlan(plan, null),
  };
  const outcome = await runAllocation(scope, options, (job) =>
    makePlan(scope, { kind: 'plan', settings }, job),
  );
  return 'value' in outcome ? { plan: outcome.value } : outcome;
}

type Execution = AllocationChoices & { planHash?: Maybe<string>; ifBusy?: Maybe<IfBusy> };

/** A plan or options chosen as `by`, in the fields that it stands for; refused beside them. */
export function chosenExecution(
  input: Execution & { by?: Maybe<{ planHash?: Maybe<string>; options?: Maybe<AllocationChoices> }> },
): Execution {
  const { by, ...flat } = input;
  if (!by) return flat;
  const { ifBusy, ...beside } = flat;
  const [other] = Object.entries(beside).filter(([, value]) => value !== undefined && value !== null);
  if (other) throw invalid(`input.${other[0]}`, other[1], 'nothing of the plan beside `by`');
  return by.planHash ? { planHash: by.planHash, ifBusy } : { ...by.options, ifBusy };
}

/** Commits a kept plan, or plans and commits in one go. */
export async function executeAndAnswer(
  scope: RequestScope,
  { planHash, ifBusy, ...choices }: Execution,
  waitSeconds: number,
): Promise<ExecutedPlan | { jobId: string }> {
  const given = readSettings(choices);
  const first = firstGiven(given);
  if (planHash && first) throw invalid(`input.${first[0]}`, first[1], 'either planHash or options');
  const settings = planHash ? given : await fromFirstOpenWeek(scope, given);
  const options = { kind: 'allocation.execute' as const, waitSeconds, endOf: endOfExecution };
  const outcome = await runAllocation(scope, options, (job) =>
    executeAllocation(scope, { planHash, kind: 'plan', settings, ifBusy: ifBusy ?? 'wait' }, job),
  );
  return 'value' in outcome ? outcome.value : outcome;
}

/** Improves the existing assignments with a limited number of moves. */
export async function rebalanceAndAnswer(
  scope: RequestScope,
  { dryRun, ifBusy, ...choices }: AllocationChoices & { dryRun?: Maybe<boolean>; ifBusy?: Maybe<IfBusy> },
  waitSeconds: number,
): Promise<ExecutedPlan | { jobId: string }> {
  const settings = await fromFirstOpenWeek(scope, readSettings(choices));
  const options = { kind: 'allocation.rebalance' as const, waitSeconds, endOf: endOfExecution };
  const outcome = await runAllocation<ExecutedPlan>(scope, options, async (job) => {
    if (dryRun)
      return { plan: await makePlan(scope, { kind: 'rebalance', settings }, job), changeSetId: null };
    return executeAllocation(scope, { kind: 'rebalance', settings, ifBusy: ifBusy ?? 'wait' }, job);
  });
  return 'value' in outcome ? outcome.value : outcome;
}

function endOfExecution({ plan, changeSetId }: ExecutedPlan): PlanEnd {
  return endOfPlan(plan, changeSetId);
}

function endOfPlan(plan: KeptPlan, changeSetId: number | null): PlanEnd {
  const { planHash, complete, counts, solve, expiresDatetime } = plan;
  return { planHash, changeSetId, complete, counts, gapPct: Number(solve['gapPct']), expiresDatetime };
}
