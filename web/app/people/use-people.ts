import { useEffect, useReducer, useState } from 'react';
import { useFreshness } from '../data/live';
import { PeopleList } from './people-list';
import type { Question } from './read-people';
import type { Person } from './runs';

/** People of a list, of which only the pages that were looked at are here. */
export interface People {
  /** How many the filter leaves; undefined before the first answer. */
  total: number | undefined;
  /** The question that they answer. */
  of: string;
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

/** The people in question, read as far as they are looked at. */
export function usePeople(question: Question | undefined): People {
  const { version } = useFreshness();
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const [list] = useState(() => new PeopleList(redraw));
  const key = question ? JSON.stringify(question) : '';
  useEffect(() => list.ask({ key, question, version }), [list, key, version]);
  const { total, of, error, at, loaded, show, retry } = list;
  return { total, of, error, at, loaded, show, retry, isStale: list.isStaleFor(key) };
}
