import { changeAddress, useAddress } from '../../address/address';
import { useUncached } from '../../data/use-uncached';
import { dateTime } from '../../format/date';
import { cases } from '../../format/number';
import { PagePlanDocument, type PlanHeadFragment } from '../../generated/graphql';
import { Button } from '../../ui/button';
import { EmptyState, Waiting } from '../../ui/states';
import { Tabs } from '../../ui/tabs';
import { Actions } from './actions';
import { Demands } from './demands';
import { Hires } from './hires';
import { IdlePeople } from './idle';
import { Lines } from './lines';
import { Moves } from './moves';
import { Shortages } from './shortages';
import { Verdict } from './verdict';
import { Warnings } from './warnings';
import styles from '../allocation.module.css';

/** The kept plan of the address. */
export function PlanOfAddress({ planHash }: { planHash: string }) {
  const loaded = useUncached(PagePlanDocument, { planHash });
  if (!loaded.data) return <Waiting loaded={loaded} label="Plan" />;
  const plan = loaded.data.allocationPlan;
  if (plan) return <PlanView plan={plan} />;
  return (
    <EmptyState title="This plan is no longer kept">
      <p>A plan is kept for a day. Make a new one; it sees what is stored now.</p>
      <p>
        <Button look="primary" onPress={() => changeAddress({ plan: undefined, applied: undefined })}>
          Plan anew
        </Button>
      </p>
    </EmptyState>
  );
}

function tabsOf(plan: PlanHeadFragment) {
  const { planHash, moves, idle, warnings, hiring } = plan;
  return [
    { id: 'lines', title: 'By line', content: <Lines planHash={planHash} /> },
    { id: 'demands', title: 'By demand', content: <Demands planHash={planHash} /> },
    { id: 'moves', title: `Moves ${cases(moves.totalCount)}`, content: <Moves planHash={planHash} /> },
    { id: 'short', title: 'Still short', content: <Shortages planHash={planHash} /> },
    {
      id: 'idle',
      title: `Without work ${cases(idle.totalCount)}`,
      content: <IdlePeople planHash={planHash} />,
    },
    ...(hiring.length > 0 ? [{ id: 'hires', title: 'Hires', content: <Hires hires={hiring} /> }] : []),
    ...(warnings.totalCount > 0
      ? [
          {
            id: 'warnings',
            title: `Worth knowing ${cases(warnings.totalCount)}`,
            content: <Warnings planHash={planHash} />,
          },
        ]
      : []),
  ];
}

function PlanView({ plan }: { plan: PlanHeadFragment }) {
  const { search } = useAddress();
  const tabs = tabsOf(plan);
  const wanted = search.get('tab') ?? '';
  return (
    <div className={styles['allocation']}>
      <Actions plan={plan} />
      <Verdict plan={plan} />
      <Tabs
        label="The plan"
        tabs={tabs}
        selected={tabs.some(({ id }) => id === wanted) ? wanted : 'lines'}
        onSelect={(tab) => changeAddress({ tab: tab === 'lines' ? undefined : tab }, { replace: true })}
      />
      <p className="soft">
        Made {dateTime(plan.createdDatetime)}, kept until {dateTime(plan.expiresDatetime)}.
      </p>
    </div>
  );
}
