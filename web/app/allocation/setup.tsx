import { changeAddress, useAddress } from '../address/address';
import { RefusedError } from '../data/errors';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { Segments } from '../ui/segments';
import { ErrorState } from '../ui/states';
import { readOptions, wrongOptions } from './options';
import { OptionsForm } from './options-form';
import { Rebalance } from './rebalance/rebalance';
import { preview } from './run/planning';
import { ProgressLine } from './run/progress-line';
import { usePlanning } from './run/use-planning';
import styles from './allocation.module.css';

const MODES = [
  { id: 'plan', text: 'Plan anew' },
  { id: 'rebalance', text: 'Rebalance' },
];

/** What is to be planned, before there is a plan. */
export function Setup() {
  const { search } = useAddress();
  const mode = search.get('mode') === 'rebalance' ? 'rebalance' : 'plan';
  return (
    <div className={styles['allocation']}>
      <div className={styles['modes']}>
        <Segments
          label="How to plan"
          choices={MODES}
          value={mode}
          onChange={(next) => changeAddress({ mode: next === 'plan' ? undefined : next }, { replace: true })}
        />
        <span className="soft">
          {mode === 'plan'
            ? 'the best use of everybody’s weeks; people stay where that costs nothing'
            : 'the fewest moves that bring the most, from where people are now'}
        </span>
      </div>
      {mode === 'plan' ? <Anew /> : <Rebalance />}
    </div>
  );
}

function Anew() {
  const { search } = useAddress();
  const planning = usePlanning();
  const wrong = wrongOptions(search);
  const start = async (): Promise<void> => {
    const planned = await planning.run((onProgress, signal) =>
      preview(readOptions(search), onProgress, signal),
    );
    if (planned) changeAddress({ plan: planned.planHash });
  };
  return (
    <Card title="A new plan" note="nothing is changed by a preview">
      <div className={styles['start']}>
        <Button
          look="primary"
          isPending={planning.isRunning}
          isDisabled={wrong.size > 0}
          onPress={() => void start()}
        >
          Preview the plan
        </Button>
        <span className="soft">
          with the options below, each as usual unless set; the plan is kept for a day and can be sent as a
          link
        </span>
      </div>
      <ProgressLine planning={planning} label="Planning" />
      {planning.error !== undefined && (
        <ErrorState
          what={planning.error instanceof RefusedError ? 'The plan was refused' : 'There is no plan'}
          error={planning.error}
        />
      )}
      <OptionsForm error={planning.error} wrong={wrong} />
    </Card>
  );
}
