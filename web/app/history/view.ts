import type { HistoryFilterInput } from '../generated/graphql';

/** Parameters of the address that narrow the history. */
export const FILTERS = ['person', 'lob', 'case', 'kind', 'actor', 'from', 'to'] as const;

const DAY_MS = 86_400_000;

/** Days of the reader, as instants; the last day is included. */
function instant(day: string | null, days: number): string | undefined {
  if (!day || !/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const midnight = new Date(`${day}T00:00:00`);
  return new Date(midnight.getTime() + days * DAY_MS).toISOString();
}

/** The filter that an address asks for. */
export function filterOf(search: URLSearchParams): HistoryFilterInput {
  const listed = (name: string): string[] | undefined => (search.has(name) ? search.getAll(name) : undefined);
  const filter = {
    resourceCns: listed('person'),
    mainLobs: listed('lob'),
    caseTypes: listed('case'),
    actions: listed('kind'),
    actors: listed('actor'),
    from: instant(search.get('from'), 0),
    to: instant(search.get('to'), 1),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
