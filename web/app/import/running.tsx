import { cases } from '../format/number';
import { Button } from '../ui/button';
import { Skeleton } from '../ui/states';
import type { Import } from './use-import';
import styles from './import.module.css';

const WORDS = {
  recognising: 'Looking what it is',
  checking: 'Checking every row; nothing is saved',
  applying: 'Saving',
} as const;

const STAGES: Readonly<Record<string, string>> = {
  reading: 'reading rows',
  saving: 'comparing with what is stored',
};

/** That it is at work, and how far a long file is. */
export function Running({ work }: { work: Import }) {
  const { busy, progress, answer } = work.state;
  if (!busy) return null;
  return (
    <div className={styles['running']} role="status">
      <div className={styles['runningLine']}>
        <span>
          {WORDS[busy]} …
          {progress && (
            <span className="soft">
              {' '}
              {STAGES[progress.stage] ?? progress.stage}
              {progress.rows ? `, ${cases(progress.rows)} rows` : ''}
            </span>
          )}
        </span>
        {progress && (
          <Button small onPress={work.stop}>
            Stop
          </Button>
        )}
      </div>
      {progress && <progress aria-label={WORDS[busy]} max={100} value={progress.percent} />}
      {!progress && !answer && <Skeleton label={WORDS[busy]} lines={3} height={20} />}
    </div>
  );
}
