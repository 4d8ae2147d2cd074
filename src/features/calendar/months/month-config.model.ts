import type { WorkType } from '../../../domain/demand/lob';
import type { Ordering } from '../../../platform/database/keyset';

/** Working time of one calendar month for one work type; decimals are exact text. */
export interface MonthConfigRow {
  id: number;
  year: number;
  /** Full month name. */
  month: string;
  monthStart: string;
  workType: WorkType;
  /** 0 to 31. */
  workingDays: number;
  /** Hours a day. */
  workHours: string;
  /** Fraction 0–1. */
  occupancy: string;
  /** Fraction 0 up to below 1. */
  shrinkage: string;
  version: number;
}

/** The order of the list. */
export const MONTH_CONFIG_ORDER: Ordering<MonthConfigRow> = {
  name: 'month-config',
  columns: [
    { field: 'monthStart', type: 'date' },
    { field: 'workType', type: 'text' },
  ],
};

/** Which month configurations: values of one field are ORed, fields are ANDed. */
export interface MonthConfigFilter {
  years?: readonly number[] | null | undefined;
  /** Month names, `May`. */
  months?: readonly string[] | null | undefined;
  workTypes?: readonly WorkType[] | null | undefined;
}

/** A month configuration to store. */
export interface MonthConfigRecord {
  year: number;
  /** 1–12. */
  month: number;
  workType: WorkType;
  workingDays: number;
  workHours: string;
  occupancy: string;
  shrinkage: string;
}
