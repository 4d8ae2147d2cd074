import { tierLabel, type TierCount } from '../../domain/capacity/tier-breakdown';
import { pathKey } from './tree-path.rules';
import type { HeadRow, NodePath } from './tree.model';

/** People by tier of every node of some levels, in one month or several. */
export interface Heads {
  /** People by tier percentage, highest first: every listed percentage, and any other that somebody has. */
  tiers(path: string, forecastMonthIndex: number): TierCount[];
  /** Distinct people. */
  people(path: string, forecastMonthIndex: number): number;
}

interface Counted {
  people: number;
  byPercentage: Map<string, number>;
}

/** Puts the rows of `listHeads` together. */
export function headCounts(rows: readonly HeadRow[]): Heads {
  const listed = new Map<number, string[]>();
  const counted = new Map<string, Counted>();
  const labels = new Map<string, string>();
  const keyOf = (path: string, index: number): string => `${index}${path}`;
  let lastPath: NodePath | undefined;
  let lastKey = '';
  for (const { path, forecastMonthIndex, percentage, people } of rows) {
    if (path === null) {
      const known = listed.get(forecastMonthIndex);
      if (percentage === null) continue;
      if (known) known.push(percentage);
      else listed.set(forecastMonthIndex, [percentage]);
      continue;
    }
    if (path !== lastPath) lastKey = pathKey(path);
    lastPath = path;
    add(counted, keyOf(lastKey, forecastMonthIndex), percentage, people);
  }
  return {
    tiers: (path, index) => {
      const counts = new Map((listed.get(index) ?? []).map((percentage) => [percentage, 0]));
      for (const [percentage, people] of counted.get(keyOf(path, index))?.byPercentage ?? [])
        counts.set(percentage, people);
      return [...counts]
        .map(([percentage, count]) => ({ label: labelOf(labels, percentage), percentage, count }))
        .sort((a, b) => Number(b.percentage) - Number(a.percentage));
    },
    people: (path, index) => counted.get(keyOf(path, index))?.people ?? 0,
  };
}

function add(counted: Map<string, Counted>, key: string, percentage: string | null, people: number): void {
  let node = counted.get(key);
  if (!node) counted.set(key, (node = { people: 0, byPercentage: new Map() }));
  node.people += people;
  if (percentage !== null) node.byPercentage.set(percentage, people);
}

function labelOf(labels: Map<string, string>, percentage: string): string {
  let label = labels.get(percentage);
  if (label === undefined) labels.set(percentage, (label = tierLabel(percentage)));
  return label;
}
