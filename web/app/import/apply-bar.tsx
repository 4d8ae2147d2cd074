import { cases } from '../format/number';
import { Button } from '../ui/button';
import { Remarks } from './remarks';
import { hasRemark, type ImportAnswer } from './upload';
import type { Import } from './use-import';
import styles from './import.module.css';

/** Applies what was checked; with refused rows the rest by choice. */
export function ApplyBar({ work, answer: { counts, rows } }: { work: Import; answer: ImportAnswer }) {
  const saved = counts.created + counts.updated;
  if (saved === 0)
    return (
      <p className={styles['verdict']}>
        {counts.failed > 0
          ? 'There is nothing to save: no row could be read as it should be.'
          : 'There is nothing to save: everything in the file is stored just so.'}
      </p>
    );
  if (counts.failed === 0)
    return (
      <div className={styles['apply']}>
        <p className={styles['verdict']}>
          {rows.some(hasRemark) ? 'Every row can be saved.' : 'Every row is fine.'} <Remarks rows={rows} />
        </p>
        <Button look="primary" onPress={work.apply}>
          Apply: {whatText(counts)}
        </Button>
      </div>
    );
  return (
    <div className={styles['apply']}>
      <p className={styles['verdict']}>
        <b className="short">× {cases(counts.failed)} refused.</b> Correct them in the file and choose it
        again, or save the others without them. <Remarks rows={rows} />
      </p>
      <Button onPress={work.apply}>
        Apply the {cases(saved)} good {saved === 1 ? 'row' : 'rows'}: {whatText(counts)}
      </Button>
    </div>
  );
}

/** `12 new, 3 changed`. */
export function whatText({ created, updated }: ImportAnswer['counts']): string {
  return [created > 0 && `${cases(created)} new`, updated > 0 && `${cases(updated)} changed`]
    .filter(Boolean)
    .join(', ');
}
