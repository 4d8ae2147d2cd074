import type { IsoWeek } from '../../../domain/time/iso-week';
import type { Ordering } from '../../../platform/database/keyset';
import type { Page } from '../../../platform/database/page';
import type { AssignmentRow } from './assignment.model';

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

/** Which part of the active assignments below something is read: the same below all parents of a field. */
export interface PageSpan extends Page {
  /** First and last week, both included. */
  fromWeek: IsoWeek | null | undefined;
  toWeek: IsoWeek | null | undefined;
  /** The properties of the rows that are read, besides those of the order; all if absent. */
  properties: readonly string[] | undefined;
}

/** A page of active assignments below something: `of` names it in the columns of its kind. */
export interface AssignmentPageKey {
  of: Readonly<Record<string, string | number>>;
  span: PageSpan;
  /** Tells spans apart. */
  spanKey: string;
}

/** Active assignments below something: a person has one a week. */
export const PAGE_ORDER: Ordering<AssignmentRow> = {
  name: 'assignment-below',
  columns: [
    { field: 'year', type: 'integer' },
    { field: 'weekNumber', type: 'integer' },
    { field: 'resourceCn', type: 'text' },
  ],
};

/** The order of people in answers to questions. */
export const BY_CN: Ordering<{ cn: string }> = {
  name: 'people-by-cn',
  columns: [{ field: 'cn', type: 'text' }],
};

/** The order of the demands that a person could serve. */
export const BY_DEMAND: Ordering<{ mainLob: string; state: string; caseType: string }> = {
  name: 'demands-of-person',
  columns: [
    { field: 'mainLob', type: 'text' },
    { field: 'state', type: 'text' },
    { field: 'caseType', type: 'text' },
  ],
};

/** What assignments are listed below. */
export type PageKind = 'resource' | 'tier' | 'week' | 'live' | 'frozen';
