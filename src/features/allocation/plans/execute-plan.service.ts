import { DomainError } from '../../../domain/errors';
import { monthFromStart, monthName } from '../../../domain/time/month';
import { patiently } from '../../../platform/database/pool/patience';
import type { JobProgress } from '../../../platform/scope/attachments';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { writePlan } from '../../assignment';
import type { DataPart, ExecutedPlan, KeptPlan, PlanKind, PlanSettings } from '../options/allocation.model';
import { getPlan, planText } from './kept-plan.service';
import { makePlan, makePlanWithin } from './make-plan.service';
import { hashParts } from '../worker/problem.repository';
import { EXECUTIONS, executionNote } from './execution-note.rules';
import { changedParts } from './stale-parts.service';
import { exclusively, inTurn, type IfBusy } from '../turns/take-turns.service';

/** Longest statement of an execution: half a million rows go in at once. */
const STATEMENT_MS = 300_000;
/** How often a plan is made while others may change the data; then once while they wait. */
const OPEN_TRIES = 2;
const SAVING_PERCENT = 85;

const PART_NAMES: Readonly<Record<DataPart, string>> = {
  people: 'people (platform, location, states, skills, activity or production percentages)',
  weeks: 'week configurations',
  forecasts: 'forecasts, CPHs or reports',
  tiers: 'production capacity tiers',
  assignments: 'assignments',
  closed_months: 'closed months',
};

/** What is to be executed: a kept plan, or one made now. */
export interface Execution {
  planHash?: string | null | undefined;
  kind: PlanKind;
  settings: PlanSettings;
  ifBusy: IfBusy;
}

/** Commits a kept plan exactly, or plans and commits in one go; one transaction and one change set. */
export function executeAllocation(
  scope: RequestScope,
  { planHash, kind, settings, ifBusy }: Execution,
  job: JobProgress,
): Promise<ExecutedPlan> {
  return exclusively(scope, { ifBusy, signal: job.signal }, async () => {
    if (planHash) return commitPlan(scope, await getPlan(scope, planHash), job);
    for (let attempt = 1; attempt <= OPEN_TRIES; attempt += 1) {
      const plan = await makePlan(scope, { kind, settings }, job);
      try {
        return await commitPlan(scope, plan, job);
      } catch (error) {
        const isStale = error instanceof DomainError && error.code === 'STALE_PLAN';
        if (!isStale) throw error;
      }
    }
    return planAlone(scope, { kind, settings }, job);
  });
}

/** Plans and commits under the lock of all writes: somebody changes the data faster than a plan is made. */
function planAlone(
  scope: RequestScope,
  task: { kind: PlanKind; settings: PlanSettings },
  job: JobProgress,
): Promise<ExecutedPlan> {
  job.progress(0, 'planning while other changes wait');
  return inTurn(job.signal, () =>
    patiently(job.signal, () =>
      scope.write(changeOf(task.kind, 'planned while other changes waited'), async (tx) =>
        save(tx, await makePlanWithin(tx, task, job), job),
      ),
    ),
  );
}

/** Commits a plan if everything it depends on is as it was. */
export async function commitPlan(
  scope: RequestScope,
  plan: KeptPlan,
  job: JobProgress,
): Promise<ExecutedPlan> {
  return patiently(job.signal, () =>
    scope.write(changeOf(plan.kind, executionNote(plan.planHash)), (tx) => save(tx, plan, job)),
  );
}

function changeOf(kind: PlanKind, note: string) {
  return { action: EXECUTIONS[kind], note, lock: 'exclusive', statementTimeoutMs: STATEMENT_MS } as const;
}

async function save(tx: WriteScope, plan: KeptPlan, job: JobProgress): Promise<ExecutedPlan> {
  requireConfigured(plan);
  job.progress(SAVING_PERCENT, 'saving');
  await requireFresh(tx, plan);
  job.signal.throwIfAborted();
  await write(tx, plan);
  for (const month of plan.months) tx.stale.month(month);
  job.signal.throwIfAborted();
  return { plan, changeSetId: tx.changeSetId };
}

async function write(tx: WriteScope, plan: KeptPlan): Promise<void> {
  const written = await writePlan(tx, {
    inserts: await planText(tx, plan, 'inserts'),
    updates: await planText(tx, plan, 'updates'),
    releases: await planText(tx, plan, 'releases'),
  });
  for (const [name, rows] of Object.entries(written)) {
    const planned = plan.counts[name as keyof typeof written];
    if (rows !== planned)
      throw new Error(`the plan has ${planned} ${name} assignments, ${rows} were written`);
  }
}

/** Refuses a plan whose data has changed, naming every part that has. */
async function requireFresh(tx: WriteScope, plan: KeptPlan): Promise<void> {
  const stale = changedParts(await hashParts(tx.db), plan.partHashes);
  if (stale.length === 0) return;
  const issues = stale.map((part) => ({
    path: 'planHash',
    message: `${PART_NAMES[part]} have changed since the plan was made; make a new preview`,
    value: plan.planHash,
    code: part.toUpperCase() as Uppercase<typeof part>,
  }));
  const names = stale.map((part) => part.replace('_', ' ')).join(', ');
  throw new DomainError('STALE_PLAN', `The plan is stale: ${names} changed since it was made`, issues, {
    staleParts: [...stale],
  });
}

function requireConfigured({ unconfigured }: KeptPlan): void {
  if (unconfigured.length === 0) return;
  const issues = unconfigured.map((month) => {
    const { year, month: number } = monthFromStart(`${month}-01`);
    const message = `no week of ${monthName(number)} ${year} is configured; generate or set its weeks first`;
    return { path: 'weeks', message, value: month };
  });
  throw new DomainError('NO_WEEK_CONFIG', issues.map((issue) => issue.message).join('; '), issues);
}
