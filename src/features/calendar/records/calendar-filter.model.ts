import type { WorkType } from '../../../domain/demand/lob';

/** A filter already read: null = all. */
export interface CalendarFilter {
  years: number[] | null;
  months: string[] | null;
  workTypes: readonly WorkType[] | null;
}
