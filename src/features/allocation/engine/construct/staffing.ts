import { TEN_THOUSAND, type Problem } from '../problem/problem';
import { worth } from '../problem/worth';
import { scaleUp } from '../contract/validate';
import { StintRules, type StintLimits } from './stint-rules';

/** What a plan is judged by besides the hours it serves; all in cases. */
export interface Costs {
  /** δ. */
  delta: number;
  /** κ_s. */
  switchCost: number;
  /** κ_c of primary and of bench rows. */
  changePrimary: number;
  changeBench: number;
  /** ρ. */
  profileWeight: number;
  stints: StintLimits;
}

/** Cases that a breach of the rules of stints costs: more than any person-weeks can bring. */
const BREACH = 1_000_000;

/** Who does what, with loads kept up to date and the exact gain of any single change. */
export class Staffing {
  /** Demand of each cell, −1 = idle; locked cells hold their row's demand and never change. */
  readonly assign: Int32Array;
  /** Micro-hours per demand-month, locked ones included. */
  readonly load: Float64Array;
  /** Micro-hours per demand-week; empty when ρ = 0. */
  readonly weekLoad: Float64Array;
  /** Target micro-hours per demand-week: the need spread by productive hours. */
  private readonly weekNeed: Float64Array;
  /** Free cells that have left the existing demand they could have kept. */
  changed = 0;
  /** No change may raise `changed` above this. */
  changeLimit = Infinity;
  readonly rules: StintRules;
  /** Breaches are counted for several cells at once, not cell by cell. */
  private isGrouped = false;

  constructor(
    readonly problem: Problem,
    public costs: Costs,
  ) {
    const weekly = costs.profileWeight > 0 ? problem.demandCount * problem.weekCount : 0;
    this.assign = new Int32Array(problem.cell.length).fill(-1);
    this.load = problem.lockedLoad.slice();
    this.weekLoad = new Float64Array(weekly);
    this.weekNeed = new Float64Array(weekly);
    if (weekly > 0) this.spreadNeeds();
    this.rules = new StintRules(problem, this.assign, costs.stints);
    this.isGrouped = !this.rules.isActive;
    this.placeLocked();
    for (let c = 0; c < problem.base.length; c += 1) if ((problem.base[c] as number) >= 0) this.changed += 1;
  }

  private spreadNeeds(): void {
    const { demandCount, monthCount, weekCount, monthStart, hours, locality, need } = this.problem;
    for (let d = 0; d < demandCount; d += 1) {
      for (let m = 0; m < monthCount; m += 1) {
        let total = 0;
        for (let w = monthStart[m] as number; w < (monthStart[m + 1] as number); w += 1)
          total += Math.max(0, hours[w * 2 + (locality[d] as number)] as number);
        if (total === 0) continue;
        for (let w = monthStart[m] as number; w < (monthStart[m + 1] as number); w += 1) {
          const share = Math.max(0, hours[w * 2 + (locality[d] as number)] as number) / total;
          this.weekNeed[d * weekCount + w] = (need[d * monthCount + m] as number) * share;
        }
      }
    }
  }

  private placeLocked(): void {
    const { rows, locked, baseRow, weekCount, hours, location } = this.problem;
    for (let c = 0; c < locked.length; c += 1) {
      if (locked[c] === 0) continue;
      const row = rows[baseRow[c] as number];
      const d = this.problem.rowDemand[baseRow[c] as number] as number;
      this.assign[c] = d;
      if (d < 0 || this.weekLoad.length === 0 || row === undefined) continue;
      const w = c % weekCount;
      const full = Math.max(0, hours[w * 2 + (location[(c / weekCount) | 0] as number)] as number);
      this.weekLoad[d * weekCount + w] =
        (this.weekLoad[d * weekCount + w] as number) +
        Math.trunc((full * scaleUp(row.percentage, TEN_THOUSAND)) / TEN_THOUSAND);
    }
  }

  /** Gives free cell c to demand d (−1 = idle). */
  set(c: number, d: number): void {
    const { cell, weekCount, monthCount, weekMonth, base } = this.problem;
    const from = this.assign[c] as number;
    if (from === d) return;
    const w = c % weekCount;
    const m = weekMonth[w] as number;
    const hours = cell[c] as number;
    if (from >= 0) this.load[from * monthCount + m] = (this.load[from * monthCount + m] as number) - hours;
    if (d >= 0) this.load[d * monthCount + m] = (this.load[d * monthCount + m] as number) + hours;
    if (this.weekLoad.length > 0) {
      if (from >= 0)
        this.weekLoad[from * weekCount + w] = (this.weekLoad[from * weekCount + w] as number) - hours;
      if (d >= 0) this.weekLoad[d * weekCount + w] = (this.weekLoad[d * weekCount + w] as number) + hours;
    }
    if ((base[c] as number) >= 0) {
      if (from === base[c]) this.changed += 1;
      else if (d === base[c]) this.changed -= 1;
    }
    this.assign[c] = d;
  }

  /** Cases by which the plan is better, all costs counted, when free cell c goes from its demand to d (−1 = idle). */
  gain(c: number, d: number): number {
    const { cell, weekCount } = this.problem;
    const from = this.assign[c] as number;
    if (from === d) return 0;
    const w = c % weekCount;
    let total = this.moveGain(c, d);
    if (from >= 0) total += this.worthChange(from, w, -(cell[c] as number));
    if (d >= 0) total += this.worthChange(d, w, cell[c] as number);
    return total;
  }

  /** The part of `gain` that comes from switches, rules of stints, and leaving or returning to the existing demand. */
  moveGain(c: number, d: number): number {
    const w = c % this.problem.weekCount;
    const moving = this.costs.switchCost * this.switchesSaved(c, w, d) + this.returnGain(c, d);
    return this.isGrouped ? moving : moving + BREACH * this.rules.saved(c, d);
  }

  /** The gain of changes to one person that are judged together: a stint may be short while it is being made. */
  asOne(p: number, changes: () => number): number {
    if (this.isGrouped) return changes();
    const before = this.rules.ofPerson(p);
    this.isGrouped = true;
    const gain = changes();
    this.isGrouped = false;
    return gain + BREACH * (before - this.rules.ofPerson(p));
  }

  /** Change of a demand's worth, weekly profile included, when week w brings `hours` more micro-hours. */
  worthChange(d: number, w: number, hours: number): number {
    const { monthCount, weekMonth, need, price } = this.problem;
    const dm = d * monthCount + (weekMonth[w] as number);
    const full = need[dm] as number;
    if (full === 0) return 0;
    const before = (this.load[dm] as number) < full ? (this.load[dm] as number) : full;
    const sum = (this.load[dm] as number) + hours;
    const after = sum < full ? sum : full;
    let change = (price[dm] as number) * (after - before);
    const { delta, profileWeight } = this.costs;
    if (delta > 0 && after !== before) change *= 1 + delta - (delta * (after + before)) / (2 * full);
    if (profileWeight > 0) change += profileWeight * (price[dm] as number) * this.profileChange(d, w, hours);
    return change;
  }

  /** Cases the next micro-hour of a demand-month would add if it lacked one: no hour more adds more, no hour less loses less. */
  slope(dm: number): number {
    const { price, need } = this.problem;
    const { delta } = this.costs;
    if (delta === 0 || (this.load[dm] as number) >= (need[dm] as number)) return price[dm] as number;
    return (price[dm] as number) * (1 + delta * (1 - (this.load[dm] as number) / (need[dm] as number)));
  }

  private profileChange(d: number, w: number, hours: number): number {
    const dw = d * this.problem.weekCount + w;
    const target = this.weekNeed[dw] as number;
    const before = this.weekLoad[dw] as number;
    const after = before + hours;
    return (after < target ? after : target) - (before < target ? before : target);
  }

  /** The most that leaving its demand can gain cell c by returning to its existing one; negative where it leaves that. */
  mostReturnGain(c: number): number {
    const kept = this.problem.base[c] as number;
    if (kept < 0) return 0;
    return this.assign[c] === kept ? -this.changeCost(c) : this.changeCost(c);
  }

  private changeCost(c: number): number {
    return this.problem.baseIsBench[c] === 1 ? this.costs.changeBench : this.costs.changePrimary;
  }

  private returnGain(c: number, d: number): number {
    const kept = this.problem.base[c] as number;
    if (kept < 0) return 0;
    const cost = this.changeCost(c);
    if (d === kept) return cost;
    if (this.assign[c] !== kept) return 0;
    return this.changed >= this.changeLimit ? -Infinity : -cost;
  }

  /** Switches between worked weeks that disappear (negative: appear) when cell c goes to d. */
  private switchesSaved(c: number, w: number, d: number): number {
    const before = this.workedBefore(c, w);
    const after = this.workedAfter(c, w);
    return switches(before, this.assign[c] as number, after) - switches(before, d, after);
  }

  /** Demand of the last worked week before cell c, −1 = none. */
  workedBefore(c: number, w: number): number {
    for (let back = 1; back <= w; back += 1)
      if ((this.assign[c - back] as number) >= 0) return this.assign[c - back] as number;
    return -1;
  }

  /** Demand of the next worked week after cell c, −1 = none. */
  workedAfter(c: number, w: number): number {
    const left = this.problem.weekCount - w;
    for (let ahead = 1; ahead < left; ahead += 1)
      if ((this.assign[c + ahead] as number) >= 0) return this.assign[c + ahead] as number;
    return -1;
  }

  /** Worth of all hours served in open months; comparable with the relaxation's bound. */
  value(): number {
    const { need, price } = this.problem;
    let sum = 0;
    for (let dm = 0; dm < need.length; dm += 1) {
      if ((need[dm] as number) > 0)
        sum += worth(price[dm] as number, need[dm] as number, this.load[dm] as number, this.costs.delta);
    }
    return sum;
  }
}

function switches(before: number, at: number, after: number): number {
  if (at < 0) return before >= 0 && after >= 0 && before !== after ? 1 : 0;
  return (before >= 0 && before !== at ? 1 : 0) + (after >= 0 && after !== at ? 1 : 0);
}
