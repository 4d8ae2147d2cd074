import type { PlanHeadFragment } from '../../generated/graphql';

const HUNDREDTHS = 100;

/**
 * How much more than this any plan could be worth, rounded up, so that nothing better is claimed than was proved. The gap
 * is a share of the bound; the reader compares with the plan.
 */
export function moreText(gapPct: number): string {
  const more = gapPct / (1 - gapPct / 100);
  return `${(Math.ceil(more * HUNDREDTHS) / HUNDREDTHS).toFixed(2)}\u202f%`;
}

/** How far the plan can be from the best there is, in one sentence. */
export function proofText({ solve, complete }: Pick<PlanHeadFragment, 'solve' | 'complete'>): string {
  const { certified, delta } = solve;
  const claim = claimText(solve);
  const worth = delta > 0 ? 'counted in cases, the first of each demand weighing most' : 'counted in cases';
  if (!certified)
    return `${claim}, ${worth}; that is a rough bound, as not every month was planned to its end.`;
  return `${claim}, ${worth}; that is proved, not estimated${complete ? '' : ', although the deadline came first'}.`;
}

/** What no other plan could be worth: among those of whole weeks, where that was looked into, and among all. */
function claimText({ gapPct, wholeWeeks }: PlanHeadFragment['solve']): string {
  const any = moreText(gapPct);
  if (wholeWeeks?.isBest)
    return 'No other plan of whole weeks for these people could be worth more than this one';
  const whole = wholeWeeks ? moreText(wholeWeeks.gapPct) : any;
  if (whole === any) return `No other plan for these people could be worth over ${any} more than this one`;
  return `No other plan for these people could be worth over ${whole} more than this one in whole weeks, or over ${any} with weeks divided`;
}
