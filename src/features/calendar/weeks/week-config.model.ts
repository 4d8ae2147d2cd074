import type { WorkType } from '../../../domain/demand/lob';
import type { MonthDiscrepancy } from './generation.rules';
import type { Sorting } from '../../../platform/database/sorting';
import type { Row } from '../../../platform/database/table';
import type { WeekConfigurationEntity } from './week-configuration.entity';

/** Working time of one ISO week for one work type; decimals are exact text. */
export type WeekConfigRow = Row<WeekConfigurationEntity>;

const YEAR = { field: 'year', type: 'integer' } as const;
const WEEK = { field: 'weekNumber', type: 'integer' } as const;
const WORK_TYPE = { field: 'workType', type: 'text' } as const;

/** What week configurations can be sorted by. */
export const WEEK_CONFIG_SORTING: Sorting<WeekConfigRow> = {
  listed: { name: 'week-config', columns: [YEAR, WEEK, WORK_TYPE] },
  about: 'by year, week and work type',
  by: {
    WEEK: { about: 'year and week', columns: [YEAR, WEEK] },
    WORK_TYPE: { about: 'work type', columns: [WORK_TYPE] },
    WORKING_DAYS: { about: 'working days', columns: [{ field: 'workingDays', type: 'integer' }] },
    WORK_HOURS: { about: 'hours of a day', columns: [{ field: 'workHours', type: 'decimal' }] },
    OCCUPANCY: { about: 'occupancy', columns: [{ field: 'occupancy', type: 'decimal' }] },
    SHRINKAGE: { about: 'shrinkage', columns: [{ field: 'shrinkage', type: 'decimal' }] },
    MANUAL: {
      about: 'whether they were set by hand (no before yes)',
      columns: [{ field: 'isManual', type: 'boolean' }],
    },
  },
};

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
