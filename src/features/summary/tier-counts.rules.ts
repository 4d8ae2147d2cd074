import { parseTierLabel, type TierCount } from '../../domain/capacity/tier-breakdown';
import { plain } from '../../domain/rounding';

/** A stored breakdown (`{"100%": 15, …}`, highest first) as a list that carries each percentage as a number too. */
export function tierCounts(breakdown: Readonly<Record<string, number>>): TierCount[] {
  return Object.entries(breakdown).map(([label, count]) => {
    const percentage = parseTierLabel(label);
    return { label, percentage: percentage ? plain(percentage) : '0', count };
  });
}
