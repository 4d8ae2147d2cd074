/** A demand in one calendar month, in canonical spelling. */
export interface DemandMonth {
  /** First day of the calendar month. */
  monthStart: string;
  mainLob: string;
  state: string;
  caseType: string;
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
