import { useState } from 'react';
import { hrefOf, useAddress } from '../address/address';
import { Link } from '../address/link';
import { runChange, useChange } from '../data/change';
import { errorText } from '../data/errors';
import { cases } from '../format/number';
import { PageRevertDocument } from '../generated/graphql';
import { Button } from '../ui/button';
import { Refused } from '../ui/states';
import { whatText } from './apply-bar';
import type { Import } from './use-import';
import styles from './import.module.css';

/** That it is saved, and the way back. */
export function Applied({ work }: { work: Import }) {
  const { answer, applied, file } = work.state;
  const change = useChange();
  const address = useAddress();
  const [undone, setUndone] = useState(false);
  if (!answer || !applied) return null;
  const { changeSet } = applied;
  const undo = async (): Promise<void> => {
    if (changeSet === undefined) return;
    const worked = await change.run(() =>
      runChange(PageRevertDocument, { id: changeSet }, { done: `${file?.name} is taken back`, noUndo: true }),
    );
    if (worked) setUndone(true);
  };
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
        {answer.counts.failed > 0 && ` ${cases(answer.counts.failed)} refused rows were left out.`}
      </p>
      <span className={styles['space']} />
      <Link href={hrefOf(address, '/history')}>Look it up in the history</Link>
      {changeSet !== undefined && (
        <Button isPending={change.isPending} onPress={() => void undo()}>
          Undo the import
        </Button>
      )}
      <Refused
        text={change.error === undefined ? undefined : `It cannot be undone: ${errorText(change.error)}`}
      />
    </div>
  );
}
