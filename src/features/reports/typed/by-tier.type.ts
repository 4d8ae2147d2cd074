import { Field, Int, ObjectType } from 'type-graphql';
import { DecimalScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import { DashboardReport } from './dashboard.type';

/** A tier in a month. */
@ObjectType({ description: 'The tiers of one percentage in one month.', simpleResolvers: true })
export class TierMonth {
  @Field(() => YearMonthScalar, { description: 'The month.' })
  month: string;

  @Field(() => Int, { description: 'People, each in the tier of their latest week of the month.' })
  fteCount: number;

  @Field(() => DecimalScalar, { description: 'Σ production percentages ÷ ISO weeks of the month.' })
  fteEquivalent: number;

  @Field(() => DecimalScalar, { description: 'Cases that they can produce.' })
  capacity: number;
}

/** A tier over the months. */
@ObjectType({ description: 'The tiers of one percentage by month.', simpleResolvers: true })
export class TierCapacity {
  @Field(() => String, { description: 'The percentage as a label: `75%`.' })
  label: string;

  @Field(() => DecimalScalar, { description: 'The percentage as a fraction 0–1.' })
  percentage: number;

  @Field(() => [TierMonth], { description: 'By month, in order.' })
  months: TierMonth[];
}

/** The tiers of a LOB. */
@ObjectType({ description: 'The tiers of one line of business.', simpleResolvers: true })
export class LobTiers {
  @Field(() => String, { description: 'Line of business.' })
  mainLob: string;

  @Field(() => [TierCapacity], { description: 'Its tiers, highest first.' })
  tiers: TierCapacity[];
}

/** Capacity by tier. */
@ObjectType({
  description:
    'Capacity by tier: people by the tier of their latest week of the month, FTE and capacity by the tier of each week.',
  simpleResolvers: true,
})
export class CapacityByTier extends DashboardReport {
  @Field(() => [YearMonthScalar], { description: 'The months, in order.' })
  months: string[];

  @Field(() => [TierCapacity], { description: 'Everything chosen, highest tier first.' })
  tiers: TierCapacity[];

  @Field(() => [LobTiers], { description: 'Each line of business.' })
  lobs: LobTiers[];
}
