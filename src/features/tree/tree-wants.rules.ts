import {
  LEVELS,
  type HeadsWanted,
  type Level,
  type LevelWants,
  type Months,
  type Tree,
  type TreeWants,
} from './tree.model';

/** Fields by name, each with the fields asked for below it. */
type SelectedFields = ReadonlyMap<string, SelectedFields>;

const NONE: SelectedFields = new Map();
const CHILDREN: readonly (readonly [string, Level])[] = [
  ['categories', 'category'],
  ['lobs', 'lob'],
  ['states', 'state'],
  ['caseTypes', 'caseType'],
];
const FIGURES = ['forecast', 'capacity', 'gap', 'coverage', 'fteEquivalent', 'fteRequired', 'fteCount'];

/** Everything of every level. */
export const EVERYTHING: TreeWants = perLevel(() => ({
  columns: new Set([...FIGURES, 'warnings', 'demand', 'tierBreakdown']),
  series: true,
  heads: 'all',
}));

function perLevel<V>(of: (level: Level) => V): Record<Level, V> {
  return Object.fromEntries(LEVELS.map((level) => [level, of(level)])) as Record<Level, V>;
}

/** What a selection on a node of `level` asks for there and below. */
export function treeWants(level: Level, selected: SelectedFields): TreeWants {
  const wants = perLevel(() => levelWants(NONE));
  const walk = (at: Level, fields: SelectedFields): void => {
    wants[at] = bothOf(wants[at], levelWants(fields));
    for (const [name, below] of CHILDREN) {
      const children = fields.get(name);
      if (children) walk(below, children);
    }
  };
  walk(level, selected);
  return wants;
}

function levelWants(fields: SelectedFields): LevelWants {
  const metrics = fields.get('metrics') ?? NONE;
  const series = fields.get('series') ?? NONE;
  const columns = new Set([...metrics.keys(), ...series.keys()]);
  for (const name of ['warnings', 'tierBreakdown']) if (fields.has(name)) columns.add(name);
  if (fields.has('demand') || fields.has('weeks') || fields.has('warnings')) columns.add('demand');
  if (fields.has('people')) columns.add('fteCount');
  return { columns, series: fields.has('series'), heads: headMonths(columns, series) };
}

/** LOBs may be asked for below the whole and below its categories: what is read serves both. */
function bothOf(a: LevelWants, b: LevelWants): LevelWants {
  const heads = (['all', 'chosen'] as const).find((months) => a.heads === months || b.heads === months);
  return {
    columns: new Set([...a.columns, ...b.columns]),
    series: a.series || b.series,
    heads: heads ?? 'none',
  };
}

function headMonths(columns: ReadonlySet<string>, series: SelectedFields): Months {
  if (series.has('fteCount')) return 'all';
  return columns.has('fteCount') || columns.has('tierBreakdown') ? 'chosen' : 'none';
}

/** Wants as text, to tell trees apart. */
export function wantsKey(wants: TreeWants): string {
  return JSON.stringify(
    LEVELS.map((level) => {
      const { columns, series, heads } = wants[level];
      return [[...columns].sort(), series, heads];
    }),
  );
}

/** The count of people in which a level takes part; undefined if it needs none: single demands have theirs stored. */
export function headsWanted(tree: Tree, level: Level): HeadsWanted | undefined {
  const { wants } = tree;
  const { heads } = wants[level];
  if (heads === 'none' || level === 'caseType') return undefined;
  // Without categories, theirs would be the whole selection once more.
  const counted = LEVELS.filter((one) => one !== 'caseType' && (one !== 'category' || tree.byCategory));
  const levels = counted.filter((one) => wants[one].heads === heads).reverse();
  const byTier = levels.some((one) => wants[one].columns.has('tierBreakdown'));
  return { tree, levels, allMonths: heads === 'all', byTier };
}
