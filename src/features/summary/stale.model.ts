import type { DemandMonth } from '../../domain/demand/demand-month';

declare module '../../platform/scope/request-scope' {
  interface WriteScope {
    /** Marks what the change has made out of date; derived figures are rewritten before the commit. */
    readonly stale: Stale;
  }
}

/** Collects what a transaction has made out of date; derived figures are rewritten from it before the commit. */
export class Stale {
  private readonly wholeMonths = new Set<string>();
  private readonly single = new Map<string, DemandMonth>();

  /** Everything derived in this calendar month. */
  month(monthStart: string): void {
    this.wholeMonths.add(monthStart);
  }

  /** One demand in one calendar month. */
  demandMonth(key: DemandMonth): void {
    this.single.set(JSON.stringify([key.monthStart, key.mainLob, key.state, key.caseType]), key);
  }

  /** Forgets everything: called once it has been derived. */
  clear(): void {
    this.wholeMonths.clear();
    this.single.clear();
  }

  get isEmpty(): boolean {
    return this.wholeMonths.size === 0 && this.single.size === 0;
  }

  /** Months in order. */
  months(): string[] {
    return [...this.wholeMonths].sort();
  }

  /** Demand-months outside whole months, in order, so that locks are taken in one order. */
  demandMonths(): DemandMonth[] {
    return [...this.single.entries()]
      .filter(([, key]) => !this.wholeMonths.has(key.monthStart))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, key]) => key);
  }
}
