import { memo, useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useAddress } from '../address/address';
import { useReport } from '../data/report';
import { day, monthName, weekName, weekSpan, weekStart } from '../format/date';
import { cases } from '../format/number';
import { useWidth } from '../ui/use-width';
import { PersonRow } from './person-row';
import { useCells } from './use-cells';
import type { People } from './use-people';
import type { Selection } from './view';
import type { WeekColumn } from './week-column';
import styles from './grid.module.css';

interface PeopleGridProps {
  people: People;
  weeks: readonly WeekColumn[];
  /** What the server refused, by CN. */
  refusals: ReadonlyMap<string, string>;
  /** The acts for what is selected. */
  acts(selection: Selection, clear: () => void): ReactNode;
}

const ROW_HEIGHT = 44;
const OVERSCAN = 6;

/** One row per person, one cell per week; thousands of rows, of which only those in sight are drawn and read. */
export function PeopleGrid({ people, weeks, refusals, acts }: PeopleGridProps) {
  const [scroller] = useWidth<HTMLDivElement>();
  const actsRef = useRef<HTMLDivElement>(null);
  const count = people.total ?? 0;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  });
  useTop(virtual, people.of);
  const cells = useCells({
    count,
    weeks,
    scroller,
    at: people.at,
    show: (row) => virtual.scrollToIndex(row, { align: 'auto' }),
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 3),
    onEnter: () => setTimeout(() => actsRef.current?.querySelector('button')?.focus()),
  });
  const items = virtual.getVirtualItems();
  const [top, bottom] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const { show, isStale } = people;
  useEffect(() => show(top, bottom), [show, isStale, top, bottom]);
  useWeeksInSight(scroller, weeks);
  const { selection, active } = cells;
  const waiting = useWaiting(people, top, bottom);
  const tabRow = active.row >= top && active.row <= bottom ? active.row : top;
  return (
    <div className={styles['frame']}>
      <div
        ref={scroller}
        role="grid"
        aria-label="People by week"
        aria-rowcount={count + 1}
        aria-colcount={weeks.length + 1}
        aria-multiselectable="true"
        {...waiting}
        className={styles['grid']}
        style={{ '--weeks': weeks.length } as never}
        {...cells.handlers}
      >
        <div className={styles['top']} role="rowgroup">
          <div role="row" aria-rowindex={1} className={`${styles['row']} ${styles['head']}`}>
            <div role="columnheader" aria-colindex={1} className={styles['name']}>
              {cases(count)} {count === 1 ? 'person' : 'people'}
            </div>
            <WeekHeads weeks={weeks} />
          </div>
        </div>
        <div role="rowgroup" className={styles['body']} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const person = people.at(index);
            const [first, last] = chosenColumns(weeks, selection, person?.cn);
            return (
              <PersonRow
                key={person?.cn ?? index}
                person={person}
                row={index}
                top={start}
                weeks={weeks}
                from={first}
                to={last}
                tabCol={index === tabRow ? active.col : -1}
                refusal={person && refusals.get(person.cn)}
              />
            );
          })}
        </div>
      </div>
      <div ref={actsRef} className={styles['acts']}>
        {selection && acts(selection, cells.clear)}
      </div>
    </div>
  );
}

/** Most answers are here before anybody would see that something is awaited. */
const LONG_MS = 200;

/** Whether something of these rows is on its way, and has been for long. */
function useWaiting(people: People, top: number, bottom: number) {
  const isAwaited = isPartMissing(people, top, bottom);
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isAwaited) return undefined;
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [isAwaited]);
  return {
    'aria-busy': isAwaited || undefined,
    'data-stale': people.isStale || undefined,
    'data-slow': isLong || undefined,
  };
}

function isPartMissing(people: People, top: number, bottom: number): boolean {
  for (let index = top; index <= bottom; index += 1) if (!people.at(index)?.work) return true;
  return people.isStale;
}

/** The selected columns of a person, both included; the last is −1 where none is. */
function chosenColumns(
  weeks: readonly WeekColumn[],
  selection: Selection | undefined,
  cn: string | undefined,
): [number, number] {
  if (!selection || cn === undefined || !selection.cns.includes(cn)) return [0, -1];
  const within = weeks.flatMap(({ key }, col) => (key >= selection.from && key <= selection.to ? [col] : []));
  return [within[0] ?? 0, within.at(-1) ?? -1];
}

const WeekHeads = memo(({ weeks }: { weeks: readonly WeekColumn[] }) => (
  <>
    {weeks.map((week, col) => (
      <div
        key={week.key}
        role="columnheader"
        aria-colindex={col + 2}
        title={`${weekSpan(week)} · ${monthName(week.yearMonth)}${week.isClosed ? ' · closed' : ''}`}
        data-border={week.startsMonth || undefined}
        data-now={week.isNow || undefined}
        className={styles['week']}
      >
        <b>{weekName(week)}</b>
        <small>{week.isClosed ? 'closed' : day(weekStart(week).toISOString())}</small>
      </div>
    ))}
  </>
));

/** Other people are looked at from the top on: rows from there are drawn at once, before the list has scrolled there. */
function useTop(virtual: Virtualizer<HTMLDivElement, Element>, of: string): void {
  const [drawn, setDrawn] = useState(of);
  if (drawn !== of) {
    setDrawn(of);
    virtual.scrollOffset = 0;
  }
  useLayoutEffect(() => {
    virtual.scrollElement?.scrollTo({ top: 0 });
  }, [virtual, drawn]);
}

/** Scrolls sideways to the month that is chosen above, or to the week in which people have to be free. */
function useWeeksInSight(scroller: { current: HTMLDivElement | null }, weeks: readonly WeekColumn[]): void {
  const { month } = useReport();
  const free = useAddress().search.get('free');
  const wanted = free ?? month?.yearMonth;
  const isHere = weeks.length > 0;
  useEffect(() => {
    const col = weeks.findIndex(({ key, yearMonth }) => key === wanted || yearMonth === wanted);
    const week = scroller.current?.querySelectorAll<HTMLElement>('[data-week], [role="columnheader"]')[
      col + 1
    ];
    const name = scroller.current?.querySelector<HTMLElement>('[role="columnheader"]');
    if (scroller.current && week && name) scroller.current.scrollLeft = week.offsetLeft - name.offsetWidth;
    // Once per choice: later changes must not move the reader.
  }, [wanted, isHere]);
}
