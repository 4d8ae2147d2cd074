import { useMemo, useState, type ReactNode } from 'react';
import { changeAddress, useTypedAddress } from '../address/address';
import { reasonsByPerson, weeksCount, type RefusedWeek } from '../changes/weeks';
import { useReport, type Report } from '../data/report';
import { Button } from '../ui/button';
import { cases } from '../format/number';
import { ToImport } from '../shell/to-import';
import { EmptyState, ErrorState, Skeleton } from '../ui/states';
import { Acts, chosenOf } from './acts';
import { PeopleGrid } from './people-grid';
import type { Question } from './read-people';
import { nameOf, type Person } from './runs';
import { PeopleTools } from './tools';
import { usePeople, type People as PeopleList } from './use-people';
import { filterOf, FILTERS } from './view';
import { useWeeks } from './weeks';
import type { WeekColumn } from './week-column';
import acts from './acts.module.css';
import styles from './people.module.css';

/** Who works on what, week by week; who is free; and changing it. */
export function People() {
  const { report } = useReport();
  const { weeks, loaded } = useWeeks();
  if (!report) return null;
  if (!loaded.data) {
    if (loaded.error)
      return <ErrorState what="The weeks could not be read" error={loaded.error} onRetry={loaded.retry} />;
    return <Skeleton label="Loading people" lines={10} height={32} />;
  }
  return <Everybody report={report} weeks={weeks} />;
}

/** Every key that is typed narrows the list; the list itself asks one question at a time. */
function useQuestion(weeks: readonly WeekColumn[]): Question | undefined {
  const { search } = useTypedAddress();
  const [first, last] = [weeks[0]?.key, weeks.at(-1)?.key];
  const text = first && last ? JSON.stringify(filterOf(search, first, last)) : undefined;
  // Kept while only what is chosen in the list changes in the address: the tools are drawn again for a new one.
  return useMemo(() => {
    if (text === undefined || !first || !last) return undefined;
    return { filter: JSON.parse(text) as Question['filter'], fromWeek: first, toWeek: last };
  }, [text, first, last]);
}

function Everybody({ report, weeks }: { report: Report; weeks: readonly WeekColumn[] }) {
  const question = useQuestion(weeks);
  const people = usePeople(question);
  const [refused, setRefused] = useState<readonly RefusedWeek[]>([]);
  const refusals = useMemo(() => {
    const lines = [...reasonsByPerson(refused)].map(([cn, reasons]): [string, string] => [
      cn,
      reasons.join(' · '),
    ]);
    return new Map(lines);
  }, [refused]);
  return (
    <div className={styles['section']}>
      <PeopleTools report={report} weeks={weeks} question={question} />
      {refused.length > 0 && (
        <div className={acts['remarks']} role="status">
          <div>
            <p>The server left out {weeksCount(refused.length)}; why stands beside each name, too.</p>
            <LeftOut refusals={refusals} people={people.loaded()} />
          </div>
          <Button small look="quiet" onPress={() => setRefused([])}>
            Dismiss
          </Button>
        </div>
      )}
      <List people={people}>
        <PeopleGrid
          people={people}
          weeks={weeks}
          refusals={refusals}
          acts={(selection, clear) => (
            <Acts
              key={`${selection.cns.join()} ${selection.from} ${selection.to}`}
              chosen={chosenOf(selection, people.loaded(), weeks)}
              onRefused={setRefused}
              onClose={clear}
            />
          )}
        />
      </List>
    </div>
  );
}

/** People who are named above the list, where reasons fit: the others have theirs in the list. */
const NAMED = 4;

function LeftOut({ refusals, people }: { refusals: ReadonlyMap<string, string>; people: readonly Person[] }) {
  const more = refusals.size - NAMED;
  const nameFor = (cn: string): string => {
    const person = people.find((each) => each.cn === cn);
    return person ? nameOf(person) : cn;
  };
  return (
    <ul>
      {[...refusals].slice(0, NAMED).map(([cn, reasons]) => (
        <li key={cn}>
          <b>{nameFor(cn)}</b> {reasons}
        </li>
      ))}
      {more > 0 && <li>and {more} more</li>}
    </ul>
  );
}

function List({ people, children }: { people: PeopleList; children: ReactNode }) {
  const { total, error, isStale, retry } = people;
  if (error && isStale)
    return <ErrorState what="The people could not be read" error={error} onRetry={retry} />;
  if (total === undefined) return <Skeleton label="Loading people" lines={10} height={32} />;
  return (
    <>
      <p role="status" className="visually-hidden">
        {isStale ? '' : foundText(total)}
      </p>
      {error && <ErrorState what="Some weeks could not be read" error={error} onRetry={retry} />}
      {total === 0 ? <Nobody /> : children}
    </>
  );
}

const foundText = (total: number): string =>
  total === 0 ? 'Nobody found' : `${cases(total)} ${total === 1 ? 'person' : 'people'} found`;

function Nobody() {
  const { search } = useTypedAddress();
  const used = FILTERS.filter((name) => search.has(name));
  if (used.length === 0)
    return (
      <EmptyState title="Nobody is stored yet">
        <p>A roster brings the people.</p>
        <ToImport text="Import a roster" />
      </EmptyState>
    );
  return (
    <EmptyState title="Nobody matches">
      <p>
        Search finds names, CNs and OPIDs.{' '}
        {search.has('free') && 'Who is away or not hired yet is not free. '}
        Fewer filters show more.
      </p>
      <div>
        <Button onPress={() => changeAddress(Object.fromEntries(used.map((name) => [name, undefined])))}>
          Clear filters
        </Button>
      </div>
    </EmptyState>
  );
}
