import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { WorkType } from '../../../domain/demand/lob';
import { connectionTypes } from '../../../platform/graphql/schema/connection';
import { DateScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import { UserError } from '../../../platform/graphql/schema/user-error.type';
import { WorkTypeEnum } from '../../../platform/graphql/schema/work-type.enum';
import { WeekConfig } from './week-config.type';
import type { HolidayRow } from '../holidays/holiday.model';

/** GraphQL face of a holiday. */
@ObjectType({ description: 'A day on which a work type does not work.', simpleResolvers: true })
export class Holiday implements HolidayRow {
  @Field(() => ID, { description: 'Number of the holiday.' })
  id: number;

  @Field(() => DateScalar, { description: 'The day.' })
  holidayDate: string;

  @Field(() => WorkTypeEnum, { description: 'The work type that does not work.' })
  workType: WorkType;

  @Field(() => String, { description: 'What is celebrated.' })
  name: string;

  @Field(() => Int, { description: 'Raised by every change; send it back to detect a change in between.' })
  version: number;
}

/** A page of holidays. */
export const HolidayConnection = connectionTypes('Holiday', () => Holiday);

const STALE = 'Generated weeks of that year and work type that generating would now change.';

/** Answer of `setHoliday` and `deleteHoliday`. */
@ObjectType({ description: 'Answer of setHoliday and deleteHoliday.', simpleResolvers: true })
export class HolidayPayload {
  @Field(() => Holiday, {
    nullable: true,
    description: 'The holiday as it now is, or as it was before it was deleted; null when refused.',
  })
  holiday?: Holiday;

  @Field(() => [WeekConfig], { nullable: true, description: STALE })
  staleWeeks?: WeekConfig[];

  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors: UserError[];
}

/** Answer of `seedHolidays`. */
@ObjectType({ description: 'Answer of seedHolidays.', simpleResolvers: true })
export class SeedHolidaysPayload {
  @Field(() => [Holiday], {
    nullable: true,
    description: 'The holidays on those days as they are now stored.',
  })
  holidays?: Holiday[];

  @Field(() => Int, { nullable: true, description: 'Holidays that were added.' })
  created?: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Days left alone: they had a holiday already, or lie in a closed month.',
  })
  skipped?: number;

  @Field(() => [YearMonthScalar], {
    nullable: true,
    description: 'The closed months whose days were left alone.',
  })
  skippedClosed?: string[];

  @Field(() => [WeekConfig], { nullable: true, description: STALE })
  staleWeeks?: WeekConfig[];

  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors: UserError[];
}
