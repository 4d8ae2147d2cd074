import type { DemandFilterInput, TreeGroupBy, WorkType } from '../generated/graphql';
import type { Metric, TreeSorting, TreeView } from './tree';

/** What the tree may be narrowed by: the parameter in the address and the field of the filter. */
export const FACETS = ['platform', 'market', 'locality', 'state', 'caseType'] as const;

/** The reader's filter, as the API takes it. */
export function filterOf(search: URLSearchParams): DemandFilterInput | null {
  const list = (name: string): string[] | undefined => {
    const values = search.getAll(name);
    return values.length > 0 ? values : undefined;
  };
  const filter = {
    platforms: list('platform'),
    markets: list('market'),
    localities: list('locality') as WorkType[] | undefined,
    states: list('state'),
    caseTypes: list('caseType'),
  };
  return Object.values(filter).some((values) => values !== undefined) ? filter : null;
}

/** What stands on top of the tree. */
export const groupOf = (search: URLSearchParams): TreeGroupBy =>
  search.get('by') === 'category' ? 'CATEGORY' : 'LOB';

/** All branches are open. */
export const ALL = '*';

/** Reads `gap` (ascending) or `-gap` (descending). */
export function sortingOf(search: URLSearchParams): TreeSorting | undefined {
  const text = search.get('sort');
  if (!text) return undefined;
  const descending = text.startsWith('-');
  return { metric: (descending ? text.slice(1) : text) as Metric | 'name', descending };
}

/** How an address spells a sorting. */
export const sortText = ({ metric, descending }: TreeSorting): string => (descending ? `-${metric}` : metric);

/** Which nodes the address asks for. */
export function viewOf(search: URLSearchParams): TreeView {
  const open = search.getAll('open');
  return {
    open: new Set(open),
    allOpen: open.includes(ALL),
    sorting: sortingOf(search),
    search: search.get('q') ?? '',
    onlyShort: search.get('short') === '1',
  };
}
