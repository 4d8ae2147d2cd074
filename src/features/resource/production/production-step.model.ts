import type { IsoWeek } from '../../../domain/time/iso-week';

/** A person in an ISO week. */
export interface PersonWeek {
  cn: string;
  week: IsoWeek;
}
