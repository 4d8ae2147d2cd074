import type { WorkType } from '../../../domain/demand/lob';
import type { Ordering } from '../../../platform/database/keyset';
import type { Row } from '../../../platform/database/table';
import type { HolidayEntity } from './holiday.entity';

/** A day on which a work type does not work. */
export type HolidayRow = Row<HolidayEntity>;

/** The order of the list. */
export const HOLIDAY_ORDER: Ordering<HolidayRow> = {
  name: 'holiday',
  columns: [
    { field: 'holidayDate', type: 'date' },
    { field: 'workType', type: 'text' },
  ],
};

/** Which holidays: values of one field are ORed, fields are ANDed. */
export interface HolidayFilter {
  /** Calendar years of the date. */
  years?: readonly number[] | null | undefined;
  /** Names of the calendar months of the date, `May`. */
  monthNames?: readonly string[] | null | undefined;
  workTypes?: readonly WorkType[] | null | undefined;
}

/** A holiday to store. */
export interface HolidayRecord {
  /** `YYYY-MM-DD`. */
  date: string;
  workType: WorkType;
  name: string;
}
