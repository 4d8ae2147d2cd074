import { groupBy } from '../problem/eligibility';
import type { Staffing } from '../construct/staffing';

/**
 * Which free cells are primary: in each demand-month locked rows count first, then people who were primary there, then those
 * with most hours, then by cn, until the forecast is covered; everyone after that is bench. 1 = primary, per cell.
 */
export function labelPrimary(staffing: Staffing): Uint8Array {
  const { problem } = staffing;
  const isPrimary = new Uint8Array(problem.cell.length);
  for (let m = 0; m < problem.monthCount; m += 1) {
    if (problem.monthOpen[m] === 1) new MonthLabels(staffing, isPrimary, m).label();
  }
  return isPrimary;
}

/** The stints of one month: stint i is what person `person[i]` gives demand `demand[i]` in free weeks. */
class MonthLabels {
  private readonly person: number[] = [];
  private readonly demand: number[] = [];
  /** Micro-hours. */
  private readonly hours: number[] = [];

  constructor(
    private readonly staffing: Staffing,
    private readonly isPrimary: Uint8Array,
    private readonly month: number,
  ) {
    for (let p = 0; p < staffing.problem.personCount; p += 1) this.addPerson(p);
  }

  private cells(p: number): [number, number] {
    const { weekCount, monthStart } = this.staffing.problem;
    const first = p * weekCount;
    return [first + (monthStart[this.month] as number), first + (monthStart[this.month + 1] as number)];
  }

  private addPerson(p: number): void {
    const { cell } = this.staffing.problem;
    const [from, to] = this.cells(p);
    const own = this.demand.length;
    for (let c = from; c < to; c += 1) {
      const d = this.staffing.assign[c] as number;
      if (cell[c] === 0 || d < 0) continue;
      const known = this.demand.indexOf(d, own);
      if (known >= 0) {
        this.hours[known] = (this.hours[known] as number) + (cell[c] as number);
        continue;
      }
      this.person.push(p);
      this.demand.push(d);
      this.hours.push(cell[c] as number);
    }
  }

  label(): void {
    const { problem } = this.staffing;
    const all = Int32Array.from(this.demand, (_, i) => i);
    const { start, items } = groupBy(all, (i) => this.demand[i] as number, problem.demandCount);
    for (let d = 0; d < problem.demandCount; d += 1) {
      const stints = items.subarray(start[d], start[d + 1]);
      const dm = d * problem.monthCount + this.month;
      let covered = problem.lockedLoad[dm] as number;
      const need = problem.need[dm] as number;
      // With all but the smallest short of the need, whoever comes last is primary too.
      if (!this.allNeeded(stints, need - covered)) this.sort(stints);
      for (const i of stints) {
        if (covered >= need) break;
        covered += this.hours[i] as number;
        this.mark(this.person[i] as number, d);
      }
    }
  }

  private allNeeded(stints: Int32Array, missing: number): boolean {
    let sum = 0;
    let least = Infinity;
    for (const i of stints) {
      const hours = this.hours[i] as number;
      sum += hours;
      if (hours < least) least = hours;
    }
    return stints.length === 0 || sum - least < missing;
  }

  private sort(stints: Int32Array): void {
    const was = new Map(Array.from(stints, (i) => [i, this.wasPrimary(i) ? 1 : 0]));
    stints.sort(
      (a, b) =>
        (was.get(b) ?? 0) - (was.get(a) ?? 0) ||
        (this.hours[b] as number) - (this.hours[a] as number) ||
        (this.person[a] as number) - (this.person[b] as number),
    );
  }

  /** Some row of the stint was primary on the same demand, or the person was labelled so in the last week of the month before. */
  private wasPrimary(i: number): boolean {
    const { cell, rows, base, baseRow, monthStart } = this.staffing.problem;
    const { assign } = this.staffing;
    const d = this.demand[i] as number;
    const [from, to] = this.cells(this.person[i] as number);
    const before =
      (monthStart[this.month] as number) > 0 && assign[from - 1] === d && this.isPrimary[from - 1] === 1;
    for (let c = from; c < to; c += 1) {
      if (cell[c] === 0 || assign[c] !== d) continue;
      const row = rows[baseRow[c] as number];
      if (row !== undefined && base[c] === d ? row.type === 'primary' : before) return true;
    }
    return false;
  }

  private mark(p: number, d: number): void {
    const { cell } = this.staffing.problem;
    const [from, to] = this.cells(p);
    for (let c = from; c < to; c += 1) {
      if ((cell[c] as number) > 0 && this.staffing.assign[c] === d) this.isPrimary[c] = 1;
    }
  }
}
