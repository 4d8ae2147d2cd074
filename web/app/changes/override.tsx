import { useState } from 'react';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { isOverridable } from './weeks';
import styles from './changes.module.css';

interface OverrideProps {
  /** What was refused; nothing is offered unless it was somebody who is not eligible. */
  error: unknown;
  verb: 'Assign' | 'Move';
  isPending: boolean;
  onOverride(note: string): void;
}

/** Who is not eligible is assigned or moved when somebody says why; the note stays with the assignments. */
export function Override({ error, verb, isPending, onOverride }: OverrideProps) {
  const [note, setNote] = useState('');
  if (!isOverridable(error)) return null;
  return (
    <div className={styles['override']}>
      <Field
        label={`${verb} them all the same, because`}
        hint="The note is kept with each of the weeks and in the history."
        value={note}
        onChange={setNote}
      />
      <Button isDisabled={note.trim() === ''} isPending={isPending} onPress={() => onOverride(note.trim())}>
        {verb} all the same
      </Button>
    </div>
  );
}
