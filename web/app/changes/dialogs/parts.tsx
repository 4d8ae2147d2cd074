import { useState } from 'react';
import { type ChangeState } from '../../data/change';
import { errorText } from '../../data/errors';
import { weeksText } from '../../format/date';
import { ComboBox } from '../../ui/combo-box';
import { NumberField } from '../../ui/number-field';
import { Segments } from '../../ui/segments';
import { Refused } from '../../ui/states';
import type { Chosen } from '../chosen';
import { reasonsByPerson, WeeksRefusedError, weeksCount, type RefusedWeek } from '../weeks';
import { useAnyDemand, useTargets, type Targets } from './use-targets';
import styles from '../changes.module.css';

/** `Move Ada Brack, W18–W20`. */
export const titleOf = (verb: string, { who, weeks }: Chosen): string =>
  `${verb} ${who}, ${weeksText(weeks)}`;

/** The person-weeks that the last try was refused for. */
export const refusedIn = ({ error }: ChangeState): readonly RefusedWeek[] =>
  error instanceof WeeksRefusedError ? error.weeks : [];

interface TargetPickerProps {
  chosen: Chosen;
  /** A demand that is no target, since they work on it. */
  besides?: string;
  value: string | null;
  onChange(value: string | null): void;
}

function labelOf({ cns }: Chosen, isAny: boolean): string {
  if (isAny) return 'To any demand, those that fit first';
  return cns.length > 1 ? 'To, what fits most of them first, then the shortest' : 'To, the shortest first';
}

/** A demand that the people may work on. */
export function TargetPicker({ chosen, besides, value, onChange }: TargetPickerProps) {
  const targets = useTargets(chosen);
  const { choices, loading, error } = targets;
  const [isAny, setAny] = useState(false);
  const [words, setWords] = useState('');
  const offered = choices.filter(({ id }) => id !== besides);
  const any = useAnyDemand(offered, words, isAny).filter(({ id }) => id !== besides);
  return (
    <>
      <ComboBox
        // Choices are taken over once: what is typed before they are there would be lost.
        key={loading ? 'loading' : isAny ? 'any' : 'fitting'}
        isDisabled={loading}
        label={labelOf(chosen, isAny)}
        placeholder={loading ? 'Loading …' : 'Type or choose'}
        choices={isAny ? any : offered}
        value={value}
        onChange={onChange}
        {...(isAny && { onType: setWords })}
      />
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={isAny}
          onChange={({ target }) => {
            setAny(target.checked);
            setWords('');
            onChange(null);
          }}
        />{' '}
        Also demands that {chosen.who} may not work on, for a reason
      </label>
      {!isAny && offered.length === 0 && (
        <NoTarget chosen={chosen} targets={targets} isMove={besides !== undefined} />
      )}
      <Refused text={error && errorText(error)} />
    </>
  );
}

interface NoTargetProps {
  chosen: Chosen;
  targets: Targets;
  isMove: boolean;
}

function NoTarget({ chosen, targets: { loading, error }, isMove }: NoTargetProps) {
  if (loading || error) return null;
  return (
    <p className="soft">
      {chosen.who} may not work on any {isMove ? 'other ' : ''}demand of that month: platform, location,
      skills and states have to fit, and the hire date.
    </p>
  );
}

const SHARES = [
  { id: 'own', text: 'Their own of each week' },
  { id: 'set', text: 'Another' },
];

interface ShareChoiceProps {
  /** Absent = each person's own. */
  share: number | undefined;
  /** What another begins with. */
  usual: number;
  onChange(share: number | undefined): void;
}

/** Their own percentage, or another one. */
export function ShareChoice({ share, usual, onChange }: ShareChoiceProps) {
  return (
    <>
      <div>
        <p className="soft">Production</p>
        <Segments
          label="Production"
          choices={SHARES}
          value={share === undefined ? 'own' : 'set'}
          onChange={(kind) => onChange(kind === 'own' ? undefined : (share ?? usual))}
        />
      </div>
      {share !== undefined && <ShareField share={share} onChange={onChange} />}
    </>
  );
}

/** A percentage to produce at. */
export function ShareField({ share, onChange }: { share: number; onChange(share: number): void }) {
  return (
    <NumberField
      label="Production"
      hint="0 % to 100 %; the tier follows from it"
      percent
      min={0}
      max={1}
      step={0.05}
      value={share}
      onChange={onChange}
    />
  );
}

/** A week may be refused for several reasons. */
const weeksIn = (refused: readonly RefusedWeek[]): number =>
  new Set(refused.map(({ cn, week }) => `${cn} ${week}`)).size;

/** Why weeks were refused, beside the names. */
export function Reasons({ chosen, change }: { chosen: Chosen; change: ChangeState }) {
  const refused = refusedIn(change);
  if (refused.length === 0)
    return <Refused text={change.error === undefined ? undefined : errorText(change.error)} />;
  return (
    <div role="alert">
      <p>Nothing is saved yet. The server refused {weeksCount(weeksIn(refused))}:</p>
      <ul className={styles['reasons']}>
        {[...reasonsByPerson(refused)].map(([cn, reasons]) => (
          <li key={cn}>
            <b>{chosen.names.get(cn) ?? cn}</b>
            {reasons.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}
