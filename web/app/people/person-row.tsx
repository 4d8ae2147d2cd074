import { memo, useDeferredValue, useMemo } from 'react';
import { percentRough } from '../format/number';
import { PinIcon } from '../ui/icons';
import {
  demandPlace,
  hueOf,
  nameOf,
  runsOf,
  type Person,
  type Run,
  type Taken,
  type Work,
  stateRuns,
  weekStates,
  type WeekState,
} from './runs';
import type { WeekColumn } from './week-column';
import styles from './grid.module.css';

interface PersonRowProps {
  person: Person | undefined;
  row: number;
  top: number;
  weeks: readonly WeekColumn[];
  /** Selected columns, both included. */
  from: number;
  to: number;
  /** Column of the cell that Tab reaches; −1 in other rows. */
  tabCol: number;
  /** What the server refused about this person. */
  refusal: string | undefined;
}

const titled = (text: string): string => text.charAt(0) + text.slice(1).toLowerCase();

/** First row is the heading. */
const ROWS_ABOVE = 1;

function cellWords(
  week: WeekColumn,
  taken: Taken | undefined,
  { state, person: { hireDate } }: { state: WeekState | undefined; person: Person },
): string {
  const closed = week.isClosed ? ', closed' : '';
  if (state === 'busy') return `${week.span}: busy for a line of business that you do not see${closed}`;
  if (state === 'unhired') return `${week.span}: not hired before ${String(hireDate)}${closed}`;
  if (!taken) return `${week.span}: free${closed}`;
  const share = taken.productionPercentage < 1 ? `, ${percentRough(taken.productionPercentage)}` : '';
  const misfit = taken.ineligible.map(({ message }) => `, no longer fits: ${message}`).join('');
  return `${week.span}: ${taken.demandCaseType}, ${demandPlace(taken)}${share}${taken.pinned ? ', pinned' : ''}${closed}${misfit}`;
}

const described = (words: string) => ({ 'aria-label': words, title: words });

function View({ person, refusal, ...row }: PersonRowProps) {
  const { from, to } = row;
  // Names come first: drawing all the weeks of all rows takes longer than a search may. The row with the focus keeps its cells.
  const areWeeksDue = useDeferredValue(true, row.tabCol >= 0);
  return (
    <div
      role="row"
      aria-rowindex={row.row + ROWS_ABOVE + 1}
      className={`${styles['row']} ${styles['item']}`}
      style={{ transform: `translateY(${row.top}px)` }}
    >
      <div role="rowheader" aria-colindex={1} className={styles['name']}>
        {person ? <Name person={person} refusal={refusal} /> : <span className={styles['bone']} />}
      </div>
      {person?.work && areWeeksDue ? (
        <Weeks {...row} person={person} work={person.work} />
      ) : (
        <span aria-hidden="true" className={styles['awaited']} />
      )}
      {to >= 0 && (
        <span
          aria-hidden="true"
          className={styles['chosen']}
          style={{ gridColumn: `${from + 2} / ${to + 3}` }}
        />
      )}
    </div>
  );
}

interface WeeksProps extends Omit<PersonRowProps, 'person' | 'refusal' | 'top'> {
  person: Person;
  work: Work;
}

/** What is written over weeks in a row that nobody has taken; a single free week says it by its hatching. */
const LABELS: readonly { state: WeekState; text: string; least: number }[] = [
  { state: 'free', text: 'free', least: 2 },
  { state: 'unhired', text: 'not hired yet', least: 1 },
  { state: 'busy', text: 'busy', least: 1 },
];

/** A cell for each week, and over them the bars of what is done. */
function Weeks({ person, work, row, weeks, from, to, tabCol }: WeeksProps) {
  const runs = useMemo(() => runsOf(person, weeks), [person, weeks]);
  const states = useMemo(() => weekStates(person, work, weeks), [person, work, weeks]);
  return (
    <>
      {weeks.map((week, col) => (
        <div
          key={week.key}
          role="gridcell"
          aria-colindex={col + 2}
          aria-selected={col >= from && col <= to}
          {...described(cellWords(week, work.get(week.key), { state: states[col], person }))}
          tabIndex={col === tabCol ? 0 : -1}
          data-row={row}
          data-col={col}
          data-free={states[col] === 'free' || undefined}
          data-closed={week.isClosed || undefined}
          data-border={week.startsMonth || undefined}
          className={styles['cell']}
          style={{ gridColumn: col + 2 }}
        />
      ))}
      {runs.map((run) => (
        <Bar key={run.first} run={run} />
      ))}
      {LABELS.flatMap(({ state, text, least }) =>
        stateRuns(states, state)
          .filter(([first, last]) => last - first + 1 >= least)
          .map(([first, last]) => (
            <span
              key={`${state} ${first}`}
              aria-hidden="true"
              className={styles[state]}
              style={{ gridColumn: `${first + 2} / ${last + 3}` }}
            >
              {text}
            </span>
          )),
      )}
    </>
  );
}

function Name({ person, refusal }: { person: Person; refusal: string | undefined }) {
  const { cn, location, skillList, states, productionPercentage } = person;
  const facts = [cn, titled(location), skillList.join(', ')].join(' · ');
  return (
    <>
      <b>{nameOf(person)}</b>
      {refusal === undefined ? (
        <small
          title={`${facts} · ${states.join(', ') || 'no state'} · ${percentRough(productionPercentage)}`}
        >
          {facts}
        </small>
      ) : (
        <small className={styles['refusal']} title={refusal}>
          {refusal}
        </small>
      )}
    </>
  );
}

function Bar({ run: { first, last, taken } }: { run: Run }) {
  const { demandCaseType, productionPercentage, pinned, ineligible } = taken;
  return (
    <span
      aria-hidden="true"
      className={styles['bar']}
      data-hue={hueOf(demandCaseType)}
      data-misfit={ineligible.length > 0 || undefined}
      style={{ gridColumn: `${first + 2} / ${last + 3}` }}
    >
      <span className={styles['words']}>
        <b>{demandCaseType}</b> {demandPlace(taken)}
      </span>
      {ineligible.length > 0 && <span className={styles['flag']}>!</span>}
      {productionPercentage < 1 && (
        <span className={styles['share']}>{percentRough(productionPercentage)}</span>
      )}
      {pinned && <PinIcon size={12} />}
    </span>
  );
}

/** One person; drawn again only when something of it changes. */
export const PersonRow = memo(View);
