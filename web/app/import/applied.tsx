import { useState } from 'react';
import { hrefOf, useAddress } from '../address/address';
import { Link } from '../address/link';
import { cases } from '../format/number';
import { useObstacles } from '../revert/revertible';
import { TakeBack } from '../revert/take-back';
import { whatText } from './apply-bar';
import { Remarks } from './remarks';
import type { Import } from './use-import';
import styles from './import.module.css';

/** That it is saved, and the way back. */
export function Applied({ work }: { work: Import }) {
  const { answer, applied, file } = work.state;
  const address = useAddress();
  const [undone, setUndone] = useState(false);
  const changeSet = applied?.changeSet;
  const obstacles = useObstacles(changeSet === undefined || undone ? [] : [changeSet]);
  if (!answer || !applied) return null;
  if (undone)
    return (
      <div className={styles['applied']} role="status">
        <p className={styles['verdict']}>Taken back: everything is as it was before the file.</p>
      </div>
    );
  return (
    <div className={styles['applied']} role="status">
      <p className={styles['verdict']}>
        <b>Saved: {whatText(answer.counts) || 'nothing had to change'}.</b>
        {answer.counts.failed > 0 && ` ${cases(answer.counts.failed)} refused rows were left out.`}{' '}
        <Remarks rows={answer.rows} />
      </p>
      <span className={styles['space']} />
      <Link href={hrefOf(address, '/history', { set: changeSet })}>Look it up in the history</Link>
      {changeSet !== undefined && (
        <TakeBack
          id={changeSet}
          obstacles={obstacles(changeSet)}
          label="Undo the import"
          done={`${file?.name} is taken back`}
          noUndo
          onDone={() => setUndone(true)}
        />
      )}
    </div>
  );
}
