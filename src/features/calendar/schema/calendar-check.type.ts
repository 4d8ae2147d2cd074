import { Field, Int, ObjectType } from 'type-graphql';
import { MonthDiscrepancy, WeekConfig } from './week-config.type';
import type { CalendarCheck } from '../months/calendar-check.service';

/** What of a year deserves a look. */
@ObjectType('CalendarCheck', {
  description: 'What of a year’s calendar deserves a look; closed months are left out.',
  simpleResolvers: true,
})
export class CalendarCheckType implements CalendarCheck {
  @Field(() => Int, { description: 'The year.' })
  year: number;

  @Field(() => [WeekConfig], {
    description:
      'Generated weeks that no longer follow from months and holidays: generating would change them.',
  })
  staleWeeks: WeekConfig[];

  @Field(() => [MonthDiscrepancy], {
    description: 'Months whose weekdays minus configured working days differ from their known holidays.',
  })
  discrepancies: MonthDiscrepancy[];
}
