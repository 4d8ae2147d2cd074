import { useState } from 'react';
import { hrefOf, useAddress } from '../../address/address';
import { Link } from '../../address/link';
import { Override } from '../../changes/override';
import { assignWeeks } from '../../changes/weeks';
import { useChange } from '../../data/change';
import { client } from '../../data/client';
import type { DemandName } from '../../data/demand';
import { documentOf } from '../../data/documents';
import { errorText, RefusedError } from '../../data/errors';
import type { MonthFigures } from '../../data/report';
import { useUncached } from '../../data/use-uncached';
import { useMay } from '../../data/viewer';
import { weekKey, weeksText } from '../../format/date';
import { cases, percentRough } from '../../format/number';
import {
  PageCandidatesDocument,
  PagePreviewForDemandDocument,
  type PageCandidatesQuery,
  type PagePreviewForDemandMutation,
} from '../../generated/graphql';
import { Button } from '../../ui/button';
import { Refused, Waiting } from '../../ui/states';
import type { Leaf } from './leaf-panel';
import styles from './panel.module.css';

interface HelpProps {
  demand: DemandName;
  month: MonthFigures;
  weeks: Leaf['weeks'];
}

type Candidate = NonNullable<PageCandidatesQuery['candidates']>[number];

const SHOWN = 4;

/** What can be done about it now: people who are free and may work here, or a plan. */
export function Help({ demand, month, weeks }: HelpProps) {
  const loaded = useUncached(PageCandidatesDocument, { demand, month: month.yearMonth });
  const [all, setAll] = useState(false);
  const mayPlan = useMay('ALLOCATE');
  const candidates = loaded.data?.candidates;
  const shown = all ? candidates : candidates?.slice(0, SHOWN);
  return (
    <section>
      <h3 className={styles['heading']}>What would help</h3>
      {!candidates && <Waiting loaded={loaded} label="Candidates" />}
      {candidates?.length === 0 && (
        <p className="soft">
          Nobody who may work here is free in {month.month}. People who work elsewhere can be moved.
        </p>
      )}
      <ul className={styles['acts']}>
        {shown?.map((candidate) => (
          <CandidateAct key={candidate.cn} candidate={candidate} demand={demand} />
        ))}
        {candidates && candidates.length > SHOWN && !all && (
          <li>
            <Button small look="quiet" onPress={() => setAll(true)}>
              {candidates.length - SHOWN} more who are free
            </Button>
          </li>
        )}
        {mayPlan && <PlanAct demand={demand} weeks={weeks} />}
      </ul>
    </section>
  );
}

function CandidateAct({ candidate, demand }: { candidate: Candidate; demand: DemandName }) {
  const { cn, capacity, freeWeeks, productionPercentage, resource } = candidate;
  const change = useChange();
  const mayAssign = useMay('ASSIGN');
  const who = resource ? `${resource.firstName} ${resource.lastName}` : cn;
  const assign = (override?: string): void => {
    const choice = {
      ...demand,
      share: undefined,
      onConflict: 'ERROR',
      skipRefused: false,
      override,
    } as const;
    void change.run(() => assignWeeks({ cns: [cn], who, weeks: freeWeeks }, choice));
  };
  return (
    <li>
      <div className={styles['act']}>
        <div>
          <b>{who}</b>
          <span>
            {capacity === null ? 'capacity unknown' : `+${cases(capacity)} cases`} · free{' '}
            {weeksText(freeWeeks)} · {percentRough(productionPercentage)}
          </span>
        </div>
        {mayAssign && (
          <Button
            small
            look="soft"
            aria-label={`Assign ${who}`}
            isPending={change.isPending}
            onPress={() => assign()}
          >
            Assign
          </Button>
        )}
      </div>
      <Refused text={change.error === undefined ? undefined : errorText(change.error)} />
      <Override error={change.error} verb="Assign" isPending={change.isPending} onOverride={assign} />
    </li>
  );
}

type Preview = PagePreviewForDemandMutation['previewAllocation'];

/** Plans the weeks of the month for this line of business; nothing is changed until it is applied. */
function PlanAct({ demand, weeks }: { demand: DemandName; weeks: Leaf['weeks'] }) {
  const address = useAddress();
  const change = useChange();
  const [preview, setPreview] = useState<Preview>();
  const [first, last] = [weeks[0], weeks.at(-1)];
  const plan = async (): Promise<void> => {
    const options = {
      mainLobs: [demand.mainLob],
      ...(first && { fromWeek: weekKey(first) }),
      ...(last && { toWeek: weekKey(last) }),
    };
    const { data } = await client.mutate({
      mutation: documentOf(PagePreviewForDemandDocument),
      variables: { options },
    });
    const refusals = data?.previewAllocation.userErrors ?? [];
    if (refusals.length > 0) throw new RefusedError(refusals);
    setPreview(data?.previewAllocation);
  };
  return (
    <li>
      <div className={styles['act']}>
        <div>
          <b>Preview a plan</b>
          <span>
            The best use of {demand.mainLob}’s people in {weeksText(weeks.map(weekKey))}
          </span>
        </div>
        <Button small look="soft" isPending={change.isPending} onPress={() => void change.run(plan)}>
          {change.isPending ? 'Planning …' : 'Preview'}
        </Button>
      </div>
      <Refused text={change.error === undefined ? undefined : errorText(change.error)} />
      {preview?.plan && (
        <p role="status" className={styles['note']}>
          Over all months of the report {demand.mainLob} would miss{' '}
          {cases(preview.plan.totals.after.shortfall)} cases instead of{' '}
          {cases(preview.plan.totals.before.shortfall)}, with {cases(preview.plan.moves.totalCount)} moves
          {preview.plan.totals.after.changedPeople > 0 &&
            `, which take ${cases(preview.plan.totals.after.changedPeople)} people off work that they have now`}
          . <Link href={hrefOf(address, '/allocation', { plan: preview.plan.planHash })}>Look at it</Link>
        </p>
      )}
      {preview && !preview.plan && (
        <p role="status" className={styles['note']}>
          It takes longer.{' '}
          <Link href={hrefOf(address, '/allocation', { job: preview.jobId ?? undefined })}>
            Follow it in Allocation
          </Link>
        </p>
      )}
    </li>
  );
}
