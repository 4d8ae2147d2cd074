import { roundInt } from '../../../../domain/rounding';
import type { IntegerProgram, ProgramRow } from '../contract/integer-program';
import { MICRO, type Problem } from '../problem/problem';
import { worth } from '../problem/worth';

/** Person-weeks of one month that count alike: one class, one length. */
interface Bundle {
  k: number;
  /** Micro-hours of each. */
  size: number;
  count: number;
}

/** Tangents of a bent worth before the first solution shows where more are needed. */
const FIRST_TANGENTS = 4;

/**
 * One month in whole person-weeks as an integer program: how many weeks of each bundle go to each demand. A worth bent by
 * fairness lies below its tangents, so the program's optimum lies above every plan's worth; tangents added where a
 * solution lies bring it down to it.
 */
export class MonthProgram {
  /** Demands that lack hours, by column. */
  private readonly short: number[] = [];
  /** Worth that no column counts: what locked hours serve, unless tangents count from nothing. */
  private readonly settled: number;
  private readonly columnWorth: number[] = [];
  private readonly upper: number[] = [];
  private readonly isWhole: boolean[] = [];
  private readonly rows: ProgramRow[] = [];
  /** Bundle and demand of the whole columns. */
  private readonly choices: { column: number; size: number; at: number }[] = [];

  constructor(
    private readonly problem: Problem,
    private readonly month: number,
    private readonly delta: number,
  ) {
    const { demandCount, need, lockedLoad } = problem;
    let settled = 0;
    for (let d = 0; d < demandCount; d += 1) {
      const dm = this.demandMonth(d);
      const isShort = (need[dm] as number) > (lockedLoad[dm] as number);
      if (isShort) this.short.push(d);
      if (!isShort || delta === 0) settled += this.worthOf(d, lockedLoad[dm] as number);
    }
    this.settled = settled;
    this.addServed();
    this.addChoices();
    if (delta > 0)
      for (let step = 0; step <= FIRST_TANGENTS; step += 1)
        this.short.forEach((d, i) => {
          this.addTangent(i, this.missing(d) * (step / FIRST_TANGENTS));
        });
  }

  /** Tangents come ever closer to its worth; otherwise the first answer is exact. */
  get isBent(): boolean {
    return this.delta > 0;
  }

  /** People who could serve a demand that lacks hours. */
  people = 0;

  get demands(): number {
    return this.short.length;
  }

  program(): IntegerProgram {
    return { worth: this.columnWorth, upper: this.upper, isWhole: this.isWhole, rows: this.rows };
  }

  /** An upper bound of the program as one of the month. */
  boundOf(sum: number): number {
    return sum + this.settled;
  }

  /** What a choice is really worth; where it is bent, the tangents that touch it are added. */
  refine(values: ArrayLike<number>): number {
    const served = this.short.map(() => 0);
    for (const { column, size, at } of this.choices)
      served[at] = (served[at] as number) + roundInt(values[column] as number) * size;
    return this.short.reduce((sum, d, i) => {
      const most = this.missing(d);
      const given = (served[i] as number) < most ? (served[i] as number) : most;
      if (this.isBent) this.addTangent(i, given);
      const counted = this.isBent ? 0 : this.worthOf(d, this.locked(d));
      return sum + this.worthOf(d, this.locked(d) + given) - counted;
    }, this.settled);
  }

  private demandMonth(d: number): number {
    return d * this.problem.monthCount + this.month;
  }

  private locked(d: number): number {
    return this.problem.lockedLoad[this.demandMonth(d)] as number;
  }

  /** Micro-hours that a demand lacks. */
  private missing(d: number): number {
    return (this.problem.need[this.demandMonth(d)] as number) - this.locked(d);
  }

  private worthOf(d: number, load: number): number {
    const dm = this.demandMonth(d);
    return worth(this.problem.price[dm] as number, this.problem.need[dm] as number, load, this.delta);
  }

  private addColumn(worthOfOne: number, upper: number, isWhole: boolean): number {
    this.isWhole.push(isWhole);
    this.upper.push(upper);
    return this.columnWorth.push(worthOfOne) - 1;
  }

  /** A column of hours for each demand, then, where fairness bends it, one of its worth. */
  private addServed(): void {
    const hourWorth = (d: number): number => (this.problem.price[this.demandMonth(d)] as number) * MICRO;
    for (const d of this.short)
      this.addColumn(this.delta === 0 ? hourWorth(d) : 0, this.missing(d) / MICRO, false);
    if (this.delta > 0) for (const d of this.short) this.addColumn(1, this.worthOf(d, Infinity), false);
  }

  private addChoices(): void {
    const hours = this.short.map((_, i) => ({ columns: [i], factors: [1] }));
    const wanted = this.wantedBy();
    for (const { k, size, count } of this.bundles(wanted)) {
      const mine = (wanted[k] ?? []).map((at) => {
        const column = this.addColumn(0, count, true);
        this.choices.push({ column, size, at });
        hours[at]?.columns.push(column);
        hours[at]?.factors.push(-size / MICRO);
        return column;
      });
      this.rows.push({ atMost: count, columns: mine, factors: mine.map(() => 1) });
    }
    for (const row of hours) this.rows.push({ atMost: 0, ...row });
  }

  /** Columns of the demands that each class can serve. */
  private wantedBy(): number[][] {
    const { classCount, classStart, arcDemand } = this.problem.eligibility;
    const index = new Map(this.short.map((d, i) => [d, i]));
    return Array.from({ length: classCount }, (_, k) =>
      [...arcDemand.subarray(classStart[k], classStart[k + 1])].flatMap((d) => index.get(d) ?? []),
    );
  }

  private bundles(wanted: readonly (readonly number[])[]): Bundle[] {
    const { personCount, weekCount, monthStart, cell, eligibility } = this.problem;
    const bundles = new Map<string, Bundle>();
    for (let p = 0; p < personCount; p += 1) {
      const k = eligibility.classOf[p] as number;
      if (wanted[k]?.length === 0) continue;
      const first = p * weekCount;
      const cells = cell.subarray(
        first + (monthStart[this.month] as number),
        first + (monthStart[this.month + 1] as number),
      );
      const sizes = cells.filter((size) => size > 0);
      if (sizes.length > 0) this.people += 1;
      for (const size of sizes) {
        const found = bundles.get(`${k}:${size}`);
        if (found) found.count += 1;
        else bundles.set(`${k}:${size}`, { k, size, count: 1 });
      }
    }
    return [...bundles.values()];
  }

  /** worth column ≤ worth at `served` + slope × (hours − served). */
  private addTangent(i: number, served: number): void {
    const d = this.short[i] as number;
    const dm = this.demandMonth(d);
    const load = this.locked(d) + served;
    const slope =
      (this.problem.price[dm] as number) *
      (1 + this.delta * (1 - load / (this.problem.need[dm] as number))) *
      MICRO;
    this.rows.push({
      atMost: this.worthOf(d, load) - slope * (served / MICRO),
      columns: [this.short.length + i, i],
      factors: [1, -slope],
    });
  }
}
