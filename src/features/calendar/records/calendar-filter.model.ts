import type { WorkType } from '../../../domain/demand/lob';

/** Which rows of the calendar, as callers say it: values of one field are ORed, fields are ANDed. */
export interface CalendarChoice {
  /** Years of the row: ISO years of weeks, calendar years of months and dates. */
  years?: readonly number[] | null | undefined;
  /** Names of its calendar month, `May`; of a week its parent month's. */
  monthNames?: readonly string[] | null | undefined;
  workTypes?: readonly WorkType[] | null | undefined;
}

/** A choice already read: null = all. */
export interface CalendarFilter {
  years: number[] | null;
  months: string[] | null;
  workTypes: readonly WorkType[] | null;
}
