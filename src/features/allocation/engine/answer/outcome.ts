import { exactText, inUnits, percentText } from '../contract/exact';
import { type Figures, staffingFigures } from './figures';
import { TEN_THOUSAND } from '../problem/problem';
import { fteRequiredOf } from '../problem/requirement';
import { onePersonMore, regionSizes, shortageReason } from './shortage';
import type { Solution } from '../search/solve';
import type { AllocationDemand, Competition, DemandOutcome, WeeklyOutcome } from '../contract/types';

/** Shortages that get a `onePersonMore` in the plan itself. */
const EXPLAINED = 50;

/** One row per reported demand-month, by demand and month, with the reason of every shortage. */
export function demandOutcomes(
  solution: Solution,
  before: Figures,
  after: Figures,
  reported: readonly number[],
): DemandOutcome[] {
  const { problem, solved } = solution;
  const groups = solved.map((month) => (month === null ? [] : regionSizes(problem, month)));
  const largest = largestShortages(solution, after, reported);
  return reported.map((dm) => {
    const outcome = plainOutcome(solution, before, after, dm);
    if (shortUnits(solution, after, dm) <= 0n) return outcome;
    outcome.reason = shortageReason(solution, dm);
    const competition = competitionOf(solution, groups, dm);
    if (outcome.reason === 'OUTBID' && competition !== undefined) outcome.competition = competition;
    const more = largest.has(dm) ? onePersonMore(solution, dm) : undefined;
    if (more !== undefined) outcome.onePersonMore = more;
    return outcome;
  });
}

/** The saturated group demand-month dm belongs to. */
export function competitionOf(
  { problem, solved }: Solution,
  groups: readonly (readonly Competition[])[],
  dm: number,
): Competition | undefined {
  const m = dm % problem.monthCount;
  const region = solved[m]?.demandRegion[(dm / problem.monthCount) | 0] ?? -1;
  return groups[m]?.[region];
}

function shortUnits({ problem }: Solution, { capacity }: Figures, dm: number): bigint {
  return inUnits(problem.forecast[dm] as number) - (capacity[dm] ?? 0n);
}

function largestShortages(solution: Solution, after: Figures, reported: readonly number[]): Set<number> {
  const short = reported.map((dm) => ({ dm, units: Number(shortUnits(solution, after, dm)) }));
  const staffable = short.filter(({ dm, units }) => units > 0 && (solution.problem.need[dm] as number) > 0);
  staffable.sort((a, b) => b.units - a.units || a.dm - b.dm);
  return new Set(staffable.slice(0, EXPLAINED).map(({ dm }) => dm));
}

function plainOutcome({ problem }: Solution, before: Figures, after: Figures, dm: number): DemandOutcome {
  const m = dm % problem.monthCount;
  const d = (dm / problem.monthCount) | 0;
  const demand = problem.demands[d] as AllocationDemand;
  const { value, reason } = fteRequiredOf(problem, d, m);
  const wanted = inUnits(problem.forecast[dm] as number);
  const have = after.capacity[dm] ?? 0n;
  const cph = problem.cph[dm] as number;
  const outcome: DemandOutcome = {
    demand: demand.key,
    mainLob: demand.mainLob,
    state: demand.state,
    caseType: demand.caseType,
    month: problem.months[m] ?? '',
    forecast: problem.forecast[dm] as number,
    targetCph: cph < 0 ? null : cph / TEN_THOUSAND,
    fteRequired: value,
    before: staffingFigures(problem, before, dm),
    after: staffingFigures(problem, after, dm),
    fillPct: percentText(have < wanted ? have : wanted, wanted),
    tierBreakdown: tiersOf(after, dm),
    weekly: weeksOf({ problem }, after, d, m),
  };
  if (reason !== undefined) outcome.fteUnknown = reason;
  return outcome;
}

/** Active tiers always, others when someone is in them: those are the only ones in the list with a count. */
function tiersOf({ tally }: Figures, dm: number): Record<string, number> {
  const tiers: Record<string, number> = {};
  tally.tierLabels.forEach((label, i) => {
    const count = tally.tierPeople[dm * tally.tierLabels.length + i] as number;
    if (count > 0 || tally.activeTiers[i] === true) tiers[label] = count;
  });
  return tiers;
}

function weeksOf(
  { problem }: Pick<Solution, 'problem'>,
  { weekly, targets }: Figures,
  d: number,
  m: number,
): WeeklyOutcome[] {
  const weeks: WeeklyOutcome[] = [];
  for (let w = problem.monthStart[m] as number; w < (problem.monthStart[m + 1] as number); w += 1) {
    const dw = d * problem.weekCount + w;
    weeks.push({
      week: problem.weeks[w]?.key ?? '',
      target: targets[dw] as number,
      capacity: exactText(weekly[dw] ?? 0n),
    });
  }
  return weeks;
}
