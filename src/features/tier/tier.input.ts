import { Field, InputType, Int } from 'type-graphql';
import { TIER_PERCENTAGE, type GivenDecimal } from '../../domain/decimal-input';
import { DecimalScalar } from '../../platform/graphql/schema/scalars';
import { IsDecimalIn, IsIntegerIn, IsText } from '../../platform/graphql/schema/validators';
import type { NewTier } from './tier.service';

const ORDER = { min: -1_000_000, max: 1_000_000 };

/** What a new tier needs. */
@InputType({ description: 'A new production capacity tier.' })
export class CreateCapacityTierInput implements NewTier {
  @IsText({ min: 1, max: 100 })
  @Field(() => String, { description: 'Unique name.' })
  tierName: string;

  @IsDecimalIn(TIER_PERCENTAGE)
  @Field(() => DecimalScalar, { description: 'Fraction above 0, at most 1, at most 4 decimal places.' })
  capacityPercentage: GivenDecimal;

  @IsText({ max: 1000 })
  @Field(() => String, { nullable: true, description: 'What the tier is for.' })
  description?: string | null;

  @IsIntegerIn(ORDER)
  @Field(() => Int, { nullable: true, description: 'Position in lists for people.' })
  displayOrder?: number | null;
}

/** What may change of a tier. */
@InputType({ description: 'The fields of a tier to change; absent ones stay.' })
export class UpdateCapacityTierInput {
  @IsText({ min: 1, max: 100 })
  @Field(() => String, { nullable: true, description: 'Unique name.' })
  tierName?: string;

  @IsDecimalIn(TIER_PERCENTAGE)
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Fraction above 0, at most 1. Assignments keep their own percentage.',
  })
  capacityPercentage?: GivenDecimal;

  @IsText({ max: 1000 })
  @Field(() => String, { nullable: true, description: 'What the tier is for.' })
  description?: string | null;

  @IsIntegerIn(ORDER)
  @Field(() => Int, { nullable: true, description: 'Position in lists for people.' })
  displayOrder?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether new assignments may use it.' })
  isActive?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version you last saw; a different stored one refuses the change.',
  })
  version?: number | null;
}
