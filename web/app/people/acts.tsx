import { useState } from 'react';
import { hrefOf, useAddress } from '../address/address';
import { Link } from '../address/link';
import type { Chosen } from '../changes/chosen';
import { AssignDialog } from '../changes/dialogs/assign-dialog';
import { MoveDialog } from '../changes/dialogs/move-dialog';
import { ProductionDialog } from '../changes/dialogs/production-dialog';
import {
  freeWeeks,
  moveWeeks,
  pinWeeks,
  WeeksRefusedError,
  weeksCount,
  type RefusedWeek,
} from '../changes/weeks';
import { useChange } from '../data/change';
import { errorText } from '../data/errors';
import { useMay } from '../data/viewer';
import { weeksText } from '../format/date';
import { Button } from '../ui/button';
import { CloseIcon } from '../ui/icons';
import { Refused } from '../ui/states';
import { nameOf, type Person } from './runs';
import type { Selection } from './view';
import type { WeekColumn } from './week-column';
import styles from './acts.module.css';

interface ChosenPeople extends Chosen {
  /** Whether somebody works then, or may do so: weeks of people who were found by another search may not be known. */
  mayWork: boolean;
}

interface ActsProps {
  chosen: ChosenPeople;
  onRefused(weeks: readonly RefusedWeek[]): void;
  onClose(): void;
}

/** Gathers what the acts and their dialogs need to know. */
export function chosenOf(
  selection: Selection,
  people: readonly Person[],
  columns: readonly WeekColumn[],
): ChosenPeople {
  const within = columns.filter(({ key }) => key >= selection.from && key <= selection.to);
  const weeks = within.map(({ key }) => key);
  const shown = people.filter(({ cn }) => selection.cns.includes(cn));
  const taken = shown.flatMap(({ work }) =>
    [...(work?.values() ?? [])].filter(({ week }) => weeks.includes(week)),
  );
  const [first] = shown;
  const who =
    selection.cns.length === 1
      ? first
        ? nameOf(first)
        : selection.cns.join()
      : `${selection.cns.length} people`;
  return {
    cns: selection.cns,
    weeks,
    taken,
    mayWork: taken.length > 0 || shown.length < selection.cns.length,
    who,
    names: new Map(shown.map((person) => [person.cn, nameOf(person)])),
    usualShare: first?.productionPercentage ?? 1,
    yearMonth: within[0]?.yearMonth ?? '',
  };
}

/** What can be done with the selected weeks. */
export function Acts({ chosen, onRefused, onClose }: ActsProps) {
  const { cns, weeks, taken, mayWork, who } = chosen;
  const address = useAddress();
  const change = useChange();
  const [dialog, setDialog] = useState<'assign' | 'move' | 'production'>();
  const [mayAssign, mayEdit] = [useMay('ASSIGN'), useMay('EDIT_PEOPLE')];
  const total = weeks.length * cns.length;
  const allPinned = taken.length > 0 && taken.every(({ pinned }) => pinned);
  const run = (work: () => Promise<readonly RefusedWeek[]>): void => {
    void change.run(async () => {
      try {
        onRefused(await work());
      } catch (error) {
        if (error instanceof WeeksRefusedError) onRefused(error.weeks);
        throw error;
      }
    });
  };
  const none = !mayWork || change.isPending;
  const close = (): void => setDialog(undefined);
  return (
    <section className={styles['acts']} aria-label="Selected weeks">
      <p className={styles['what']}>
        <b>{weeksCount(total)}</b>{' '}
        <span className="soft">
          {weeksText(weeks)} · {who}
        </span>
        <small className={styles['hint']}>Ctrl + click adds a person in these weeks</small>
      </p>
      {mayAssign && (
        <>
          <Button look="primary" onPress={() => setDialog('assign')}>
            Assign …
          </Button>
          <Button isDisabled={none} onPress={() => setDialog('move')}>
            Move …
          </Button>
        </>
      )}
      {(mayEdit || mayAssign) && <Button onPress={() => setDialog('production')}>Production …</Button>}
      {mayAssign && (
        <>
          <Button isDisabled={none} onPress={() => run(() => pinWeeks(chosen, !allPinned))}>
            {allPinned ? 'Unpin' : 'Pin'}
          </Button>
          <Button look="danger" isDisabled={none} onPress={() => run(() => freeWeeks(chosen))}>
            Free
          </Button>
        </>
      )}
      <Link className={styles['link']} href={hrefOf(address, '/history', { person: cns })}>
        History
      </Link>
      <Button look="quiet" small aria-label="Select nothing" onPress={onClose}>
        <CloseIcon size={14} />
      </Button>
      <Refused text={change.error === undefined ? undefined : errorText(change.error)} />
      {dialog === 'assign' && <AssignDialog chosen={chosen} onRefused={onRefused} onClose={close} />}
      {dialog === 'move' && (
        <MoveDialog
          chosen={chosen}
          move={async (target, note) => onRefused(await moveWeeks(chosen, target, note))}
          onClose={close}
        />
      )}
      {dialog === 'production' && (
        <ProductionDialog chosen={chosen} initially="on" onRefused={onRefused} onClose={close} />
      )}
    </section>
  );
}
