import type { IsoWeek } from '../../domain/iso-week';

/** Someone eligible for a demand and free in at least one of the weeks. */
export interface Candidate {
  cn: string;
  freeWeeks: IsoWeek[];
  /** Exact fraction 0–1 in the first free week. */
  productionPercentage: string;
  /** Cases in the free weeks; null = unknown, because the demand has no CPH or a week is not configured. */
  capacity: string | null;
}

/** One page per key, with one row more than asked for where more follow, and the number of all. */
export interface MatchPage<T> {
  rows: T[];
  total: number;
}

/** A page of active assignments below something: `of` names it in the columns of its kind. */
export interface AssignmentPageKey {
  of: Readonly<Record<string, string | number>>;
  /** First and last week, both included. */
  fromWeek?: IsoWeek | null | undefined;
  toWeek?: IsoWeek | null | undefined;
  limit: number;
  offset: number;
}

/** What assignments are listed below. */
export type PageKind = 'resource' | 'tier' | 'week' | 'live' | 'frozen';
