import { Button } from '../../ui/button';
import type { Planning } from './use-planning';
import styles from '../allocation.module.css';

const STAGES: Readonly<Record<string, string>> = {
  loading: 'reading people, weeks and forecasts',
  queued: 'waiting for its turn',
  saving: 'saving',
};

/** How far planning is, and how good the best plan is so far. */
export function ProgressLine({ planning, label }: { planning: Planning; label: string }) {
  const { isRunning, progress } = planning;
  if (!isRunning) return null;
  const { percent = 0, stage, bestGapPct } = progress ?? {};
  return (
    <div className={styles['progress']}>
      <div className={styles['progressLine']} role="status">
        <span>
          {label} … {stage && <span className="soft">{STAGES[stage] ?? stage.replaceAll('_', ' ')}</span>}
        </span>
        <span className="soft">
          {bestGapPct !== undefined &&
            `best plan so far: at most ${bestGapPct.toFixed(2)} % below what is possible`}
        </span>
      </div>
      <progress aria-label={label} max={100} value={progress ? percent : undefined} />
      {progress && (
        <div>
          <Button small onPress={planning.stop}>
            Stop
          </Button>
        </div>
      )}
    </div>
  );
}
