import { categoryOf, parseLob } from '../../../domain/demand/lob';
import { stateName } from '../../../domain/demand/states';
import { slug, textKey } from '../../../domain/text-key';
import { wantsKey } from './tree-wants.rules';
import type { Level, NodePath, Tree, TreeFilter } from './tree.model';

/** The path of the whole selection. */
export const TOP: NodePath = { platform: null, locality: null, mainLob: null, state: null, caseType: null };

/** A path as a JSON tuple. */
export function pathKey({ platform, locality, mainLob, state, caseType }: NodePath): string {
  return JSON.stringify([platform, locality, mainLob, state, caseType]);
}

/** Whether two paths name the same node. */
export function isSamePath(a: NodePath, b: NodePath): boolean {
  return (
    a.caseType === b.caseType &&
    a.state === b.state &&
    a.mainLob === b.mainLob &&
    a.locality === b.locality &&
    a.platform === b.platform
  );
}

const NAMES: Readonly<Record<Level, (path: NodePath) => string>> = {
  total: () => 'Total',
  category: ({ platform, locality }) => (platform && locality ? categoryOf(platform, locality).name : ''),
  lob: ({ mainLob }) => mainLob ?? '',
  state: ({ state }) => stateName(state ?? ''),
  caseType: ({ caseType }) => caseType ?? '',
};

/** What people call the node: states are spelled out. */
export function nodeName(level: Level, path: NodePath): string {
  return NAMES[level](path);
}

/** `amisys-onshore`, `amisys-medicaid-domestic-fl`. */
export function nodeSlug(level: Level, path: NodePath): string {
  if (level === 'total') return 'total';
  if (level === 'category') return slug(nodeName(level, path));
  return slug([path.mainLob, path.state, path.caseType].filter((part) => part !== null).join(' '));
}

/** A LOB that names its locality has it in all its demands; others take it from each case type. */
function namesLocality(mainLob: string): boolean {
  return parseLob(mainLob, 'Domestic').locality === parseLob(mainLob, 'Global').locality;
}

/** What of the path decides a node’s figures: the category only where its LOB reaches into several. */
export function idPath(level: Level, path: NodePath): NodePath {
  if (path.platform === null) return path;
  const isDecided = level === 'caseType' || (path.mainLob !== null && namesLocality(path.mainLob));
  return isDecided ? { ...path, platform: null, locality: null } : path;
}

/** What can narrow the figures below a node of each level: not what its path states anyway. */
const NARROWS: Readonly<Record<Level, readonly (keyof TreeFilter)[]>> = {
  total: ['mainLobs', 'states', 'caseTypes', 'platforms', 'markets', 'localities'],
  category: ['mainLobs', 'states', 'caseTypes', 'markets'],
  lob: ['states', 'caseTypes'],
  state: ['caseTypes'],
  caseType: [],
};

/** The part of a filter that narrows the figures of a node. */
export function narrowingFilter(level: Level, path: NodePath, filter: TreeFilter): TreeFilter {
  const { mainLob, locality } = path;
  const isSplit = level !== 'caseType' && mainLob !== null && locality === null;
  const isMixed = isSplit && filter.localities !== undefined && !namesLocality(mainLob);
  const names = isMixed ? [...NARROWS[level], 'localities' as const] : NARROWS[level];
  return Object.fromEntries(names.flatMap((name) => (filter[name] ? [[name, filter[name]]] : [])));
}

/** Text filters as keys, each once and in order, so that equal selections look equal. */
export function cleanFilter(filter: {
  readonly [Name in keyof TreeFilter]?: readonly string[] | null | undefined;
}): TreeFilter {
  const clean = (name: keyof TreeFilter, values: readonly string[]): string[] =>
    [...new Set(name === 'localities' ? values : values.map(textKey))].sort();
  const names: (keyof TreeFilter)[] = [
    'mainLobs',
    'states',
    'caseTypes',
    'platforms',
    'markets',
    'localities',
  ];
  return Object.fromEntries(
    names.flatMap((name) => {
      const values = filter[name];
      return values ? [[name, clean(name, values)]] : [];
    }),
  );
}

/** Everything that tells one tree from another. */
export function treeKey(
  tree: Omit<Tree, 'key' | 'months' | 'month' | 'figures' | 'levels'> & { forecastMonthIndex: number },
): string {
  const { reportYear, reportMonth, forecastMonthIndex, filter, byCategory, within, lobScope, wants } = tree;
  return JSON.stringify([
    reportYear,
    reportMonth,
    forecastMonthIndex,
    filter,
    byCategory,
    pathKey(within),
    lobScope,
    wantsKey(wants),
  ]);
}
