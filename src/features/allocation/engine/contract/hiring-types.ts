import type { WorkType } from './input-types';

/** A kind of person: everyone with this platform, location, states and skills can do the same demands. */
export interface Profile {
  platform: string;
  location: WorkType;
  states: readonly string[];
  skills: readonly string[];
}

/**
 * One more person of a profile at 100 % for a month, fractions of weeks allowed: what a fresh solve of the relaxation with
 * that person gains, whatever the fairness.
 */
export interface HiringValue {
  profile: Profile;
  month: string;
  /** Cases more. */
  cases: number;
  /** Productive hours of that person in the month. */
  hours: number;
  /** Demand that gains when people are reassigned around the new one. */
  demandsHelped: number;
}

/** A hire worth most: the best of its months, and all of them from the start week on. */
export interface ListedHire extends HiringValue {
  /** First week that may change and has working hours, `2025-W18`. */
  startWeek: string;
  /** Cases over all months of the plan. */
  totalCases: number;
}
