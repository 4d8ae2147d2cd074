import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { WorkType } from '../../../domain/demand/lob';
import { connectionTypes } from '../../../platform/graphql/schema/connection';
import { DateScalar, DecimalScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import { UserError } from '../../../platform/graphql/schema/user-error.type';
import { WorkTypeEnum } from '../../../platform/graphql/schema/work-type.enum';
import type { WeekConfigRow } from '../weeks/week-config.model';
import type { MonthDiscrepancy as MonthDiscrepancyRow } from '../weeks/generation.rules';

/** GraphQL face of a week configuration. */
@ObjectType({
  description: 'Working time of one ISO week (Monday to Sunday) for one work type.',
  simpleResolvers: true,
})
export class WeekConfig implements WeekConfigRow {
  @Field(() => ID, { description: 'Number of the week configuration.' })
  id: number;

  @Field(() => Int, { description: 'ISO year.' })
  year: number;

  @Field(() => Int, { description: 'ISO week, 1 to 52 or 53.' })
  weekNumber: number;

  @Field(() => DateScalar, { description: 'Monday of the week.' })
  weekStartDate: string;

  @Field(() => DateScalar, { description: 'Sunday of the week.' })
  weekEndDate: string;

  @Field(() => YearMonthScalar, {
    name: 'month',
    description: 'The parent month: the month of the week’s Thursday.',
  })
  yearMonth(): string {
    return this.monthStart;
  }

  @Field(() => String, { name: 'monthName', simple: false, description: 'Full name of the parent month.' })
  month: string;

  monthStart: string;

  @Field(() => WorkTypeEnum, { description: 'The work type it holds for.' })
  workType: WorkType;

  @Field(() => Int, { description: 'Working days, 0 to 7.' })
  workingDays: number;

  @Field(() => DecimalScalar, { description: 'Hours of a working day, above 0, at most 24.' })
  workHours: string;

  @Field(() => DecimalScalar, {
    description: 'Occupancy as a fraction above 0, at most 1; shown, not used by the capacity formula.',
  })
  occupancy: string;

  @Field(() => DecimalScalar, { description: 'Shrinkage as a fraction from 0 up to below 1.' })
  shrinkage: string;

  @Field(() => Boolean, { description: 'Set by hand: generating keeps it unless told otherwise.' })
  isManual: boolean;

  @Field(() => Int, { description: 'Raised by every change; send it back to detect a change in between.' })
  version: number;
}

/** A page of week configurations. */
export const WeekConfigConnection = connectionTypes('WeekConfig', () => WeekConfig);

/** Answer of `setWeekConfig`. */
@ObjectType({ description: 'Answer of setWeekConfig.', simpleResolvers: true })
export class WeekConfigPayload {
  @Field(() => WeekConfig, { nullable: true, description: 'The week as it now is; null when refused.' })
  weekConfig?: WeekConfig;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors: UserError[];
}

/** GraphQL face of a month whose figures do not add up. */
@ObjectType({
  description: 'A month whose weekdays minus configured working days differ from its known holidays.',
  simpleResolvers: true,
})
export class MonthDiscrepancy implements MonthDiscrepancyRow {
  @Field(() => Int, { description: 'Calendar year.' })
  year: number;

  @Field(() => YearMonthScalar, { name: 'month', description: 'The month.' })
  yearMonth(): string {
    return this.monthStart;
  }

  @Field(() => String, { name: 'monthName', simple: false, description: 'Full month name.' })
  month: string;

  monthStart: string;

  @Field(() => WorkTypeEnum, { description: 'The work type concerned.' })
  workType: WorkType;

  @Field(() => Int, { description: 'Mondays to Fridays of the calendar month.' })
  weekdays: number;

  @Field(() => Int, { description: 'Working days that the month configuration states.' })
  configuredWorkingDays: number;

  @Field(() => Int, { description: 'Holidays that the configuration implies: weekdays − working days.' })
  impliedHolidays: number;

  @Field(() => Int, { description: 'Holidays known on Mondays to Fridays of the month.' })
  knownHolidays: number;

  @Field(() => String, { description: 'Both figures in a sentence.' })
  message: string;
}

/** Answer of `generateWeeks`. */
@ObjectType({ description: 'Answer of generateWeeks.', simpleResolvers: true })
export class GenerateWeeksPayload {
  @Field(() => Int, { nullable: true, description: 'ISO year that was generated.' })
  year?: number;

  @Field(() => [WorkTypeEnum], { nullable: true, description: 'Work types that were generated.' })
  workTypes?: WorkType[];

  @Field(() => Int, { nullable: true, description: 'Weeks that are new.' })
  created?: number;

  @Field(() => Int, { nullable: true, description: 'Weeks that changed.' })
  updated?: number;

  @Field(() => Int, { nullable: true, description: 'Weeks that were right already.' })
  unchanged?: number;

  @Field(() => Int, { nullable: true, description: 'Weeks set by hand that were kept.' })
  keptManual?: number;

  @Field(() => [WeekConfig], { nullable: true, description: 'The weeks created or updated, in order.' })
  weeks?: WeekConfig[];

  @Field(() => [MonthDiscrepancy], {
    nullable: true,
    description: 'Months whose working days and holidays disagree; nothing is guessed away.',
  })
  discrepancies?: MonthDiscrepancy[];

  @Field(() => [YearMonthScalar], {
    nullable: true,
    description: 'The closed months that were left alone.',
  })
  skippedClosed?: string[];

  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors: UserError[];
}
