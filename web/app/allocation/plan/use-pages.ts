import { useEffect, useState } from 'react';
import type { Loaded } from '../../data/use-data';

/** A part of a list. */
export interface Page<Row> {
  totalCount: number;
  nodes: readonly Row[];
}

/** Rows of a kept plan, which never change: read once, page by page until all are there. */
export interface Rows<Row> extends Omit<Loaded<unknown>, 'data'> {
  rows: readonly Row[] | undefined;
  /** Some are still on their way. */
  isPart: boolean;
}

interface State<Row> {
  rows?: readonly Row[];
  total: number;
  error?: Error;
}

const MAX_KEPT = 8;
/** Whole lists that were read, for when the reader comes back to them. */
const kept = new Map<string, readonly unknown[]>();

function keep(key: string, rows: readonly unknown[]): void {
  const [oldest] = kept.keys();
  if (kept.size >= MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, rows);
}

function keptState<Row>(key: string): State<Row> {
  const rows = kept.get(key) as readonly Row[] | undefined;
  return rows ? { rows, total: rows.length } : { total: 0 };
}

/** Reads all pages of a list of a plan; what has come is shown while the others follow. */
export function usePages<Row>(
  read: (offset: number) => Promise<Page<Row> | undefined>,
  key: string,
): Rows<Row> {
  const [state, setState] = useState<State<Row>>(() => keptState(key));
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (kept.has(key)) return undefined;
    let dropped = false;
    const readAll = async (): Promise<void> => {
      let rows: readonly Row[] = [];
      for (;;) {
        const page = await read(rows.length);
        if (dropped) return;
        if (!page) throw new Error('The plan is no longer kept.');
        rows = [...rows, ...page.nodes];
        setState({ rows, total: page.totalCount });
        if (page.nodes.length === 0 || rows.length >= page.totalCount) return keep(key, rows);
      }
    };
    readAll().catch((error: unknown) => {
      if (!dropped) setState((before) => ({ ...before, error: error as Error }));
    });
    return () => {
      dropped = true;
    };
    // What is read follows from the key.
  }, [key, attempt]);
  const { rows, total, error } = state;
  return {
    rows,
    error,
    loading: rows === undefined && !error,
    isPart: rows !== undefined && rows.length < total,
    retry: () => setAttempt(attempt + 1),
  };
}
