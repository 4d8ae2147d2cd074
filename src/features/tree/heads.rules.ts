import { tierLabel, type TierCount } from '../../domain/tier-breakdown';
import { pathKey } from './tree-path.rules';
import type { HeadRow } from './tree.model';

/** People by tier of every node of a level, in one month or several. */
export interface Heads {
  /** People by tier percentage, highest first: every listed percentage, and any other that somebody has. */
  tiers(path: string, forecastMonthIndex: number): TierCount[];
  /** Distinct people. */
  people(path: string, forecastMonthIndex: number): number;
}

/** Puts the rows of `listHeads` together. */
export function headCounts(rows: readonly HeadRow[]): Heads {
  const listed = new Map<number, string[]>();
  const counted = new Map<string, Map<string, number>>();
  const keyOf = (path: string, index: number): string => `${index}${path}`;
  for (const { path, forecastMonthIndex, percentage, people } of rows) {
    if (path === null) {
      listed.set(forecastMonthIndex, [...(listed.get(forecastMonthIndex) ?? []), percentage]);
      continue;
    }
    const key = keyOf(pathKey(path), forecastMonthIndex);
    const counts = counted.get(key) ?? new Map<string, number>();
    counted.set(key, counts.set(percentage, people));
  }
  return {
    tiers: (path, index) => {
      const counts = new Map((listed.get(index) ?? []).map((percentage) => [percentage, 0]));
      for (const [percentage, people] of counted.get(keyOf(path, index)) ?? [])
        counts.set(percentage, people);
      return [...counts]
        .map(([percentage, count]) => ({ label: tierLabel(percentage), percentage, count }))
        .sort((a, b) => Number(b.percentage) - Number(a.percentage));
    },
    people: (path, index) => {
      let total = 0;
      for (const people of counted.get(keyOf(path, index))?.values() ?? []) total += people;
      return total;
    },
  };
}
