import type { DemandMonth } from '../../../domain/demand/demand-month';
import type { WorkType } from '../../../domain/demand/lob';

declare module '../../../platform/scope/request-scope' {
  interface WriteScope {
    /** Marks what the change has made out of date; derived figures are rewritten before the commit. */
    readonly stale: Stale;
  }
}

/** A week of one work type whose hours have changed, with the first day of its parent month. */
export interface StaleWeek {
  monthStart: string;
  year: number;
  weekNumber: number;
  workType: WorkType;
}

/** Collects what a transaction has made out of date; derived figures are rewritten from it before the commit. */
export class Stale {
  private readonly wholeMonths = new Set<string>();
  private readonly hoursOfWeeks = new Map<string, StaleWeek>();
  private readonly single = new Map<string, DemandMonth>();

  /** Everything derived in this calendar month. */
  month(monthStart: string): void {
    this.wholeMonths.add(monthStart);
  }

  /** What follows from the hours of one week of one work type. */
  week(week: StaleWeek): void {
    this.hoursOfWeeks.set(JSON.stringify([week.year, week.weekNumber, week.workType]), week);
  }

  /** One demand in one calendar month. */
  demandMonth(key: DemandMonth): void {
    this.single.set(JSON.stringify([key.monthStart, key.mainLob, key.state, key.caseType]), key);
  }

  /** Forgets everything: called once it has been derived. */
  clear(): void {
    this.wholeMonths.clear();
    this.hoursOfWeeks.clear();
    this.single.clear();
  }

  get isEmpty(): boolean {
    return this.wholeMonths.size + this.hoursOfWeeks.size + this.single.size === 0;
  }

  /** Months in order: whole ones and those of weeks. */
  months(): string[] {
    const ofWeeks = [...this.hoursOfWeeks.values()].map(({ monthStart }) => monthStart);
    return [...new Set([...this.wholeMonths, ...ofWeeks])].sort();
  }

  /** The weeks, if their hours are all that has changed; else none, and their months are stale as a whole. */
  weeks(): StaleWeek[] {
    return this.wholeMonths.size + this.single.size === 0 ? [...this.hoursOfWeeks.values()] : [];
  }

  /** Demand-months outside `months`, in order, so that locks are taken in one order. */
  demandMonths(): DemandMonth[] {
    const months = new Set(this.months());
    return [...this.single.entries()]
      .filter(([, key]) => !months.has(key.monthStart))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, key]) => key);
  }
}
