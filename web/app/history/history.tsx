import { useState } from 'react';
import { changeAddress, useAddress } from '../address/address';
import { useUncached } from '../data/use-uncached';
import { date } from '../format/date';
import { cases } from '../format/number';
import { PageHistoryDocument } from '../generated/graphql';
import { Button } from '../ui/button';
import { ExportMenu } from '../ui/export-menu';
import { ToImport } from '../shell/to-import';
import { EmptyState, Waiting } from '../ui/states';
import { ChangeSetItem, type ChangeSet } from './change-set';
import { changesTable } from './export';
import { HistoryFilters } from './filters';
import { filterOf, FILTERS } from './view';
import styles from './history.module.css';

const PAGE = 50;
const MAX_SETS = 1_000;

/** Who changed what and when, each row before and after, and the way back. */
export function History() {
  const { search } = useAddress();
  return (
    <>
      <HistoryFilters />
      <Sets key={FILTERS.map((name) => search.getAll(name).join()).join('|')} search={search} />
    </>
  );
}

function Sets({ search }: { search: URLSearchParams }) {
  const [pages, setPages] = useState(1);
  const first = Math.min(pages * PAGE, MAX_SETS);
  const loaded = useUncached(PageHistoryDocument, { filter: filterOf(search), first });
  const open = search.get('set');
  const alone = useAlone(open, loaded.data?.history.nodes);
  const history = loaded.data?.history;
  if (!history || (loaded.error && !loaded.loading)) return <Waiting loaded={loaded} label="The history" />;
  if (history.totalCount === 0) return <Nothing />;
  return (
    <>
      <div className={styles['total']}>
        <p>
          {cases(history.totalCount)} {history.totalCount === 1 ? 'change' : 'changes'}, the latest first
        </p>
        <ExportMenu table={() => changesTable(filterOf(search))} />
      </div>
      {alone && (
        <ol className={styles['sets']} aria-label="The change that was asked for">
          <ChangeSetItem set={alone} isOpen />
        </ol>
      )}
      {byDay(history.nodes).map(({ day, sets }) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`} className={styles['day']}>
            {date(day)}
          </h2>
          <ol className={styles['sets']}>
            {sets.map((set) => (
              <ChangeSetItem key={set.id} set={set} isOpen={set.id === open} />
            ))}
          </ol>
        </section>
      ))}
      {history.nodes.length < history.totalCount && first < MAX_SETS && (
        <Button isPending={loaded.loading} onPress={() => setPages(pages + 1)}>
          Earlier changes
        </Button>
      )}
    </>
  );
}

/** A change set that the address asks for and the list does not hold, e.g. because it is older. */
function useAlone(id: string | null, nodes: readonly ChangeSet[] | undefined): ChangeSet | undefined {
  const isMissing =
    id !== null && /^\d+$/.test(id) && nodes !== undefined && !nodes.some((set) => set.id === id);
  const loaded = useUncached(
    PageHistoryDocument,
    isMissing ? { filter: { ids: [id] }, first: 1 } : undefined,
  );
  return isMissing ? loaded.data?.history.nodes.find((set) => set.id === id) : undefined;
}

/** Days are the reader’s. */
function byDay(nodes: readonly ChangeSet[]): { day: string; sets: ChangeSet[] }[] {
  const days: { day: string; sets: ChangeSet[] }[] = [];
  for (const set of nodes) {
    const at = new Date(set.createdDatetime);
    const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()]
      .map((part) => String(part).padStart(2, '0'))
      .join('-');
    const last = days.at(-1);
    if (last?.day === day) last.sets.push(set);
    else days.push({ day, sets: [set] });
  }
  return days;
}

function Nothing() {
  const { search } = useAddress();
  const used = FILTERS.filter((name) => search.has(name));
  if (used.length === 0)
    return (
      <EmptyState title="Nothing has been changed yet">
        <p>Every import, assignment and edit will stand here, with the way back.</p>
        <ToImport text="Begin with importing files" />
      </EmptyState>
    );
  return (
    <EmptyState title="No change matches">
      <p>Names of people who did something are matched whole; a person is a CN.</p>
      <div>
        <Button onPress={() => changeAddress(Object.fromEntries(used.map((name) => [name, undefined])))}>
          Clear filters
        </Button>
      </div>
    </EmptyState>
  );
}
