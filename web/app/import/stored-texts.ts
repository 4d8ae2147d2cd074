import { useMemo } from 'react';
import { useUncached } from '../data/use-uncached';
import { PageChangedRowsDocument } from '../generated/graphql';
import { differencesOf } from '../history/words';

/** What rows say once they are stored, by the key that the import names them with. */
export type StoredTexts = ReadonlyMap<string, string>;

/** As many rows as an import lists. */
const MAX_ROWS = 1_000;
/** The key says it already, the name stands before, or everything new has it. */
const KNOWN = new Set(['cn', 'first name', 'last name', 'is active']);

function textOf(after: unknown): string {
  const { first_name: first, last_name: last } = after as Readonly<Record<string, unknown>>;
  const name = [first, last].filter((part) => typeof part === 'string' && part !== '').join(' ');
  const columns = differencesOf(null, after)
    .filter(({ column, after: text }) => !KNOWN.has(column) && text !== undefined && text !== '(none)')
    .map(({ column, after: text }) => `${column} ${text}`);
  return [name, ...columns].filter(Boolean).join(' · ');
}

/** Who or what is new: rows of a change set in one line each, as far as keys of both sides are the same. */
export function useStoredTexts(changeSet: string | undefined): StoredTexts {
  const loaded = useUncached(
    PageChangedRowsDocument,
    changeSet === undefined ? undefined : { id: changeSet, first: MAX_ROWS },
  );
  const nodes = changeSet === undefined ? undefined : loaded.data?.changeSet?.entries.nodes;
  return useMemo(() => {
    const stored = (nodes ?? []).filter(({ after }) => after !== null);
    return new Map(
      stored.map(({ entityKey, after }) => [(JSON.parse(entityKey) as unknown[]).join(' '), textOf(after)]),
    );
  }, [nodes]);
}
