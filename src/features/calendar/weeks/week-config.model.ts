import type { WorkType } from '../../../domain/demand/lob';
import type { MonthDiscrepancy } from './generation.rules';
import type { Ordering } from '../../../platform/database/keyset';

/** Working time of one ISO week for one work type; decimals are exact text. */
export interface WeekConfigRow {
  id: number;
  /** ISO year. */
  year: number;
  weekNumber: number;
  /** Monday. */
  weekStartDate: string;
  /** Sunday. */
  weekEndDate: string;
  /** Full name of the parent month: the month of the Thursday. */
  month: string;
  /** First day of the parent month. */
  monthStart: string;
  workType: WorkType;
  workingDays: number;
  /** Hours a day. */
  workHours: string;
  /** Fraction 0–1. */
  occupancy: string;
  /** Fraction 0 up to below 1. */
  shrinkage: string;
  isManual: boolean;
  version: number;
}

/** The order of the list. */
export const WEEK_CONFIG_ORDER: Ordering<WeekConfigRow> = {
  name: 'week-config',
  columns: [
    { field: 'year', type: 'integer' },
    { field: 'weekNumber', type: 'integer' },
    { field: 'workType', type: 'text' },
  ],
};

/** Which week configurations: values of one field are ORed, fields are ANDed. */
export interface WeekConfigFilter {
  years?: readonly number[] | null | undefined;
  /** Names of parent months, `May`. */
  months?: readonly string[] | null | undefined;
  workTypes?: readonly WorkType[] | null | undefined;
}

/** What became of one week in a write. */
export interface WrittenWeek {
  week: WeekConfigRow;
  status: 'created' | 'updated' | 'unchanged' | 'kept_manual';
  /** Days, hours or shrinkage changed, so capacities follow. */
  capacityChanged: boolean;
}

/** What generating a year has done. */
export interface Generation {
  year: number;
  workTypes: WorkType[];
  created: number;
  updated: number;
  unchanged: number;
  keptManual: number;
  /** The weeks created or updated, in order. */
  weeks: WeekConfigRow[];
  discrepancies: MonthDiscrepancy[];
  /** First days of the closed months that were left alone. */
  skippedClosed: string[];
}
