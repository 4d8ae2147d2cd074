import { monthLabel } from '../../format/date';
import { cases, compact, percent } from '../../format/number';
import type { PlanHeadFragment, PlanTotalsFragment } from '../../generated/graphql';
import { Card } from '../../ui/card';
import { proofText } from './proof';
import styles from '../allocation.module.css';

/** What the plan reaches, and how good that is. */
export function Verdict({ plan }: { plan: PlanHeadFragment }) {
  const { before, after } = plan.totals;
  const saved = before.shortfall - after.shortfall;
  const months = plan.months.map(monthLabel);
  return (
    <Card
      title={
        saved >= 0
          ? `Covers ${cases(saved)} more of ${compact(before.forecast)} cases forecast`
          : `Covers ${cases(-saved)} fewer of ${compact(before.forecast)} cases forecast`
      }
      note={months.length > 0 ? `${months[0]} – ${months.at(-1)}` : 'no month changes'}
    >
      <dl className={styles['totals']}>
        <Total title="Not covered" value={({ shortfall }) => shortfall} plan={plan} better="less" />
        <Coverage before={before} after={after} />
        <Total
          title="Beyond the forecast"
          value={({ overAllocation }) => overAllocation}
          plan={plan}
          better="less"
        />
        <Total title="People with work" value={({ people }) => people} plan={plan} />
        <Total title="Person-weeks with work" value={({ personWeeks }) => personWeeks} plan={plan} />
        <div>
          <dt>Weeks moved away</dt>
          <dd>
            <b>{cases(after.changed)}</b>
            <small>of {cases(after.changedPeople)} people</small>
          </dd>
        </div>
      </dl>
      <p className={styles['proof']}>{proofText(plan)}</p>
    </Card>
  );
}

interface TotalProps {
  title: string;
  value(totals: PlanTotalsFragment): number;
  plan: PlanHeadFragment;
  better?: 'less';
}

function Total({ title, value, plan: { totals }, better }: TotalProps) {
  const [from, to] = [value(totals.before), value(totals.after)];
  const isBetter = better === 'less' && Math.round(to) < Math.round(from);
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <b className={isBetter ? 'spare' : ''}>{cases(to)}</b>
        <small>was {cases(from)}</small>
      </dd>
    </div>
  );
}

const coverage = ({ met, forecast }: PlanTotalsFragment): number | null =>
  forecast > 0 ? met / forecast : null;

function Coverage({ before, after }: { before: PlanTotalsFragment; after: PlanTotalsFragment }) {
  const isBetter = after.met > before.met;
  return (
    <div>
      <dt>Coverage</dt>
      <dd>
        <b className={isBetter ? 'spare' : ''}>{percent(coverage(after))}</b>
        <small>was {percent(coverage(before))}</small>
      </dd>
    </div>
  );
}
