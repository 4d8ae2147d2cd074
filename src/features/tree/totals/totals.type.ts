import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { WorkTypeEnum } from '../../../platform/graphql/schema/work-type.enum';
import { TierCount } from '../../summary/graphql';
import { CapacityMetrics } from '../schema/metrics.type';
import type { TotalsSort } from './totals.service';

/** What totals can be grouped by. */
export const DimensionEnum = {
  PLATFORM: 'platform',
  MARKET: 'market',
  LOCALITY: 'locality',
  MAIN_LOB: 'mainLob',
  STATE: 'state',
  CASE_TYPE: 'caseType',
} as const;

registerEnumType(DimensionEnum, {
  name: 'DemandDimension',
  description: 'What demands can be grouped by.',
  valuesConfig: {
    PLATFORM: { description: 'Platform that the LOB names.' },
    MARKET: { description: 'Market that the LOB names.' },
    LOCALITY: { description: 'Work type.' },
    MAIN_LOB: { description: 'Line of business.' },
    STATE: { description: 'State, or `N/A`.' },
    CASE_TYPE: { description: 'Case type.' },
  },
});

/** Orders of totals. */
export const TotalsSortEnum = {
  NAME: 'name',
  GAP_ASC: 'gap',
  GAP_DESC: 'gap_desc',
  FORECAST_DESC: 'forecast_desc',
  CAPACITY_DESC: 'capacity_desc',
} as const satisfies Record<string, TotalsSort>;

registerEnumType(TotalsSortEnum, {
  name: 'CapacityTotalsSort',
  description: 'Order of totals; ties by the values grouped by, then the month.',
  valuesConfig: {
    NAME: { description: 'By the values grouped by, in their order, then the month.' },
    GAP_ASC: { description: 'The largest shortage first.' },
    GAP_DESC: { description: 'The largest surplus first.' },
    FORECAST_DESC: { description: 'By forecast cases, most first.' },
    CAPACITY_DESC: { description: 'By capacity, most first.' },
  },
});

/** Totals of the demands that have the same values. */
@ObjectType({
  description:
    'Figures of the demands that have the same values, in one month. What is not grouped by is null.',
  simpleResolvers: true,
})
export class CapacityTotal {
  @Field(() => String, { nullable: true, description: 'Platform.' })
  platform: string | null;

  @Field(() => String, { nullable: true, description: 'Market.' })
  market: string | null;

  @Field(() => WorkTypeEnum, { nullable: true, description: 'Work type.' })
  locality: string | null;

  @Field(() => String, { nullable: true, description: 'Line of business.' })
  mainLob: string | null;

  @Field(() => String, { nullable: true, description: 'State, or `N/A`.' })
  state: string | null;

  @Field(() => String, { nullable: true, description: 'Case type.' })
  caseType: string | null;

  @Field(() => CapacityMetrics, { description: 'Its figures; people are counted once.' })
  metrics: CapacityMetrics;

  @Field(() => [TierCount], { description: 'Distinct people by tier percentage, highest first.' })
  tierBreakdown: TierCount[];
}
