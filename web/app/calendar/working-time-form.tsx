import { useEffect, useRef, useState, type FormEvent } from 'react';
import { StaleEdit } from '../changes/stale-edit';
import { useChange } from '../data/change';
import { errorText } from '../data/errors';
import { Button } from '../ui/button';
import { NumberField } from '../ui/number-field';
import { Refused } from '../ui/states';
import type { WorkingTime } from './working-time';
import styles from './calendar.module.css';

interface WorkingTimeFormProps {
  label: string;
  initial: WorkingTime;
  /** Throws what the server refuses. */
  save(time: WorkingTime): Promise<unknown>;
  /** Begins again with what is stored now. */
  onRestart(): void;
  onClose(): void;
}

const LABELS = {
  workingDays: 'Working days',
  workHours: 'Hours a day',
  shrinkage: 'Shrinkage',
  occupancy: 'Occupancy',
} as const;

/** Working time edited in its place; what is accepted is the server's to say. */
export function WorkingTimeForm({ label, initial, save, onRestart, onClose }: WorkingTimeFormProps) {
  const change = useChange();
  const [time, setTime] = useState(initial);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    form.current?.querySelector('input')?.focus();
    // Who closes the form goes on where it was opened; a frame later, when its fields have taken leave.
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
      });
    };
  }, []);
  const set = (part: Partial<WorkingTime>): void => setTime((before) => ({ ...before, ...part }));
  const store = async (): Promise<void> => {
    if (change.isPending) return;
    if (await change.run(() => save(time))) onClose();
  };
  return (
    <form
      ref={form}
      aria-label={label}
      className={styles['form']}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void store();
      }}
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      <div className={styles['fields']}>
        <NumberField
          label={LABELS.workingDays}
          value={time.workingDays}
          onChange={(workingDays) => set({ workingDays })}
        />
        <NumberField
          label={LABELS.workHours}
          value={time.workHours}
          onChange={(workHours) => set({ workHours })}
        />
        <NumberField
          label={LABELS.shrinkage}
          percent
          value={time.shrinkage}
          onChange={(shrinkage) => set({ shrinkage })}
        />
        <NumberField
          label={LABELS.occupancy}
          percent
          value={time.occupancy}
          onChange={(occupancy) => set({ occupancy })}
        />
        <span className={styles['formActs']}>
          <Button look="primary" type="submit" isPending={change.isPending}>
            Save
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </span>
      </div>
      <Refused text={change.error === undefined ? undefined : errorText(change.error, LABELS)} />
      <StaleEdit error={change.error} onRestart={onRestart} />
    </form>
  );
}
