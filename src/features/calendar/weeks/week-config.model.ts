import type { WorkType } from '../../../domain/demand/lob';
import type { MonthDiscrepancy } from './generation.rules';
import type { Ordering } from '../../../platform/database/keyset';
import type { Row } from '../../../platform/database/table';
import type { WeekConfigurationEntity } from './week-configuration.entity';

/** Working time of one ISO week for one work type; decimals are exact text. */
export type WeekConfigRow = Row<WeekConfigurationEntity>;

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
  monthNames?: readonly string[] | null | undefined;
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
