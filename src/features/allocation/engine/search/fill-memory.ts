import type { Problem } from '../problem/problem';

/**
 * What fills that follow each other have tried in vain: a class is offered to a month's short demands again only if one of its
 * people or demands has changed since. For fills with nothing between them and without a limit of changes.
 */
export class FillMemory {
  private clock = 1;
  /** When a demand-month, and somebody of a class, last changed. */
  private readonly demandAt: Int32Array;
  private readonly classAt: Int32Array;
  /** When a class was last tried in vain in a month, [k·months + m]; 0 = it gained something. */
  private readonly triedAt: Int32Array;

  constructor(private readonly problem: Problem) {
    this.demandAt = new Int32Array(problem.need.length);
    this.classAt = new Int32Array(problem.eligibility.classCount);
    this.triedAt = new Int32Array(problem.eligibility.classCount * problem.monthCount);
  }

  /** Somebody of class k has moved in month m; −1 = idle. */
  moved(k: number, m: number, demands: readonly [from: number, to: number]): void {
    this.clock += 1;
    this.classAt[k] = this.clock;
    for (const d of demands) if (d >= 0) this.demandAt[d * this.problem.monthCount + m] = this.clock;
  }

  /** Class k was offered in month m. */
  tried(k: number, m: number, gain: number): void {
    this.triedAt[k * this.problem.monthCount + m] = gain > 0 ? 0 : this.clock;
  }

  /** Offering class k in month m again would change nothing. */
  isVain(k: number, m: number): boolean {
    const { monthCount, eligibility } = this.problem;
    const at = this.triedAt[k * monthCount + m] as number;
    if (at === 0 || (this.classAt[k] as number) > at) return false;
    for (
      let arc = eligibility.classStart[k] as number;
      arc < (eligibility.classStart[k + 1] as number);
      arc += 1
    )
      if ((this.demandAt[(eligibility.arcDemand[arc] as number) * monthCount + m] as number) > at)
        return false;
    return true;
  }
}
