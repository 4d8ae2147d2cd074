import type { IsoWeek } from '../../domain/iso-week';

/** A person in an ISO week. */
export interface PersonWeek {
  cn: string;
  week: IsoWeek;
}
