import { useState } from 'react';
import { changeAddress } from '../../address/address';
import { client } from '../../data/client';
import { documentOf } from '../../data/documents';
import { cases } from '../../format/number';
import { PagePlanDocument, type PlanHeadFragment } from '../../generated/graphql';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ErrorState } from '../../ui/states';
import { previewRebalance } from '../run/planning';
import { ProgressLine } from '../run/progress-line';
import { usePlanning } from '../run/use-planning';
import { Gained } from '../plan/change-cell';
import { moreText } from '../plan/proof';
import { Curve } from './curve';
import { MovesSlider } from './moves-slider';
import styles from '../allocation.module.css';

/** Beyond a third of all person-weeks it is no rebalance any more: plan anew. */
const MAX_CHANGED_PCT = 33;

type Point = NonNullable<PlanHeadFragment['curve']>[number];

interface Looked {
  points: readonly Point[];
  /** Cases that the stored assignments leave uncovered. The first point may miss more: what is no longer possible does not count there. */
  before: number;
}

/** What more moves would bring, to choose how many are worth it. */
export function Rebalance() {
  const planning = usePlanning();
  const [looked, setLooked] = useState<Looked>();
  const look = async (): Promise<void> => {
    const planned = await planning.run((onProgress, signal) =>
      previewRebalance({ maxChangedPct: MAX_CHANGED_PCT }, onProgress, signal),
    );
    if (!planned) return;
    const { data } = await client.query({
      query: documentOf(PagePlanDocument),
      variables: { planHash: planned.planHash },
      fetchPolicy: 'no-cache',
    });
    const plan = data?.allocationPlan;
    setLooked({ points: plan?.curve ?? [], before: plan?.totals.before.shortfall ?? 0 });
  };
  return (
    <Card title="Moves against missing cases" note="nothing is changed by looking">
      {!looked && (
        <div className={styles['start']}>
          <Button look="primary" isPending={planning.isRunning} onPress={() => void look()}>
            Find what moves would bring
          </Button>
          <span className="soft">idle people are used first, then the moves that bring most</span>
        </div>
      )}
      <ProgressLine planning={planning} label="Looking" />
      {planning.error !== undefined && <ErrorState what="There is no curve" error={planning.error} />}
      {looked && <Choice {...looked} />}
    </Card>
  );
}

/** The last point that needs no more moves than allowed. */
function reachedWith(points: readonly Point[], allowed: number): Point | undefined {
  return points.filter(({ changed }) => changed <= allowed).at(-1) ?? points[0];
}

function Choice({ points, before }: Looked) {
  const largest = Math.max(...points.map(({ changed }) => changed), 0);
  const [allowed, setAllowed] = useState(() => reachedWith(points, largest / 2)?.changed ?? 0);
  const planning = usePlanning();
  const point = reachedWith(points, allowed);
  if (!point || !points.some(({ shortfall }) => Math.round(before - shortfall) > 0))
    return <p>No move would bring anything: what is assigned is as good as moves can make it.</p>;
  const preview = async (): Promise<void> => {
    const planned = await planning.run((onProgress, signal) =>
      previewRebalance({ maxChangedPct: upTo(point.changedPct) }, onProgress, signal),
    );
    if (planned) changeAddress({ plan: planned.planHash });
  };
  return (
    <div className={styles['rebalance']}>
      <Curve points={points} chosen={point} />
      {largest > 0 && (
        <MovesSlider value={allowed} stops={points.map(({ changed }) => changed)} onChange={setAllowed} />
      )}
      <p className={styles['proof']} role="status">
        With <b>{cases(allowed)}</b> person-weeks moved ({point.changedPct.toFixed(1)} % of those that may,{' '}
        {cases(point.people)} people), <b>{cases(point.shortfall)}</b> cases stay missing instead of{' '}
        {cases(before)}: <Gained before={before} after={point.shortfall} />. No plan could be worth more than{' '}
        {moreText(point.gapPct)} more.
      </p>
      <div className={styles['start']}>
        <Button look="primary" isPending={planning.isRunning} onPress={() => void preview()}>
          Preview these moves
        </Button>
      </div>
      <ProgressLine planning={planning} label="Planning" />
      {planning.error !== undefined && <ErrorState what="There is no plan" error={planning.error} />}
    </div>
  );
}

const TEN_THOUSANDTHS = 10_000;

/** The server counts whole person-weeks below a share: a hair more lets all of them in. */
const upTo = (pct: number): number => Math.ceil(pct * TEN_THOUSANDTHS + 1) / TEN_THOUSANDTHS;
