import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import { parseLob, type WorkType } from '../../../domain/demand/lob';
import { DecimalScalar } from '../../../platform/graphql/schema/scalars';
import { Derived } from '../../../platform/graphql/schema/derived';
import { WorkTypeEnum } from '../../../platform/graphql/schema/work-type.enum';
import { FteUnknownEnum, TierCount } from '../../summary/graphql';
import { CapacityMetrics, CapacitySeriesPoint, CapacityWarning } from './metrics.type';
import type { DemandFacts as DemandFactsOf } from '../../figures';
import type { TreeNode } from '../nodes/tree.model';

/** Descriptions of the figures that every node has. */
export const NODE_FIELDS = {
  metrics: 'Figures of the chosen month.',
  tierBreakdown:
    'Distinct people by tier percentage, highest first: every active tier and any other with people.',
  series: 'Figures over the six months of the report.',
  warnings: 'What the figures of the chosen month leave open.',
} as const;

/** What every node has. */
@InterfaceType({
  description: 'A node of a capacity tree: a selection of demands with their figures in one month.',
})
export abstract class CapacityNode {
  @Field(() => ID, {
    description:
      'Global, stable and opaque: made of the report, the month, the node and what narrows its figures.',
  })
  id: string;

  @Field(() => String, { description: 'For addresses: `amisys-medicaid-domestic-fl`.' })
  slug: string;

  @Field(() => CapacityMetrics, { description: NODE_FIELDS.metrics })
  metrics: CapacityMetrics;

  @Field(() => [TierCount], { description: NODE_FIELDS.tierBreakdown })
  tierBreakdown: TierCount[];

  @Field(() => [CapacitySeriesPoint], { description: NODE_FIELDS.series })
  series: CapacitySeriesPoint[];

  @Field(() => [CapacityWarning], { description: NODE_FIELDS.warnings })
  warnings: CapacityWarning[];

  @Field(() => String, { description: 'What people call it; states are spelled out.' })
  name: string;
}

/** The root of a tree. */
@ObjectType({
  implements: CapacityNode,
  description: 'Capacity against forecast of a report’s demands, down to the people.',
  simpleResolvers: true,
})
export class CapacityTree extends CapacityNode {
  @Field(() => [LobNode], {
    nullable: true,
    description: 'Lines of business by name; null when the tree is split by category.',
  })
  lobs: LobNode[] | null;

  @Field(() => [CategoryNode], {
    nullable: true,
    description: 'Categories by name; null unless the tree is split by category.',
  })
  categories: CategoryNode[] | null;
}

/** A category. */
@ObjectType({
  implements: CapacityNode,
  description: 'A platform’s demands of one work type: `Amisys Onshore`.',
  simpleResolvers: true,
})
export class CategoryNode extends CapacityNode {
  @Field(() => String, { description: 'Platform.' })
  @Derived(({ path }: TreeNode) => path.platform)
  platform: string;

  @Field(() => WorkTypeEnum, { description: 'Work type: Domestic is onshore.' })
  @Derived(({ path }: TreeNode) => path.locality)
  locality: WorkType;

  @Field(() => [LobNode], { description: 'Its lines of business by name.' })
  lobs: LobNode[];
}

/** A line of business. */
@ObjectType({ implements: CapacityNode, description: 'A line of business.', simpleResolvers: true })
export class LobNode extends CapacityNode {
  @Field(() => String, { description: 'Platform that the LOB names.' })
  @Derived(({ path }: TreeNode) => parseLob(path.mainLob ?? '').platform)
  platform: string;

  @Field(() => String, { description: 'Market that the LOB names.' })
  @Derived(({ path }: TreeNode) => parseLob(path.mainLob ?? '').market)
  market: string;

  @Field(() => [StateNode], {
    description: 'Its states by name, `N/A` when it is not split by state.',
  })
  states: StateNode[];
}

/** A state within a LOB. */
@ObjectType({
  implements: CapacityNode,
  description: 'A state within a line of business.',
  simpleResolvers: true,
})
export class StateNode extends CapacityNode {
  @Field(() => String, { description: 'USPS code, or `N/A`.' })
  @Derived(({ path }: TreeNode) => path.state)
  code: string;

  @Field(() => [CaseTypeNode], { description: 'Its case types by name.' })
  caseTypes: CaseTypeNode[];
}

/** What only a single demand has. */
@ObjectType({ description: 'What only a single demand has.', simpleResolvers: true })
export class DemandFacts implements DemandFactsOf {
  @Field(() => ID, { description: 'Number of the forecast row.' })
  forecastId: number;

  @Field(() => String, { description: 'Platform that the LOB names.' })
  platform: string;

  @Field(() => String, { description: 'Market that the LOB names.' })
  market: string;

  @Field(() => WorkTypeEnum, { description: 'Work type.' })
  locality: WorkType;

  @Field(() => String, { nullable: true, description: 'Call type id.' })
  callTypeId: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Cases per hour; null = unknown.' })
  targetCph: string | null;

  @Field(() => Boolean, { description: 'Not in the report’s file; kept because people are assigned to it.' })
  isVanished: boolean;

  @Field(() => FteUnknownEnum, { nullable: true, description: 'Why the people required are unknown.' })
  fteRequiredReason: string | null;
}

/** A demand. */
@ObjectType({
  implements: CapacityNode,
  description: 'A case type within a state and line of business: one demand.',
  simpleResolvers: true,
})
export class CaseTypeNode extends CapacityNode {
  @Field(() => DemandFacts, { description: 'What only a single demand has.' })
  demand: DemandFacts;
}
