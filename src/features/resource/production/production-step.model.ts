import type { IsoWeek } from '../../../domain/time/iso-week';
import type { Row } from '../../../platform/database/table';
import type { ProductionStepEntity } from './production-step.entity';
import type { WeekExceptionEntity } from './week-exception.entity';

/** From this ISO week on the person produces at this percentage, until the next step. */
export type ProductionStepRow = Row<ProductionStepEntity>;

/** A person’s percentage in one ISO week only. */
export type WeekExceptionRow = Row<WeekExceptionEntity>;

/** A person in an ISO week. */
export interface PersonWeek {
  cn: string;
  week: IsoWeek;
}
