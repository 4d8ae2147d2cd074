import { ArgsType, Field, InputType, Int } from 'type-graphql';
import {
  MONTH_DAYS,
  OCCUPANCY,
  SHRINKAGE,
  WORK_HOURS,
  type GivenDecimal,
} from '../../../domain/decimal-input';
import { FIRST_YEAR, LAST_YEAR } from '../../../domain/time/iso-date';
import type { WorkType } from '../../../domain/demand/lob';
import { DateScalar, DecimalScalar } from '../../../platform/graphql/schema/scalars';
import { IsDecimalIn, IsIntegerIn, IsText } from '../../../platform/graphql/schema/validators';
import { WorkTypeEnum } from '../../../platform/graphql/schema/work-type.enum';

const YEAR = { min: FIRST_YEAR, max: LAST_YEAR };

/** Names one calendar month. */
@ArgsType()
export class MonthArgs {
  @Field(() => String, { nullable: true, description: 'Month name, e.g. `May`; needs `year`.' })
  month?: string | null;

  @IsIntegerIn(YEAR)
  @Field(() => Int, { nullable: true, description: 'Calendar year of `month`.' })
  year?: number | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day of the month, instead of month and year.',
  })
  monthStart?: string | null;
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
  description:
    'One month configuration, by month and year or by monthStart. Of a month that is configured already, absent fields stay; a new one needs all four.',
})
export class SetMonthConfigInput {
  @Field(() => String, { nullable: true, description: 'Month name, e.g. `May`; needs `year`.' })
  month?: string | null;

  @IsIntegerIn(YEAR)
  @Field(() => Int, { nullable: true, description: 'Calendar year of `month`.' })
  year?: number | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day of the month, instead of month and year.',
  })
  monthStart?: string | null;

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
