import type { WorkType } from '../../../domain/demand/lob';
import type { Sorting } from '../../../platform/database/sorting';
import type { Row } from '../../../platform/database/table';
import type { HolidayEntity } from './holiday.entity';

/** A day on which a work type does not work. */
export type HolidayRow = Row<HolidayEntity>;

const DATE = { field: 'holidayDate', type: 'date' } as const;
const WORK_TYPE = { field: 'workType', type: 'text' } as const;

/** What holidays can be sorted by. */
export const HOLIDAY_SORTING: Sorting<HolidayRow> = {
  listed: { name: 'holiday', columns: [DATE, WORK_TYPE] },
  about: 'by date and work type',
  by: {
    DATE: { about: 'date', columns: [DATE] },
    WORK_TYPE: { about: 'work type', columns: [WORK_TYPE] },
    NAME: { about: 'name', columns: [{ field: 'name', type: 'text', collated: true }] },
  },
};

/** A holiday to store. */
export interface HolidayRecord {
  /** `YYYY-MM-DD`. */
  date: string;
  workType: WorkType;
  name: string;
}
