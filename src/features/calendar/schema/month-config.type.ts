import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { WorkType } from '../../../domain/demand/lob';
import { connectionTypes } from '../../../platform/graphql/schema/connection';
import { DecimalScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import { UserError } from '../../../platform/graphql/schema/user-error.type';
import { WorkTypeEnum } from '../../../platform/graphql/schema/work-type.enum';
import { WeekConfig } from './week-config.type';
import type { MonthConfigRow } from '../months/month-config.model';

/** GraphQL face of a month configuration. */
@ObjectType({
  description: 'Working time of one calendar month for one work type, from which its weeks are generated.',
  simpleResolvers: true,
})
export class MonthConfig implements MonthConfigRow {
  @Field(() => ID, { description: 'Number of the month configuration.' })
  id: number;

  @Field(() => Int, { description: 'Calendar year.' })
  year: number;

  @Field(() => YearMonthScalar, { name: 'month', description: 'The month.' })
  yearMonth(): string {
    return this.monthStart;
  }

  @Field(() => String, { name: 'monthName', simple: false, description: 'Full month name.' })
  month: string;

  monthStart: string;

  @Field(() => WorkTypeEnum, { description: 'The work type it holds for.' })
  workType: WorkType;

  @Field(() => Int, { description: 'Working days of the month, 0 to 31.' })
  workingDays: number;

  @Field(() => DecimalScalar, { description: 'Hours of a working day, above 0, at most 24.' })
  workHours: string;

  @Field(() => DecimalScalar, { description: 'Occupancy as a fraction above 0, at most 1.' })
  occupancy: string;

  @Field(() => DecimalScalar, { description: 'Shrinkage as a fraction from 0 up to below 1.' })
  shrinkage: string;

  @Field(() => Int, { description: 'Raised by every change; send it back to detect a change in between.' })
  version: number;
}

/** A page of month configurations. */
export const MonthConfigConnection = connectionTypes('MonthConfig', () => MonthConfig);

/** Answer of `setMonthConfig`. */
@ObjectType({ description: 'Answer of setMonthConfig.', simpleResolvers: true })
export class MonthConfigPayload {
  @Field(() => MonthConfig, { nullable: true, description: 'The month as it now is; null when refused.' })
  monthConfig?: MonthConfig;

  @Field(() => [WeekConfig], {
    nullable: true,
    description: 'Generated weeks of that year and work type that generating would now change.',
  })
  staleWeeks?: WeekConfig[];

  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors: UserError[];
}
