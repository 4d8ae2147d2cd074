import { sortedPageArgs } from '../../../platform/graphql/schema/page-args';
import { sortEnum } from '../../../platform/graphql/schema/sort-enum';
import { HOLIDAY_SORTING } from '../holidays/holiday.model';
import { MONTH_CONFIG_SORTING } from '../months/month-config.model';
import { WEEK_CONFIG_SORTING } from '../weeks/week-config.model';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import {
  OCCUPANCY,
  SHRINKAGE,
  WEEK_DAYS,
  WORK_HOURS,
  type GivenDecimal,
} from '../../../domain/decimal-input';
import { FIRST_YEAR, LAST_YEAR } from '../../../domain/time/iso-date';
import type { WorkType } from '../../../domain/demand/lob';
import { DateScalar, DecimalScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import { IsDecimalIn, IsIntegerIn } from '../../../platform/graphql/schema/validators';
import { WorkTypeEnum } from '../../../platform/graphql/schema/work-type.enum';
import type { CalendarChoice } from '../records/calendar-filter.model';

const YEAR = { min: FIRST_YEAR, max: LAST_YEAR };
const DERIVED = 'Follows from the week; accepted only if it says what follows.';

/** Filter of weeks and months. */
@InputType({ description: 'Values of one field are ORed, fields are ANDed; absent = all.' })
export class CalendarFilterInput implements CalendarChoice {
  @Field(() => [Int], { nullable: true, description: 'Years; of weeks the ISO year.' })
  years?: number[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Month names of any year, e.g. `May`; of weeks the parent month.',
  })
  monthNames?: string[] | null;

  @Field(() => [WorkTypeEnum], { nullable: true, description: 'Work types.' })
  workTypes?: WorkType[] | null;
}

/** Which page of which week configurations. */
@ArgsType()
export class WeekConfigListArgs extends sortedPageArgs(sortEnum('WeekConfigSort', WEEK_CONFIG_SORTING)) {
  @Field(() => CalendarFilterInput, { nullable: true, description: 'Which rows; absent = all.' })
  filter?: CalendarFilterInput | null;
}

/** Which page of which month configurations. */
@ArgsType()
export class MonthConfigListArgs extends sortedPageArgs(sortEnum('MonthConfigSort', MONTH_CONFIG_SORTING)) {
  @Field(() => CalendarFilterInput, { nullable: true, description: 'Which rows; absent = all.' })
  filter?: CalendarFilterInput | null;
}

/** Which page of which holidays. */
@ArgsType()
export class HolidayListArgs extends sortedPageArgs(sortEnum('HolidaySort', HOLIDAY_SORTING)) {
  @Field(() => CalendarFilterInput, { nullable: true, description: 'Which rows; absent = all.' })
  filter?: CalendarFilterInput | null;
}

/** Names one week of one work type. */
@ArgsType()
export class WeekConfigKeyArgs {
  @IsIntegerIn(YEAR)
  @Field(() => Int, { description: 'ISO year.' })
  year: number;

  @Field(() => Int, { description: 'ISO week, 1 to 52, or 53 in long years.' })
  weekNumber: number;

  @Field(() => WorkTypeEnum, { description: 'The work type.' })
  workType: WorkType;
}

/** One week set by hand. */
@InputType({
  description:
    'One week to set by hand. Of a week that is configured already, absent fields stay; a new one needs all four.',
})
export class SetWeekConfigInput {
  @IsIntegerIn(YEAR)
  @Field(() => Int, { description: 'ISO year.' })
  year: number;

  @Field(() => Int, { description: 'ISO week, 1 to 52, or 53 in long years.' })
  weekNumber: number;

  @Field(() => WorkTypeEnum, { description: 'The work type.' })
  workType: WorkType;

  @IsIntegerIn(WEEK_DAYS)
  @Field(() => Int, { nullable: true, description: 'Working days, 0 to 7.' })
  workingDays?: number | null;

  @IsDecimalIn(WORK_HOURS)
  @Field(() => DecimalScalar, { nullable: true, description: 'Hours of a working day, above 0, at most 24.' })
  workHours?: GivenDecimal | null;

  @IsDecimalIn(OCCUPANCY)
  @Field(() => DecimalScalar, { nullable: true, description: 'Occupancy: a fraction above 0, at most 1.' })
  occupancy?: GivenDecimal | null;

  @IsDecimalIn(SHRINKAGE)
  @Field(() => DecimalScalar, { nullable: true, description: 'Shrinkage: a fraction from 0 up to below 1.' })
  shrinkage?: GivenDecimal | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version you last saw; a different stored one refuses the change.',
  })
  version?: number | null;

  @Field(() => YearMonthScalar, { nullable: true, description: DERIVED })
  month?: string | null;

  @Field(() => DateScalar, { nullable: true, description: DERIVED })
  weekStartDate?: string | null;

  @Field(() => DateScalar, { nullable: true, description: DERIVED })
  weekEndDate?: string | null;
}

/** Which weeks to generate. */
@InputType({ description: 'Which weeks to generate from month configurations and holidays.' })
export class GenerateWeeksInput {
  @IsIntegerIn(YEAR)
  @Field(() => Int, { description: 'ISO year: all its weeks are generated.' })
  year: number;

  @Field(() => [WorkTypeEnum], { nullable: true, description: 'Work types; both if absent.' })
  workTypes?: WorkType[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Generate weeks that were set by hand too.' })
  overwriteManual?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Answer the same, but save nothing.' })
  dryRun?: boolean | null;
}
