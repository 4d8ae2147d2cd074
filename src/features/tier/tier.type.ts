import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, DecimalScalar } from '../../platform/graphql/schema/scalars';
import { UserError } from '../../platform/graphql/schema/user-error.type';
import type { TierRow } from './tier.model';

/** GraphQL face of a production capacity tier. */
@ObjectType({ description: 'A named production capacity tier, e.g. “75% Ramp”.', simpleResolvers: true })
export class CapacityTier implements TierRow {
  @Field(() => ID, { description: 'Number of the tier.' })
  id: number;

  @Field(() => String, { description: 'Unique name.' })
  tierName: string;

  @Field(() => DecimalScalar, {
    description: 'Production percentage of the tier as a fraction above 0, at most 1.',
  })
  capacityPercentage: string;

  @Field(() => String, { description: 'What the tier is for.' })
  description: string;

  @Field(() => Boolean, { description: 'New assignments may use it.' })
  isActive: boolean;

  @Field(() => Int, { description: 'Position in lists for people.' })
  displayOrder: number;

  @Field(() => String, { nullable: true, description: 'Who deactivated it.' })
  deactivatedBy: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was deactivated.' })
  deactivatedDatetime: Date | null;

  @Field(() => Int, {
    description:
      'Raised by every change; send it back to detect that someone else changed the tier meanwhile.',
  })
  version: number;
}

/** Answer of the tier mutations. */
@ObjectType({ description: 'Answer of a tier mutation.', simpleResolvers: true })
export class CapacityTierPayload {
  @Field(() => CapacityTier, {
    nullable: true,
    description: 'The tier as it now is; null when nothing was changed.',
  })
  tier?: CapacityTier;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors: UserError[];
}
