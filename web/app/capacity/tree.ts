import type { DemandName } from '../data/demand';
import { toneOf } from '../format/number';
import type { NodeFiguresFragment, PageTreeQuery, TreeLobFragment } from '../generated/graphql';

/** A column of figures. */
export type Metric = keyof NodeFiguresFragment;

/** A node as the table shows it. */
export interface TreeNode {
  /** Names from the top to here; stays the same from month to month. */
  key: string;
  id: string;
  name: string;
  metrics: NodeFiguresFragment;
  children: readonly TreeNode[];
  /** Of a leaf. */
  demand?: DemandName;
}

/** A node in its place among the rows. */
export interface TreeRow {
  node: TreeNode;
  level: number;
  isOpen: boolean;
  position: number;
  siblings: number;
}

/** What is sorted by. */
export interface TreeSorting {
  metric: Metric | 'name';
  descending: boolean;
}

const SEPARATOR = '|';

/** The keys of everything above a key. */
export function ancestorsOf(key: string): string[] {
  const names = key.split(SEPARATOR);
  return names.slice(1).map((_name, index) => names.slice(0, index + 1).join(SEPARATOR));
}

function lobNode({ states, ...lob }: TreeLobFragment, prefix: string): TreeNode {
  const key = prefix + lob.name;
  return {
    ...lob,
    key,
    children: states.map(({ caseTypes, code, ...state }) => ({
      ...state,
      name: code === 'N/A' ? 'No state' : state.name,
      key: `${key}${SEPARATOR}${code}`,
      children: caseTypes.map((caseType) => ({
        ...caseType,
        key: `${key}${SEPARATOR}${code}${SEPARATOR}${caseType.name}`,
        children: [],
        demand: { mainLob: lob.name, state: code, caseType: caseType.name },
      })),
    })),
  };
}

/** The nodes of a tree, lines of business or categories on top. */
export function nodesOf(tree: NonNullable<PageTreeQuery['capacityTree']>): TreeNode[] {
  const { categories, lobs } = tree;
  if (!categories) return (lobs ?? []).map((lob) => lobNode(lob, ''));
  return categories.map(({ lobs: below, ...category }) => ({
    ...category,
    key: category.name,
    children: below.map((lob) => lobNode(lob, `${category.name}${SEPARATOR}`)),
  }));
}

function compare(a: TreeNode, b: TreeNode, { metric, descending }: TreeSorting): number {
  const sign = descending ? -1 : 1;
  if (metric === 'name') return sign * a.name.localeCompare(b.name, 'en-US');
  const [first, second] = [a.metrics[metric], b.metrics[metric]];
  // What is unknown stands last, whichever way it is sorted.
  if (first === null || second === null) return Number(first === null) - Number(second === null);
  return sign * (first - second);
}

/** Which nodes are shown. */
export interface TreeView {
  open: ReadonlySet<string>;
  allOpen: boolean;
  sorting: TreeSorting | undefined;
  search: string;
  onlyShort: boolean;
}

/** Leaves out what neither matches nor has anything below that does. */
export function narrowed(nodes: readonly TreeNode[], { search, onlyShort }: TreeView): readonly TreeNode[] {
  const wanted = search.trim().toLowerCase();
  if (!wanted && !onlyShort) return nodes;
  const keep = (node: TreeNode, found: boolean): TreeNode[] => {
    const matches = found || node.name.toLowerCase().includes(wanted) || stateMatches(node, wanted);
    if (node.demand) return matches && (!onlyShort || toneOf(node.metrics.gap) === 'short') ? [node] : [];
    const children = node.children.flatMap((child) => keep(child, matches));
    return children.length > 0 ? [{ ...node, children }] : [];
  };
  return nodes.flatMap((node) => keep(node, wanted === ''));
}

const stateMatches = ({ key }: TreeNode, wanted: string): boolean =>
  key.split(SEPARATOR).at(-1)?.toLowerCase() === wanted;

/** The rows of what is shown, in order. A search opens what it finds. */
export function rowsOf(shown: readonly TreeNode[], view: TreeView): TreeRow[] {
  const rows: TreeRow[] = [];
  const { sorting } = view;
  const openAll = view.allOpen || view.search.trim() !== '';
  const add = (siblings: readonly TreeNode[], level: number): void => {
    const sorted = sorting ? [...siblings].sort((a, b) => compare(a, b, sorting)) : siblings;
    sorted.forEach((node, index) => {
      const isOpen = node.children.length > 0 && (openAll || view.open.has(node.key));
      rows.push({ node, level, isOpen, position: index + 1, siblings: sorted.length });
      if (isOpen) add(node.children, level + 1);
    });
  };
  add(shown, 1);
  return rows;
}

/** The largest gap at each level: bars compare like with like. */
export function largestGaps(nodes: readonly TreeNode[]): number[] {
  const largest: number[] = [];
  const visit = (siblings: readonly TreeNode[], level: number): void => {
    for (const { metrics, children } of siblings) {
      largest[level] = Math.max(largest[level] ?? 1, Math.abs(metrics.gap));
      visit(children, level + 1);
    }
  };
  visit(nodes, 1);
  return largest;
}

/** How many demands there are. */
export function countLeaves(nodes: readonly TreeNode[]): number {
  return nodes.reduce((sum, node) => sum + (node.demand ? 1 : countLeaves(node.children)), 0);
}

/** The leaf of a demand. */
export function findLeaf(nodes: readonly TreeNode[], demand: DemandName): TreeNode | undefined {
  for (const node of nodes) {
    if (node.demand) {
      const { mainLob, state, caseType } = node.demand;
      if (mainLob === demand.mainLob && state === demand.state && caseType === demand.caseType) return node;
    }
    const below = findLeaf(node.children, demand);
    if (below) return below;
  }
  return undefined;
}
