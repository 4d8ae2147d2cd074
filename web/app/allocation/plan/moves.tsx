import { useState } from 'react';
import { changeAddress, useTypedAddress } from '../../address/address';
import { placeText } from '../../data/demand';
import { weeksText } from '../../format/date';
import { cases, difference } from '../../format/number';
import type { AllocationMoveReason } from '../../generated/graphql';
import { Button } from '../../ui/button';
import { tableOf, type ExportTable } from '../../ui/export/table';
import { ExportMenu } from '../../ui/export-menu';
import { AddressSearch } from '../../ui/address-search';
import { Select } from '../../ui/select';
import { EmptyState, Waiting } from '../../ui/states';
import { matches } from './demands';
import { nameOf, PersonName } from './person-name';
import { fillsText } from './reasons';
import { useMoves, type Move } from './rows';
import styles from '../allocation.module.css';

const FIRST = 40;

const REASONS: Readonly<Record<AllocationMoveReason, string>> = {
  FILLS_SHORTAGE: 'fills a shortage',
  BETTER_USE: 'better use',
  CONTINUITY: 'keeps weeks together',
  BENCH: 'bench',
  RELEASED: 'no longer needed',
  NOT_POSSIBLE: 'no longer possible',
};

/** The reason of each move beside its demands, which are named there already. */
const WORDS: Readonly<Record<AllocationMoveReason, string>> = {
  FILLS_SHORTAGE: 'fills a shortage',
  BETTER_USE: 'these hours bring more there',
  CONTINUITY: 'joins the weeks around it',
  BENCH: 'bench: the forecast is covered',
  RELEASED: 'covered without these weeks',
  NOT_POSSIBLE: 'can no longer be worked by them in these weeks',
};

const whyText = ({ reason, shortBefore, gainCases }: Move): string =>
  shortBefore === null ? WORDS[reason] : fillsText(shortBefore, gainCases);

interface Person {
  cn: string;
  resource: Move['resource'];
  runs: Move[];
}

function byPerson(moves: readonly Move[]): Person[] {
  const people = new Map<string, Person>();
  for (const move of moves) {
    const person = people.get(move.cn) ?? { cn: move.cn, resource: move.resource, runs: [] };
    person.runs.push(move);
    people.set(move.cn, person);
  }
  return [...people.values()];
}

type Name = NonNullable<Move['to']>;

const nameText = (name: Name | null): string =>
  name ? [name.caseType, name.mainLob, name.state].join(' · ') : 'no work';

const textOf = (move: Move): string =>
  [nameOf(move), move.cn, nameText(move.from), nameText(move.to), whyText(move)].join(' ');

/** Who moves, as runs of weeks with the reason of each. */
export function Moves({ planHash }: { planHash: string }) {
  const moves = useMoves(planHash);
  const { search } = useTypedAddress();
  const [all, setAll] = useState(false);
  if (!moves.rows) return <Waiting loaded={moves} label="Moves" />;
  const [words, reason] = [search.get('q') ?? '', search.get('why') ?? ''];
  const found = moves.rows
    .filter((move) => reason === '' || move.reason === reason)
    .filter((move) => matches(textOf(move), words));
  const people = byPerson(found);
  if (moves.rows.length === 0)
    return (
      <EmptyState title="Nobody moves">
        <p>What is assigned is as good as what the plan could find within its rules.</p>
      </EmptyState>
    );
  return (
    <div className={styles['list']}>
      <div className={styles['tools']}>
        <AddressSearch label="Search moves" placeholder="Person, demand, reason" />
        <Select
          label="Why"
          labelling="inside"
          value={reason}
          onChange={(why) => changeAddress({ why: why === '' ? undefined : why }, { replace: true })}
          choices={[{ id: '', text: 'all' }, ...Object.entries(REASONS).map(([id, text]) => ({ id, text }))]}
        />
        <span className="soft">
          {cases(found.length)} moves of {cases(people.length)} people
          {moves.isPart && ', more are on their way …'}
        </span>
        <span className={styles['space']} />
        <ExportMenu isDisabled={moves.isPart} table={() => movesTable(found)} />
      </div>
      <ul className={styles['people']} aria-label="Moves by person">
        {(all ? people : people.slice(0, FIRST)).map((person) => (
          <li key={person.cn}>
            <div className={styles['person']}>
              <PersonName {...person} />
            </div>
            <ul className={styles['runs']}>
              {person.runs.map((move) => (
                <Run key={move.weeks[0]} move={move} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {!all && people.length > FIRST && (
        <div>
          <Button small look="quiet" onPress={() => setAll(true)}>
            Show all {cases(people.length)} people
          </Button>
        </div>
      )}
    </div>
  );
}

function Demand({ name }: { name: Name | null }) {
  if (!name) return <span className="soft">no work</span>;
  return (
    <span>
      {name.caseType} <span className="soft">{placeText(name)}</span>
    </span>
  );
}

function Run({ move }: { move: Move }) {
  const { weeks, from, to, gainCases, type } = move;
  return (
    <li>
      <span className={styles['weeks']}>{weeksText(weeks)}</span>
      <span className={styles['fromTo']}>
        <b className={styles['to']}>
          <Demand name={to} />
        </b>
        <small>
          from <Demand name={from} />
        </small>
      </span>
      <span className={styles['why']}>
        {type === 'BENCH' && <span className={styles['tag']}>bench</span>}{' '}
        <span className="soft">{whyText(move)}</span>
      </span>
      <span className={`num ${gainCases >= 0 ? 'spare' : 'short'}`}>
        {difference(gainCases, cases)} cases
      </span>
    </li>
  );
}

const movesTable = (moves: readonly Move[]): ExportTable =>
  tableOf('plan-moves', moves, {
    cn: ({ cn }) => cn,
    name: nameOf,
    weeks: ({ weeks }) => weeks.join(' '),
    from: ({ from }) => nameText(from),
    to: ({ to }) => nameText(to),
    reason: ({ reason }) => REASONS[reason],
    'short before': ({ shortBefore }) => shortBefore,
    'cases gained': ({ gainCases }) => gainCases,
  });
