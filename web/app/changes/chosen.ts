/** Weeks of people that an act is about. */
export interface PersonWeeks {
  cns: readonly string[];
  /** `2025-W18`, in order. */
  weeks: readonly string[];
  /** How messages call the people. */
  who: string;
}

/** A week in which one of the people works. */
export interface TakenWeek {
  resourceCn: string;
  week: string;
  pinned: boolean;
  productionPercentage: number;
}

/** Weeks of people with what is known of them, for the dialogs of their acts. */
export interface Chosen extends PersonWeeks {
  /** By CN. */
  names: ReadonlyMap<string, string>;
  taken: readonly TakenWeek[];
  /** What the first of them produces when nothing else is said. */
  usualShare: number;
  /** Month of the first week, whose gaps order the demands on offer. */
  yearMonth: string;
}
