import { LEVELS, type Level, type LevelWants, type Months, type TreeWants } from './tree.model';

/** Fields by name, each with the fields asked for below it. */
type SelectedFields = ReadonlyMap<string, SelectedFields>;

const NONE: SelectedFields = new Map();
const ALL_MONTHS = [1, 2, 3, 4, 5, 6];
const CHILDREN: readonly (readonly [string, Level])[] = [
  ['categories', 'category'],
  ['lobs', 'lob'],
  ['states', 'state'],
  ['caseTypes', 'caseType'],
];

/** Everything of every level. */
export const EVERYTHING: TreeWants = perLevel(() => ({
  listed: true,
  series: true,
  heads: 'all',
  byTier: true,
}));

function perLevel<V>(of: (level: Level) => V): Record<Level, V> {
  return Object.fromEntries(LEVELS.map((level) => [level, of(level)])) as Record<Level, V>;
}

/** What a selection on a node of `level` asks for there and below. */
export function treeWants(level: Level, selected: SelectedFields): TreeWants {
  const wants = perLevel(() => ({ ...levelWants(NONE), listed: false }));
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
  const byTier = fields.has('tierBreakdown');
  const isChosen = byTier || metrics.has('fteCount');
  return {
    listed: true,
    series: fields.has('series'),
    heads: series.has('fteCount') ? 'all' : isChosen ? 'chosen' : 'none',
    byTier,
  };
}

/** LOBs may be asked for below the whole and below its categories: what is read serves both. */
function bothOf(a: LevelWants, b: LevelWants): LevelWants {
  const heads = (['all', 'chosen'] as const).find((months) => a.heads === months || b.heads === months);
  return { listed: true, series: a.series || b.series, heads: heads ?? 'none', byTier: a.byTier || b.byTier };
}

/** Wants as text, to tell trees apart. */
export function wantsKey(wants: TreeWants): string {
  return JSON.stringify(LEVELS.map((level) => Object.values(wants[level]) as unknown[]));
}

/** Indexes of the months whose people are counted; single demands have theirs stored, by tier unless a summary is missing. */
export function peopledMonths(wants: TreeWants, chosen: number): number[] {
  const months = LEVELS.map((level): Months => {
    const { heads, byTier } = wants[level];
    if (level === 'caseType') return byTier ? 'chosen' : 'none';
    return heads;
  });
  if (months.includes('all')) return ALL_MONTHS;
  return months.includes('chosen') ? [chosen] : [];
}
