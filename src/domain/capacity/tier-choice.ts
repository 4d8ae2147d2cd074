import { type Decimal, decimal } from '../rounding';

/** A capacity tier as the choice sees it; percentage 0–1. */
export interface TierOption {
  id: number | string;
  percentage: Decimal | string;
}

/** The highest active tier not above the percentage (0–1), else the lowest; the smaller id among equals; undefined without tiers. */
export function chooseTier<Tier extends TierOption>(
  percentage: Decimal | string,
  activeTiers: readonly Tier[],
): Tier | undefined {
  const wanted = decimal(percentage);
  const rising = [...activeTiers].sort(
    (a, b) => decimal(a.percentage).cmp(b.percentage) || (a.id > b.id ? -1 : 1),
  );
  const fitting = rising.findLast((tier) => wanted.gte(tier.percentage));
  const lowest = rising[0];
  return (
    fitting ??
    rising.findLast((tier) => lowest !== undefined && decimal(lowest.percentage).eq(tier.percentage))
  );
}
