import type { WorkType } from '../../../domain/demand/lob';
import type { Sorting } from '../../../platform/database/sorting';
import type { Row } from '../../../platform/database/table';
import type { MonthConfigurationEntity } from './month-configuration.entity';

/** Working time of one calendar month for one work type; decimals are exact text. */
export type MonthConfigRow = Row<MonthConfigurationEntity>;

const MONTH = { field: 'monthStart', type: 'date' } as const;
const WORK_TYPE = { field: 'workType', type: 'text' } as const;

/** What month configurations can be sorted by. */
export const MONTH_CONFIG_SORTING: Sorting<MonthConfigRow> = {
  listed: { name: 'month-config', columns: [MONTH, WORK_TYPE] },
  about: 'by month and work type',
  by: {
    MONTH: { about: 'month', columns: [MONTH] },
    WORK_TYPE: { about: 'work type', columns: [WORK_TYPE] },
    WORKING_DAYS: { about: 'working days', columns: [{ field: 'workingDays', type: 'integer' }] },
    WORK_HOURS: { about: 'hours of a day', columns: [{ field: 'workHours', type: 'decimal' }] },
    OCCUPANCY: { about: 'occupancy', columns: [{ field: 'occupancy', type: 'decimal' }] },
    SHRINKAGE: { about: 'shrinkage', columns: [{ field: 'shrinkage', type: 'decimal' }] },
  },
};

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
