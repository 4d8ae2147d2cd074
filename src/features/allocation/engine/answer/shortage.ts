import { exactText, ratioText } from '../contract/exact';
import { forEligible, helpFor } from './candidates';
import { hiringValueOf } from './hiring';
import { MICRO, type Problem, TEN_THOUSAND } from '../problem/problem';
import { classSupply, type MonthRelaxation } from '../bound/relaxation';
import type { Solution } from '../search/solve';
import type { Competition, HiringValue, ShortageReason } from '../contract/types';

/**
 * Why demand-month dm is short in this staffing; only for demand-months that are. `NOT_PLANNED`: a single person-week would
 * pay for itself, so nobody has planned this yet, or a deadline came first.
 */
export function shortageReason(solution: Solution, dm: number): ShortageReason {
  const { problem, solved, staffing } = solution;
  const m = dm % problem.monthCount;
  const d = (dm / problem.monthCount) | 0;
  if ((problem.cph[dm] as number) <= 0) return 'NO_CPH';
  const hours = hoursReason(problem, d, m);
  if (hours !== undefined) return hours;
  const month = solved[m] ?? null;
  const free = (problem.need[dm] as number) - (problem.lockedLoad[dm] as number);
  const scarcity = scarcityReason(problem, month, [d, m], free);
  if (scarcity !== undefined) return scarcity;
  const help = helpFor(staffing, d, m);
  if (help.cell >= 0) return 'NOT_PLANNED';
  if (help.isHeldByCosts) return 'STABILITY';
  const missing = (problem.need[dm] as number) - (staffing.load[dm] as number);
  const isOutbid = month !== null && (month.flow.served[d] as number) < free;
  return !isOutbid && missing < personWeek(problem, d, m) ? 'WHOLE_WEEKS' : 'OUTBID';
}

/** Micro-hours of the shortest working week of a full person. */
function personWeek({ monthStart, hours, locality }: Problem, d: number, m: number): number {
  let least = Infinity;
  for (let w = monthStart[m] as number; w < (monthStart[m + 1] as number); w += 1) {
    const full = hours[w * 2 + (locality[d] as number)] as number;
    if (full > 0 && full < least) least = full;
  }
  return least;
}

/** The reason when the month has no working hours; −1 = a week that is not configured. */
function hoursReason(
  { monthStart, hours, locality }: Problem,
  d: number,
  m: number,
): ShortageReason | undefined {
  let isConfigured = false;
  for (let w = monthStart[m] as number; w < (monthStart[m + 1] as number); w += 1) {
    const full = hours[w * 2 + (locality[d] as number)] as number;
    if (full > 0) return undefined;
    if (full === 0) isConfigured = true;
  }
  return isConfigured ? 'NO_HOURS' : 'NO_WEEK_CONFIG';
}

/** The reason when all eligible people together cannot do it. */
function scarcityReason(
  problem: Problem,
  month: MonthRelaxation | null,
  [d, m]: [number, number],
  missing: number,
): ShortageReason | undefined {
  const { people, supply } = eligibleSupply(problem, month, d, m);
  if (people === 0) return 'NO_ELIGIBLE_PERSON';
  if (supply >= missing && supply > 0) return undefined;
  const fixed = fixedHours(problem, d, m);
  if (supply === 0) return fixed > 0 ? 'LOCKED' : 'NO_ELIGIBLE_AVAILABLE';
  return supply + fixed >= missing ? 'LOCKED' : 'TOO_FEW_ELIGIBLE';
}

/** People who can do demand d, and their free hours in month m. */
function eligibleSupply(problem: Problem, month: MonthRelaxation | null, d: number, m: number) {
  const { demandStart, demandClass, memberStart } = problem.eligibility;
  const supplyOf = month?.supply ?? classSupply(problem, m);
  let people = 0;
  let supply = 0;
  for (let i = demandStart[d] as number; i < (demandStart[d + 1] as number); i += 1) {
    const k = demandClass[i] as number;
    people += (memberStart[k + 1] as number) - (memberStart[k] as number);
    supply += supplyOf[k] as number;
  }
  return { people, supply };
}

/** Micro-hours in month m of people who can do demand d, in weeks whose assignment is fixed. */
function fixedHours(problem: Problem, d: number, m: number): number {
  const { weekCount, monthStart, locked, percent, hours, location } = problem;
  let total = 0;
  forEligible(problem, d, (p) => {
    for (let w = monthStart[m] as number; w < (monthStart[m + 1] as number); w += 1) {
      const c = p * weekCount + w;
      if (locked[c] === 1)
        total +=
          (Math.max(0, hours[w * 2 + (location[p] as number)] as number) * (percent[c] as number)) /
          TEN_THOUSAND;
    }
  });
  return total;
}

/** Sizes of every saturated region of one month, by region number. */
export function regionSizes(problem: Problem, month: MonthRelaxation): Competition[] {
  const { demandCount, monthCount, need, lockedLoad, eligibility } = problem;
  const sums = month.cutoff.map(() => ({ demands: 0, people: 0, needed: 0, available: 0 }));
  for (let d = 0; d < demandCount; d += 1) {
    const sum = sums[month.demandRegion[d] as number];
    if (sum === undefined) continue;
    const dm = d * monthCount + month.month;
    sum.demands += 1;
    sum.needed += Math.max(0, (need[dm] as number) - (lockedLoad[dm] as number));
  }
  for (let k = 0; k < eligibility.classCount; k += 1) {
    const sum = sums[month.region[k] as number];
    if (sum === undefined) continue;
    sum.available += month.supply[k] as number;
    sum.people += freePeople(problem, k, month.month);
  }
  return sums.map(({ demands, people, needed, available }, region) => ({
    groupId: `${problem.months[month.month] ?? ''}#${region}`,
    demands,
    people,
    hoursNeeded: exactText(BigInt(needed), 6),
    hoursAvailable: ratioText(BigInt(available), BigInt(MICRO)),
    cutoff: (month.cutoff[region] ?? 0) * MICRO,
  }));
}

function freePeople({ eligibility, weekCount, monthStart, cell }: Problem, k: number, m: number): number {
  let count = 0;
  for (let i = eligibility.memberStart[k] as number; i < (eligibility.memberStart[k + 1] as number); i += 1) {
    const first = (eligibility.memberPerson[i] as number) * weekCount;
    for (let c = first + (monthStart[m] as number); c < first + (monthStart[m + 1] as number); c += 1) {
      if (cell[c] === 0) continue;
      count += 1;
      break;
    }
  }
  return count;
}

/** One more person who can do just this demand's kind of work. */
export function onePersonMore({ problem, solved, delta }: Solution, dm: number): HiringValue | undefined {
  const d = (dm / problem.monthCount) | 0;
  const demand = problem.demands[d];
  const month = solved[dm % problem.monthCount] ?? null;
  if (demand === undefined || month === null) return undefined;
  const { platform, locality, state, caseType } = demand;
  const isWhole = state.trim().toUpperCase() === 'N/A';
  const profile = { platform, location: locality, states: isWhole ? [] : [state], skills: [caseType] };
  const entry = problem.demands.flatMap((other, index) =>
    other.platform === platform &&
    other.locality === locality &&
    other.caseType === caseType &&
    (other.state === state || other.state === 'N/A')
      ? [index]
      : [],
  );
  return hiringValueOf(problem, month, { profile, entry, delta });
}
