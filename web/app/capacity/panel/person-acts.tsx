import { useState } from 'react';
import {
  freeAssignments,
  moveAssignments,
  pinAssignments,
  weeksText,
  writeWeeks,
} from '../../changes/assignments';
import { useChange, type ChangeState } from '../../data/change';
import { demandKey, readDemand, type DemandName } from '../../data/demand';
import { errorText } from '../../data/errors';
import type { MonthFigures } from '../../data/report';
import { useData } from '../../data/use-data';
import { monthKey } from '../../format/date';
import { gapText, percentRough } from '../../format/number';
import { PageMoveTargetsDocument } from '../../generated/graphql';
import { Button } from '../../ui/button';
import { ComboBox } from '../../ui/combo-box';
import { Dialog } from '../../ui/dialog';
import { NumberField } from '../../ui/field';
import type { Person } from './people';
import styles from './panel.module.css';

interface PersonActsProps {
  person: Person;
  demand: DemandName;
  month: MonthFigures;
}

/** Changes of one person's weeks on this demand: the weeks are chosen first, all of them to begin with. */
export function PersonActs({ person, demand, month }: PersonActsProps) {
  const change = useChange();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<'move' | 'production'>();
  const changeable = person.weeks.flatMap(({ assignmentId, ...week }) =>
    assignmentId === null ? [] : [{ ...week, id: assignmentId }],
  );
  const chosen = changeable.filter(({ week }) => !left.has(week));
  const who = `${person.firstName} ${person.lastName}`;
  const selection = { who, ids: chosen.map(({ id }) => id), weeks: chosen.map(({ week }) => week) };
  const allPinned = chosen.length > 0 && chosen.every(({ pinned }) => pinned);
  const toggle = (week: string): void => {
    const next = new Set(left);
    if (!next.delete(week)) next.add(week);
    setLeft(next);
  };
  if (changeable.length === 0) return <p className="soft">These weeks are frozen and cannot be changed.</p>;
  const none = chosen.length === 0 || change.isPending;
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
        <Button small isDisabled={none} onPress={() => setDialog('move')}>
          Move …
        </Button>
        <Button small isDisabled={none} onPress={() => setDialog('production')}>
          Production …
        </Button>
        <Button
          small
          isDisabled={none}
          onPress={() => void change.run(() => pinAssignments(selection, !allPinned))}
        >
          {allPinned ? 'Unpin' : 'Pin'}
        </Button>
        <Button
          small
          look="danger"
          isDisabled={none}
          onPress={() => void change.run(() => freeAssignments(selection))}
        >
          Free
        </Button>
      </div>
      <Refused change={change} />
      {dialog === 'move' && (
        <MoveDialog
          person={person}
          selection={selection}
          demand={demand}
          month={month}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'production' && (
        <ProductionDialog
          person={person}
          selection={selection}
          demand={demand}
          start={chosen[0]?.productionPercentage ?? 1}
          onClose={() => setDialog(undefined)}
        />
      )}
    </div>
  );
}

function Refused({ change }: { change: ChangeState }) {
  if (change.error === undefined) return null;
  return (
    <p role="alert" className={styles['refused']}>
      {errorText(change.error)}
    </p>
  );
}

interface DialogParts {
  person: Person;
  selection: { who: string; ids: readonly string[]; weeks: readonly string[] };
  demand: DemandName;
  onClose(): void;
}

function MoveDialog({ person, selection, demand, month, onClose }: DialogParts & { month: MonthFigures }) {
  const change = useChange();
  const [to, setTo] = useState<string | null>(null);
  const loaded = useData(PageMoveTargetsDocument, {
    cn: person.resourceCn,
    month: monthKey(month.monthStart),
  });
  const targets = (loaded.data?.resource?.servableDemands.nodes ?? [])
    .filter((target) => demandKey(target) !== demandKey(demand))
    .sort((a, b) => (a.summary?.capacityGap ?? 0) - (b.summary?.capacityGap ?? 0));
  const target = readDemand(to);
  const move = async (): Promise<void> => {
    if (target && (await change.run(() => moveAssignments(selection, target)))) onClose();
  };
  return (
    <Dialog
      title={`Move ${selection.who}, ${weeksText(selection.weeks)}`}
      isOpen
      onClose={onClose}
      actions={
        <Button look="primary" isDisabled={!target} isPending={change.isPending} onPress={() => void move()}>
          Move
        </Button>
      }
    >
      <ComboBox
        label={`To a demand that ${person.firstName} may work on, the shortest first`}
        placeholder={loaded.loading ? 'Loading …' : 'Type or choose'}
        choices={targets.map((each) => ({
          id: demandKey(each),
          text: `${each.caseType} · ${each.mainLob} · ${each.state}`,
          ...(each.summary && { note: gapText(each.summary.capacityGap) }),
        }))}
        value={to}
        onChange={setTo}
        key={targets.length}
      />
      {loaded.error && <p className={styles['refused']}>{errorText(loaded.error)}</p>}
      <Refused change={change} />
    </Dialog>
  );
}

function ProductionDialog({ person, selection, demand, start, onClose }: DialogParts & { start: number }) {
  const change = useChange();
  const [share, setShare] = useState(start);
  const save = async (): Promise<void> => {
    const saved = await change.run(() =>
      writeWeeks({
        ...demand,
        cn: person.resourceCn,
        who: selection.who,
        weeks: selection.weeks,
        productionPercentage: share,
        onConflict: 'REPLACE',
        done: `${selection.who} produces ${percentRough(share)} in ${weeksText(selection.weeks)}`,
      }),
    );
    if (saved) onClose();
  };
  return (
    <Dialog
      title={`Production of ${selection.who}, ${weeksText(selection.weeks)}`}
      isOpen
      onClose={onClose}
      actions={
        <Button look="primary" isPending={change.isPending} onPress={() => void save()}>
          Save
        </Button>
      }
    >
      <NumberField
        label="Production"
        hint="0 % to 100 %; the tier follows from it"
        percent
        min={0}
        max={1}
        step={0.05}
        value={share}
        onChange={setShare}
      />
      <Refused change={change} />
    </Dialog>
  );
}
