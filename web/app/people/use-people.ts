import { useEffect, useReducer, useRef } from 'react';
import { client } from '../data/client';
import { documentOf } from '../data/documents';
import { useFreshness } from '../data/live';
import { PagePeopleDocument, type ResourceFilterInput } from '../generated/graphql';
import type { Person } from './runs';

/** Rows of one request: about as many as are drawn at once, since their weeks are what an answer costs. */
const PAGE = 24;

/** Which people, and between which weeks their work is read. */
export interface Question {
  filter: ResourceFilterInput;
  fromWeek: string;
  toWeek: string;
}

/** People of a list, of which only the pages that were looked at are here. */
export interface People {
  /** How many the filter leaves; undefined before the first answer. */
  total: number | undefined;
  at(index: number): Person | undefined;
  /** Everybody who is here. */
  loaded(): Person[];
  /** The rows of an earlier question, until the answer is here. */
  isStale: boolean;
  error: Error | undefined;
  /** Rows that come into sight. */
  show(first: number, last: number): void;
  retry(): void;
}

interface Pages {
  key: string;
  total: number | undefined;
  rows: Map<number, { version: number | undefined; people: readonly Person[] }>;
  error: Error | undefined;
}

const EMPTY = (): Pages => ({ key: '', total: undefined, rows: new Map(), error: undefined });

/**
 * Reads a list page by page outside the cache as its rows come into sight, and again with every data version. What was
 * there stays until its next answer is: nothing flickers and nobody loses their place.
 */
export function usePeople(question: Question | undefined): People {
  const { version } = useFreshness();
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const pages = useRef<Pages>(EMPTY());
  const sight = useRef<[number, number]>([0, 0]);
  const running = useRef(new Set<string>());
  const key = question ? JSON.stringify(question) : '';
  const latest = useRef({ key, version, question });
  latest.current = { key, version, question };
  const again = useRef((): void => undefined);
  const load = useRef((page: number): void => {
    const { key: asked, version: at, question: wanted } = latest.current;
    const id = `${asked} ${at} ${page}`;
    const isFresh = pages.current.key === asked && pages.current.rows.get(page)?.version === at;
    // One question at a time: what is typed meanwhile is asked when the answer to what was typed before is here.
    const isBusy = [...running.current].some((each) => !each.startsWith(`${asked} `));
    if (!wanted || isFresh || isBusy || running.current.has(id)) return;
    running.current.add(id);
    client
      .query({
        query: documentOf(PagePeopleDocument),
        variables: { ...wanted, first: PAGE, offset: page * PAGE },
        fetchPolicy: 'no-cache',
      })
      .then(({ data }) => {
        if (!data || latest.current.key !== asked) return;
        const { totalCount, nodes } = data.resources;
        if (pages.current.key !== asked) pages.current = { ...EMPTY(), key: asked };
        pages.current.rows.set(page, { version: at, people: nodes });
        Object.assign(pages.current, { total: totalCount, error: undefined });
      })
      .catch((error: unknown) => {
        if (latest.current.key === asked) pages.current.error = error as Error;
      })
      .finally(() => {
        running.current.delete(id);
        redraw();
        if (latest.current.key !== asked) again.current();
      });
  }).current;
  const loadSight = useRef((): void => {
    const [first, last] = sight.current;
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) load(page);
  }).current;
  again.current = loadSight;
  const lastKey = useRef(key);
  useEffect(() => {
    // As many rows as before, from the top on.
    if (lastKey.current !== key) sight.current = [0, sight.current[1] - sight.current[0]];
    lastKey.current = key;
    loadSight();
  }, [key, version, loadSight]);
  return {
    total: pages.current.total,
    at: (index) => pages.current.rows.get(Math.floor(index / PAGE))?.people[index % PAGE],
    loaded: () => [...pages.current.rows.values()].flatMap(({ people }) => people),
    isStale: pages.current.key !== key,
    error: pages.current.error,
    show: useRef((first: number, last: number): void => {
      sight.current = [first, last];
      loadSight();
    }).current,
    retry: () => {
      pages.current.error = undefined;
      redraw();
      loadSight();
    },
  };
}
