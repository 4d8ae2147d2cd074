import { useEffect, useState } from 'react';
import { changeAddress, hrefOf, useAddress } from '../../address/address';
import { Link } from '../../address/link';
import { newRequestId } from '../../data/change';
import { errorText } from '../../data/errors';
import { asOwnChange, checkFreshness } from '../../data/live';
import { useUncached } from '../../data/use-uncached';
import { useViewer } from '../../data/viewer';
import { cases } from '../../format/number';
import {
  PagePlanExecutionDocument,
  PagePlanFreshnessDocument,
  type PlanHeadFragment,
  type RebalanceAllocationInput,
} from '../../generated/graphql';
import { useObstacles } from '../../revert/revertible';
import { TakeBack } from '../../revert/take-back';
import { Button } from '../../ui/button';
import { Refused } from '../../ui/states';
import { toastDone } from '../../ui/toast';
import { execute, preview, previewRebalance, StalePlanError } from '../run/planning';
import { ProgressLine } from '../run/progress-line';
import { usePlanning, type Planning } from '../run/use-planning';
import styles from '../allocation.module.css';

/** Apply or discard; once applied, the way back. */
export function Actions({ plan }: { plan: PlanHeadFragment }) {
  const { search } = useAddress();
  const applied = search.get('applied');
  const { data } = useUncached(PagePlanExecutionDocument, applied ? undefined : { planHash: plan.planHash });
  const executedBy = data?.allocationPlan?.executedBy;
  // Whoever follows a link to the plan learns that it was applied meanwhile, and once it is taken back here, that it is.
  useEffect(() => {
    if (!applied && executedBy) changeAddress({ applied: executedBy }, { replace: true });
  }, [applied, executedBy]);
  if (applied) return <Applied changeSet={applied} />;
  return <Undecided plan={plan} />;
}

const discard = (): void =>
  changeAddress({ plan: undefined, job: undefined, tab: undefined, applied: undefined });

/** Parts of the data that a plan is made of, by the server's names. */
const PARTS: Readonly<Record<string, string>> = {
  people: 'people',
  weeks: 'weeks of the calendar',
  forecasts: 'forecasts',
  tiers: 'tiers',
  assignments: 'assignments',
  closed_months: 'closed months',
};

const LIST = new Intl.ListFormat('en-US');

/** What has changed since a plan was made, so that applying it would be refused; asked again with every change. */
function useStaleText({ planHash }: PlanHeadFragment): string | undefined {
  const { data } = useUncached(PagePlanFreshnessDocument, { planHash });
  const parts = data?.allocationPlan?.staleParts ?? [];
  if (parts.length === 0) return undefined;
  return `Changed since it was made: ${LIST.format(parts.map((part) => PARTS[part] ?? part))}.`;
}

function Undecided({ plan }: { plan: PlanHeadFragment }) {
  const planning = usePlanning();
  const staleText = useStaleText(plan);
  const [isApplying, setApplying] = useState(false);
  const mayApply = useViewer()?.can.includes('ALLOCATE') ?? true;
  const { created, updated, deallocated } = plan.counts;
  const apply = async (): Promise<void> => {
    setApplying(true);
    const done = await asOwnChange(async () => {
      const saved = await planning.run((onProgress, signal) =>
        execute(plan.planHash, newRequestId(), { onProgress, signal }),
      );
      if (saved) await checkFreshness();
      return saved;
    }).finally(() => setApplying(false));
    if (!done) return;
    toastDone('The plan is applied');
    changeAddress({ applied: done.changeSetId }, { replace: true });
  };
  const stale = stalenessOf(planning.error, isApplying ? undefined : staleText);
  return (
    <div className={styles['actions']}>
      <div className={styles['actionLine']}>
        <p>
          <b>{plan.kind === 'REBALANCE' ? 'A rebalance' : 'A plan'}, not applied.</b>{' '}
          <span className="soft">
            It writes {cases(created)} assignments, ends {cases(deallocated)} and changes {cases(updated)}.
          </span>
        </p>
        <Button onPress={discard}>Discard</Button>
        {mayApply && !stale && (
          <Button look="primary" isPending={planning.isRunning} onPress={() => void apply()}>
            Apply the plan
          </Button>
        )}
      </div>
      <ProgressLine planning={planning} label="Applying" />
      {stale ? (
        <Stale plan={plan} {...stale} />
      ) : (
        <Refused text={planning.error === undefined ? undefined : errorText(planning.error)} />
      )}
    </div>
  );
}

interface Staleness {
  what: string;
  why: string;
  /** Whether it answers what somebody has just tried. */
  isRefusal: boolean;
}

/** That a plan is out of date: because applying it was refused, or as the server says before anybody tries. */
function stalenessOf(error: unknown, why: string | undefined): Staleness | undefined {
  if (error instanceof StalePlanError)
    return {
      what: 'Nothing was applied: the plan is out of date.',
      why: errorText(error),
      isRefusal: true,
    };
  return why === undefined
    ? undefined
    : { what: 'The plan is out of date and cannot be applied.', why, isRefusal: false };
}

/** What a plan was made with, to plan by it again: the cache's names of types and what was not set are no options. */
function asInput(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asInput);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, each]) => name !== '__typename' && each !== null)
      .map(([name, each]) => [name, asInput(each)]),
  );
}

function previewAgain(plan: PlanHeadFragment, planning: Planning) {
  const { maxChangedPct, ...options } = asInput(plan.options) as RebalanceAllocationInput;
  return planning.run((onProgress, signal) =>
    plan.kind === 'REBALANCE'
      ? previewRebalance({ ...options, maxChangedPct: maxChangedPct ?? null }, onProgress, signal)
      : preview(options, onProgress, signal),
  );
}

function Stale({ plan, what, why, isRefusal }: Staleness & { plan: PlanHeadFragment }) {
  const planning = usePlanning();
  const again = async (): Promise<void> => {
    const planned = await previewAgain(plan, planning);
    if (planned) changeAddress({ plan: planned.planHash }, { replace: true });
  };
  return (
    <>
      <div className={styles['stale']} role={isRefusal ? 'alert' : 'status'}>
        <p>
          <b>{what}</b> {why}
        </p>
        <Button look="primary" isPending={planning.isRunning} onPress={() => void again()}>
          Preview again
        </Button>
      </div>
      <ProgressLine planning={planning} label="Planning" />
      <Refused text={planning.error === undefined ? undefined : errorText(planning.error)} />
    </>
  );
}

function Applied({ changeSet }: { changeSet: string }) {
  const address = useAddress();
  const [undoneHere, setUndone] = useState(false);
  const obstacles = useObstacles(undoneHere ? [] : [changeSet]);
  // Also by somebody else, or before the page was loaded again.
  const undone = undoneHere || obstacles(changeSet)?.some(({ isDone }) => isDone) === true;
  return (
    <div className={styles['actions']} data-done={!undone || undefined} role="status">
      <div className={styles['actionLine']}>
        <p>
          {undone ? (
            <>
              <b>Taken back:</b> everybody works where they did before.
            </>
          ) : (
            <>
              <b>Applied.</b> <span className="soft">Below is what was before and what is now.</span>
            </>
          )}
        </p>
        <Link href={hrefOf(address, '/history', { set: changeSet })}>History</Link>
        <Link href={hrefOf(address, '/')}>Overview</Link>
        <Button onPress={discard}>Plan anew</Button>
        {!undone && (
          <TakeBack
            id={changeSet}
            obstacles={obstacles(changeSet)}
            label="Undo the plan"
            done="The plan is taken back"
            noUndo
            onDone={() => setUndone(true)}
          />
        )}
      </div>
    </div>
  );
}
