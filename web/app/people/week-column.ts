import type { Week } from '../format/date';

/** One column of the grid. */
export interface WeekColumn extends Week {
  key: string;
  /** `W18 · 28 Apr – 4 May`. */
  span: string;
  yearMonth: string;
  /** The first week of its month: a line stands before it. */
  startsMonth: boolean;
  isClosed: boolean;
  /** The week we are in. */
  isNow: boolean;
}
