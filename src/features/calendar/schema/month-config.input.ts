import { ArgsType, Field, InputType, Int } from 'type-graphql';
import {
  MONTH_DAYS,
  OCCUPANCY,
  SHRINKAGE,
  WORK_HOURS,
  type GivenDecimal,
} from '../../../domain/decimal-input';
import type { WorkType } from '../../../domain/demand/lob';
import { DecimalScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import { IsDecimalIn, IsIntegerIn, IsText } from '../../../platform/graphql/schema/validators';
import { WorkTypeEnum } from '../../../platform/graphql/schema/work-type.enum';

/** Names one calendar month. */
@ArgsType()
export class MonthArgs {
  @Field(() => YearMonthScalar, { description: 'The month.' })
  month: string;
}

/** A month to close. */
@ArgsType()
export class CloseMonthArgs extends MonthArgs {
  @IsText({ max: 1000 })
  @Field(() => String, { nullable: true, description: 'Why it is closed.' })
  note?: string | null;
}

/** One month configuration. */
@InputType({
  description: 'Of a month that is configured already, absent fields stay; a new one needs all four.',
})
export class SetMonthConfigInput {
  @Field(() => YearMonthScalar, { description: 'The month.' })
  month: string;

  @Field(() => WorkTypeEnum, { description: 'The work type.' })
  workType: WorkType;

  @IsIntegerIn(MONTH_DAYS)
  @Field(() => Int, { nullable: true, description: 'Working days of the month, 0 to 31.' })
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
}
