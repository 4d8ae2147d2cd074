import { ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { GivenDecimal } from '../../../domain/decimal-input';
import { PERCENTAGE } from '../../../domain/decimal-input';
import type { IsoWeek } from '../../../domain/time/iso-week';
import type { OnConflict } from '../../../domain/writing';
import { DecimalScalar, IsoWeekScalar } from '../../../platform/graphql/schema/scalars';
import { HasAtMost, IsDecimalIn, IsText } from '../../../platform/graphql/schema/validators';
import { OnConflictEnum, OnErrorEnum } from '../../../platform/graphql/writing/write-options.enum';
import { DemandInput, PRODUCTION, ProductionChoiceInput } from '../change/assignment.input';
import type { WeekRange } from './week-range.service';

const MAX_PEOPLE = 10_000;
const MAX_WEEKS = 1_000;

/** People and weeks of one act. */
@InputType({
  description:
    'People and weeks: the weeks as a list, or from one to another, both included; 10,000 person-weeks.',
})
export class WeekRangeInput implements WeekRange {
  @HasAtMost(MAX_PEOPLE)
  @Field(() => [String], { description: 'CNs of the people, in any case.' })
  resourceCns: string[];

  @HasAtMost(MAX_WEEKS)
  @Field(() => [IsoWeekScalar], { nullable: true, description: 'The ISO weeks, one by one.' })
  weeks?: IsoWeek[] | null;

  @Field(() => IsoWeekScalar, { nullable: true, description: 'First ISO week, instead of a list.' })
  fromWeek?: IsoWeek | null;

  @Field(() => IsoWeekScalar, { nullable: true, description: 'Last ISO week, included.' })
  toWeek?: IsoWeek | null;
}

/** What people are assigned to in every week of a range. */
@InputType({ description: 'What people are assigned to in every week of a range.' })
export class AssignWeeksInput extends DemandInput {
  @IsDecimalIn(PERCENTAGE)
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Fraction 0–1 for each of the weeks; the person’s percentage of the week if absent.',
  })
  productionPercentage?: GivenDecimal | null;

  @Field(() => ID, { nullable: true, description: 'Number of an active tier: alone it sets its percentage.' })
  capacityTierId?: string | null;

  @ValidateNested()
  @Field(() => ProductionChoiceInput, { nullable: true, description: PRODUCTION })
  production?: ProductionChoiceInput | null;

  @IsText({ max: 2000 })
  @Field(() => String, { nullable: true, description: 'Remark; needed with `override`.' })
  note?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Assigns people who are not eligible too.' })
  override?: boolean | null;

  @Field(() => OnConflictEnum, {
    nullable: true,
    description: 'What is done when a person-week is taken; ERROR if absent.',
  })
  onConflict?: OnConflict | null;

  @Field(() => OnErrorEnum, {
    nullable: true,
    description: 'What is done when a week is refused; ABORT if absent.',
  })
  onError?: 'abort' | 'skip' | null;
}
