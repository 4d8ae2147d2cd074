import { tableOf, type ExportTable } from '../ui/export/table';
import type { TreeRow } from './tree';

/** Names of a row from the top of the tree down to it. */
interface Names {
  category: string | undefined;
  mainLob: string | undefined;
  state: string | undefined;
  caseType: string | undefined;
}

function namesOf({ node }: TreeRow, hasCategories: boolean): Names {
  const names = node.key.split('|');
  const category = hasCategories ? names.shift() : undefined;
  const [mainLob, state, caseType] = names;
  return { category, mainLob, state, caseType };
}

/** The rows of the tree as they stand on screen, open branches and all; what is above a demand has its own figures. */
export function treeTable(rows: readonly TreeRow[], month: string, hasCategories: boolean): ExportTable {
  const named = rows.map((row) => ({ ...namesOf(row, hasCategories), ...row.node.metrics }));
  return tableOf(`capacity-${month}`, named, {
    ...(hasCategories && { category: ({ category }: Names) => category }),
    'line of business': ({ mainLob }) => mainLob,
    state: ({ state }) => state,
    'case type': ({ caseType }) => caseType,
    month: () => month,
    forecast: ({ forecast }) => forecast,
    capacity: ({ capacity }) => capacity,
    gap: ({ gap }) => gap,
    coverage: ({ coverage }) => coverage,
    people: ({ fteCount }) => fteCount,
    'FTE equivalent': ({ fteEquivalent }) => fteEquivalent,
    'FTE required': ({ fteRequired }) => fteRequired,
  });
}
