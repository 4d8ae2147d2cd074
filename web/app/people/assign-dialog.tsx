import { useState } from 'react';
import { useChange, type ChangeState } from '../data/change';
import { readDemand } from '../data/demand';
import { errorText } from '../data/errors';
import { readWeek, weekRuns } from '../format/date';
import type { OnConflict } from '../generated/graphql';
import { Button } from '../ui/button';
import { ComboBox } from '../ui/combo-box';
import { Dialog } from '../ui/dialog';
import { Field, NumberField } from '../ui/field';
import { Segments } from '../ui/segments';
import { Refused } from '../ui/states';
import type { Chosen } from './acts';
import {
  assignWeeks,
  moveWeeks,
  reasonsByPerson,
  WeeksRefusedError,
  weeksCount,
  type RefusedWeek,
} from './changes';
import { nameOf } from './runs';
import { useTargets, type Targets } from './use-targets';
import styles from './acts.module.css';

interface AssignDialogProps {
  chosen: Chosen;
  onRefused(weeks: readonly RefusedWeek[]): void;
  onClose(): void;
}

const CONFLICTS = [
  { id: 'SKIP', text: 'Leave taken weeks' },
  { id: 'REPLACE', text: 'Replace them' },
];
const SHARES = [
  { id: 'own', text: 'Their own of each week' },
  { id: 'set', text: 'Another' },
];

const titleOf = (verb: string, { who, weeks }: Chosen): string =>
  `${verb} ${who}, ${weekRuns(weeks.map(readWeek))}`;

const refusedIn = ({ error }: ChangeState): readonly RefusedWeek[] =>
  error instanceof WeeksRefusedError ? error.weeks : [];

/** How many person-weeks would be assigned without those that are refused. */
function restOf(
  { selection, weeks, taken }: Chosen,
  refused: readonly RefusedWeek[],
  onConflict: OnConflict,
) {
  const wanted = new Set(selection.cns.flatMap((cn) => weeks.map((week) => `${cn} ${week}`)));
  if (onConflict === 'SKIP') for (const { resourceCn, week } of taken) wanted.delete(`${resourceCn} ${week}`);
  for (const { cn, week } of refused) wanted.delete(`${cn} ${week}`);
  return wanted.size;
}

/** Chooses a demand for the selected weeks; what does not fit is said per person and week, before anything is saved. */
export function AssignDialog({ chosen, onRefused, onClose }: AssignDialogProps) {
  const { selection, taken } = chosen;
  const change = useChange();
  const [to, setTo] = useState<string | null>(null);
  const [share, setShare] = useState<number>();
  const [conflict, setConflict] = useState<OnConflict>('SKIP');
  const onConflict = taken.length > 0 ? conflict : 'ERROR';
  const target = readDemand(to);
  const refused = refusedIn(change);
  const rest = restOf(chosen, refused, onConflict);
  const isOverridable = refused.some(({ code }) => code === 'INELIGIBLE');
  const save = async (how: { skipRefused: boolean; override?: string }): Promise<void> => {
    if (!target) return;
    const choice = { ...target, share, onConflict, ...how };
    if (await change.run(async () => onRefused(await assignWeeks(selection, choice)))) onClose();
  };
  return (
    <Dialog
      title={titleOf('Assign', chosen)}
      isOpen
      onClose={onClose}
      actions={
        <>
          {refused.length > 0 && rest > 0 && (
            <Button isPending={change.isPending} onPress={() => void save({ skipRefused: true })}>
              {rest === 1 ? 'Assign the other week' : `Assign the other ${weeksCount(rest)}`}
            </Button>
          )}
          <Button
            look="primary"
            isDisabled={!target}
            isPending={change.isPending}
            onPress={() => void save({ skipRefused: false })}
          >
            Assign
          </Button>
        </>
      }
    >
      <TargetPicker chosen={chosen} targets={useTargets(chosen)} value={to} onChange={setTo} />
      <ShareChoice share={share} onChange={setShare} />
      {taken.length > 0 && (
        <div>
          <p className="soft">{weeksCount(taken.length)} of them are taken:</p>
          <Segments
            label="Taken weeks"
            choices={CONFLICTS}
            value={conflict}
            onChange={(choice) => setConflict(choice as OnConflict)}
          />
        </div>
      )}
      <Reasons chosen={chosen} change={change} />
      {isOverridable && (
        <Override
          isPending={change.isPending}
          onOverride={(override) => void save({ skipRefused: false, override })}
        />
      )}
    </Dialog>
  );
}

interface OverrideProps {
  isPending: boolean;
  onOverride(note: string): void;
}

/** People who are not eligible are assigned when somebody says why; the note stays with the assignments. */
function Override({ isPending, onOverride }: OverrideProps) {
  const [note, setNote] = useState('');
  return (
    <>
      <Field
        label="Assign them all the same, because"
        hint="The note is kept with each of the weeks and in the history."
        value={note}
        onChange={setNote}
      />
      <Button isDisabled={note.trim() === ''} isPending={isPending} onPress={() => onOverride(note.trim())}>
        Assign all the same
      </Button>
    </>
  );
}

/** Chooses where the assigned ones of the selected weeks go. */
export function MoveDialog({ chosen, onRefused, onClose }: AssignDialogProps) {
  const change = useChange();
  const [to, setTo] = useState<string | null>(null);
  const target = readDemand(to);
  const save = async (): Promise<void> => {
    if (!target) return;
    if (await change.run(async () => onRefused(await moveWeeks(chosen.selection, target)))) onClose();
  };
  return (
    <Dialog
      title={titleOf('Move', chosen)}
      isOpen
      onClose={onClose}
      actions={
        <Button look="primary" isDisabled={!target} isPending={change.isPending} onPress={() => void save()}>
          Move
        </Button>
      }
    >
      <TargetPicker chosen={chosen} targets={useTargets(chosen)} value={to} onChange={setTo} />
      <Reasons chosen={chosen} change={change} />
    </Dialog>
  );
}

interface TargetPickerProps {
  chosen: Chosen;
  targets: Targets;
  value: string | null;
  onChange(value: string | null): void;
}

function TargetPicker({ chosen, targets, value, onChange }: TargetPickerProps) {
  const { choices, loading, error } = targets;
  return (
    <>
      <ComboBox
        // Choices are taken over once: what is typed before they are there would be lost.
        key={loading ? 'loading' : 'ready'}
        isDisabled={loading}
        label="To, the shortest first"
        placeholder={loading ? 'Loading …' : 'Type or choose'}
        choices={choices}
        value={value}
        onChange={onChange}
      />
      {!loading && !error && choices.length === 0 && (
        <p className="soft">
          {chosen.who} may not work on any demand of that month: platform, location, skills and states have to
          fit, and the hire date.
        </p>
      )}
      <Refused text={error && errorText(error)} />
    </>
  );
}

interface ShareChoiceProps {
  /** Absent = each person's own. */
  share: number | undefined;
  onChange(share: number | undefined): void;
}

function ShareChoice({ share, onChange }: ShareChoiceProps) {
  return (
    <>
      <div>
        <p className="soft">Production</p>
        <Segments
          label="Production"
          choices={SHARES}
          value={share === undefined ? 'own' : 'set'}
          onChange={(kind) => onChange(kind === 'own' ? undefined : (share ?? 1))}
        />
      </div>
      {share !== undefined && (
        <NumberField
          label="Production"
          percent
          min={0}
          max={1}
          step={0.05}
          value={share}
          onChange={onChange}
        />
      )}
    </>
  );
}

/** Why weeks were refused, beside the names. */
function Reasons({ chosen, change }: { chosen: Chosen; change: ChangeState }) {
  const refused = refusedIn(change);
  if (refused.length === 0)
    return <Refused text={change.error === undefined ? undefined : errorText(change.error)} />;
  const names = new Map(chosen.people.map((person) => [person.cn, nameOf(person)]));
  return (
    <div role="alert">
      <p>Nothing is saved yet. The server refused {weeksCount(refused.length)}:</p>
      <ul className={styles['reasons']}>
        {[...reasonsByPerson(refused)].map(([cn, reasons]) => (
          <li key={cn}>
            <b>{names.get(cn) ?? cn}</b>
            {reasons.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}
