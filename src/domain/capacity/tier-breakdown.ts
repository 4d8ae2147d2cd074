import { type Decimal, decimal, plain } from '../rounding';

/** One assignment as the breakdown sees it: who, which ISO week, and the percentage (0–1) of its tier. */
export interface TierAssignment {
  cn: string;
  year: number;
  week: number;
  tierPercentage: Decimal | string;
}

/** Head count of one tier percentage; `percentage` is its exact decimal, 0–1. */
export interface TierCount {
  label: string;
  percentage: string;
  count: number;
}

/** `100%`, `37.5%`, `33.33%`: the key under which tiers of one percentage are shown. */
export function tierLabel(percentage: Decimal | string): string {
  return `${plain(decimal(percentage).times(100))}%`;
}

/** Column name of flat reports: `tier_100`, `tier_37_5`. */
export function tierColumn(percentage: Decimal | string): string {
  return `tier_${plain(decimal(percentage).times(100)).replace('.', '_')}`;
}

/** The percentage (0–1) of a label such as `37.5%`; undefined when it is no label. */
export function parseTierLabel(label: string): Decimal | undefined {
  const match = /^(\d{1,3}(?:\.\d{1,2})?)%$/.exec(label.trim());
  return match?.[1] === undefined ? undefined : decimal(match[1]).times('0.01');
}

function isLater(a: TierAssignment, b: TierAssignment): boolean {
  const weeks = a.year - b.year || a.week - b.week;
  return weeks > 0 || (weeks === 0 && decimal(a.tierPercentage).gt(b.tierPercentage));
}

/** Each person once, in the tier of their latest week; every active tier and any other with people, highest first. */
export function tierBreakdown(
  assignments: readonly TierAssignment[],
  activeTiers: readonly (Decimal | string)[],
): TierCount[] {
  const latest = new Map<string, TierAssignment>();
  for (const assignment of assignments) {
    const known = latest.get(assignment.cn);
    if (!known || isLater(assignment, known)) latest.set(assignment.cn, assignment);
  }
  const counts = new Map<string, number>(activeTiers.map((tier) => [plain(decimal(tier)), 0]));
  for (const { tierPercentage } of latest.values()) {
    const key = plain(decimal(tierPercentage));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .map(([percentage, count]) => ({ label: tierLabel(percentage), percentage, count }))
    .sort((a, b) => decimal(b.percentage).cmp(a.percentage));
}
