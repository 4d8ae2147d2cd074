import { tierLabel } from '../../../../domain/capacity/tier-breakdown';
import { decimal } from '../../../../domain/rounding';
import { type Problem, TEN_THOUSAND } from '../problem/problem';
import type { Staffing } from '../construct/staffing';
import type { ExistingAssignment } from '../contract/types';
import { scaleUp } from '../contract/validate';

/** What one state of the assignments (stored or planned) adds up to, in whole numbers. */
export interface Tally {
  /** Σ percentage in ten-thousandths, [(d·W + w)·2 + work type of the person]. */
  percent: Float64Array;
  /** Distinct people per demand-month. */
  people: Int32Array;
  /** Distinct people by tier, [dm·tiers + tier], highest first. */
  tierPeople: Int32Array;
  /** Highest first. */
  tierLabels: readonly string[];
  /** True for the tiers new assignments may use. */
  activeTiers: readonly boolean[];
  personWeeks: number;
  peopleAll: number;
  switches: number;
}

/** What a cell holds: demand (−1 = none), percentage and tier index. */
type Reader = (c: number) => { d: number; percent: number; tier: number };

/** The tiers of a plan as ten-thousandths, highest first, and which of them new assignments may use. */
class Tiers {
  readonly all: number[];
  private readonly active: number[];

  constructor({ tiers, rows }: Problem) {
    const active = new Set(tiers.filter((tier) => tier.isActive).map((tier) => scaled(tier.percentage)));
    const all = new Set(active);
    for (const { tierPercentage } of rows) if (tierPercentage !== undefined) all.add(scaled(tierPercentage));
    this.all = [...all].sort((a, b) => b - a);
    this.active = [...active].sort((a, b) => b - a);
  }

  /** Highest active tier not above the percentage, else the lowest; −1 without tiers. */
  of(percent: number): number {
    const found = this.active.find((tier) => tier <= percent) ?? this.active.at(-1);
    return found === undefined ? -1 : this.all.indexOf(found);
  }

  isActive(tier: number): boolean {
    return this.active.includes(tier);
  }

  ofRow(row: ExistingAssignment): number {
    return row.tierPercentage === undefined
      ? this.of(scaled(row.percentage))
      : this.all.indexOf(scaled(row.tierPercentage));
  }
}

function scaled(value: number): number {
  return scaleUp(value, TEN_THOUSAND);
}

/** The stored assignments. */
export function tallyStored(problem: Problem): Tally {
  const tiers = new Tiers(problem);
  return tally(problem, tiers, (c) => {
    const row = problem.rows[problem.baseRow[c] as number];
    if (row === undefined) return { d: -1, percent: 0, tier: -1 };
    return {
      d: problem.rowDemand[problem.baseRow[c] as number] as number,
      percent: scaled(row.percentage),
      tier: tiers.ofRow(row),
    };
  });
}

/** The assignments as they will be after the plan. */
export function tallyPlanned({ problem, assign }: Staffing): Tally {
  const tiers = new Tiers(problem);
  const tierOfPercent = new Map<number, number>();
  return tally(problem, tiers, (c) => {
    const d = assign[c] as number;
    if (d < 0) return { d, percent: 0, tier: -1 };
    const row = problem.rows[problem.baseRow[c] as number];
    if (row !== undefined && problem.locked[c] === 1) {
      return { d, percent: scaled(row.percentage), tier: tiers.ofRow(row) };
    }
    const percent = problem.percent[c] as number;
    if (row !== undefined && problem.base[c] === d && scaled(row.percentage) === percent) {
      return { d, percent, tier: tiers.ofRow(row) };
    }
    let tier = tierOfPercent.get(percent);
    if (tier === undefined) tierOfPercent.set(percent, (tier = tiers.of(percent)));
    return { d, percent, tier };
  });
}

function tally(problem: Problem, tiers: Tiers, read: Reader): Tally {
  const { demandCount, weekCount, monthCount, personCount } = problem;
  const result: Tally = {
    percent: new Float64Array(demandCount * weekCount * 2),
    people: new Int32Array(demandCount * monthCount),
    tierPeople: new Int32Array(demandCount * monthCount * tiers.all.length),
    tierLabels: tiers.all.map((tier) => tierLabel(decimal(tier).times('0.0001'))),
    activeTiers: tiers.all.map((tier) => tiers.isActive(tier)),
    personWeeks: 0,
    peopleAll: 0,
    switches: 0,
  };
  const onDemand = new Int32Array(weekCount);
  for (let p = 0; p < personCount; p += 1) {
    const weeks = tallyPerson(problem, result, p, { read, onDemand });
    if (weeks === 0) continue;
    result.personWeeks += weeks;
    result.peopleAll += 1;
    result.switches += countSwitches(onDemand);
  }
  return result;
}

/** Adds one person, last week first, so that the first time a demand-month is seen is its latest week. */
function tallyPerson(
  problem: Problem,
  result: Tally,
  p: number,
  { read, onDemand }: { read: Reader; onDemand: Int32Array },
): number {
  const { weekCount, monthCount, weekMonth, monthStart, monthOpen, location, demandOpen } = problem;
  let weeks = 0;
  for (let w = weekCount - 1; w >= 0; w -= 1) {
    const { d, percent, tier } = read(p * weekCount + w);
    const m = weekMonth[w] as number;
    onDemand[w] = d;
    if (d < 0 || monthOpen[m] === 0 || demandOpen[d] === 0) continue;
    weeks += 1;
    result.percent[(d * weekCount + w) * 2 + (location[p] as number)] =
      (result.percent[(d * weekCount + w) * 2 + (location[p] as number)] as number) + percent;
    if (onDemand.subarray(w + 1, monthStart[m + 1]).includes(d)) continue;
    const dm = d * monthCount + m;
    result.people[dm] = (result.people[dm] as number) + 1;
    if (tier >= 0)
      result.tierPeople[dm * result.tierLabels.length + tier] =
        (result.tierPeople[dm * result.tierLabels.length + tier] as number) + 1;
  }
  return weeks;
}

function countSwitches(onDemand: Int32Array): number {
  let count = 0;
  let last = -1;
  for (const d of onDemand) {
    if (d < 0) continue;
    if (last >= 0 && d !== last) count += 1;
    last = d;
  }
  return count;
}
