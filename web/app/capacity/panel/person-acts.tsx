import { useState } from 'react';
import { freeAssignments, moveAssignments, pinAssignments } from '../../changes/assignments';
import type { Chosen } from '../../changes/chosen';
import { MoveDialog } from '../../changes/dialogs/move-dialog';
import { ProductionDialog } from '../../changes/dialogs/production-dialog';
import type { RefusedWeek } from '../../changes/weeks';
import { useChange } from '../../data/change';
import { demandKey, type DemandName } from '../../data/demand';
import { errorText } from '../../data/errors';
import type { MonthFigures } from '../../data/report';
import { weeksText } from '../../format/date';
import { percentRough } from '../../format/number';
import { Button } from '../../ui/button';
import { Refused } from '../../ui/states';
import type { Person } from './people';
import styles from './panel.module.css';

interface PersonActsProps {
  person: Person;
  demand: DemandName;
  month: MonthFigures;
  /** Called with their name when a dialog about them opens, and without one when it is closed. */
  onAsk(who: string | undefined): void;
}

/** Changes of one person's weeks on this demand: the weeks are chosen first, all of them to begin with. */
export function PersonActs({ person, demand, month, onAsk }: PersonActsProps) {
  const change = useChange();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<'move' | 'production'>();
  const [leftOut, setLeftOut] = useState<readonly RefusedWeek[]>([]);
  const { resourceCn: cn } = person;
  const changeable = person.weeks.flatMap(({ assignmentId, ...week }) =>
    assignmentId === null ? [] : [{ ...week, id: assignmentId }],
  );
  const taken = changeable.filter(({ week }) => !left.has(week));
  const who = `${person.firstName} ${person.lastName}`;
  const ask = (next: typeof dialog): void => {
    setDialog(next);
    onAsk(next && who);
  };
  const close = (): void => ask(undefined);
  const weeks = taken.map(({ week }) => week);
  const numbers = { cn, who, weeks, ids: taken.map(({ id }) => id) };
  const chosen: Chosen = {
    who,
    weeks,
    cns: [cn],
    names: new Map([[cn, who]]),
    yearMonth: month.yearMonth,
    taken: taken.map((each) => ({ ...each, resourceCn: cn })),
    usualShare: taken[0]?.productionPercentage ?? 1,
  };
  const allPinned = taken.length > 0 && taken.every(({ pinned }) => pinned);
  const toggle = (week: string): void => {
    const next = new Set(left);
    if (!next.delete(week)) next.add(week);
    setLeft(next);
  };
  if (changeable.length === 0) return <p className="soft">These weeks are frozen and cannot be changed.</p>;
  const none = taken.length === 0 || change.isPending;
  return (
    <div className={styles['personActs']}>
      <div role="group" aria-label="Weeks to change" className={styles['choose']}>
        {changeable.map(({ week, productionPercentage }) => (
          <button key={week} type="button" aria-pressed={!left.has(week)} onClick={() => toggle(week)}>
            {weeksText([week])} <small>{percentRough(productionPercentage)}</small>
          </button>
        ))}
      </div>
      <div className={styles['buttons']}>
        <Button small isDisabled={none} onPress={() => ask('move')}>
          Move …
        </Button>
        <Button small isDisabled={none} onPress={() => ask('production')}>
          Production …
        </Button>
        <Button
          small
          isDisabled={none}
          onPress={() => void change.run(() => pinAssignments(numbers, !allPinned))}
        >
          {allPinned ? 'Unpin' : 'Pin'}
        </Button>
        <Button
          small
          look="danger"
          isDisabled={none}
          onPress={() => void change.run(() => freeAssignments(numbers))}
        >
          Free
        </Button>
      </div>
      <Refused text={change.error === undefined ? undefined : errorText(change.error)} />
      <Refused text={leftOut.length > 0 ? leftOut.map(({ message }) => message).join('\n') : undefined} />
      {dialog === 'move' && (
        <MoveDialog
          chosen={chosen}
          besides={demandKey(demand)}
          move={(target, note) => moveAssignments(numbers, target, note)}
          onClose={close}
        />
      )}
      {dialog === 'production' && (
        <ProductionDialog chosen={chosen} initially="weeks" onRefused={setLeftOut} onClose={close} />
      )}
    </div>
  );
}
