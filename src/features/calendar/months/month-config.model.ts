import type { WorkType } from '../../../domain/demand/lob';
import type { Ordering } from '../../../platform/database/keyset';
import type { Row } from '../../../platform/database/table';
import type { MonthConfigurationEntity } from './month-configuration.entity';

/** Working time of one calendar month for one work type; decimals are exact text. */
export type MonthConfigRow = Row<MonthConfigurationEntity>;

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
  monthNames?: readonly string[] | null | undefined;
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
