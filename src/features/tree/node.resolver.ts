import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { RequestScope } from '../../platform/scope/request-scope';
import { TierCount } from '../summary/graphql';
import { CapacityMetrics, CapacitySeriesPoint, CapacityWarning } from './metrics.type';
import { peopleOf, seriesOf, tiersOf, warningsOf } from './node-figures.service';
import type { NodeMetrics, TreeNode } from './tree.model';
import { CapacityNode } from './tree.type';

const PEOPLE = 'Distinct people assigned in the month; may be less than the sum of the children’s.';

/** Fields of every node. */
@Resolver(() => CapacityNode)
export class NodeResolver {
  @FieldResolver(() => [TierCount], {
    description:
      'Distinct people by tier percentage, highest first: every active tier and any other with people.',
  })
  tierBreakdown(@Ctx() scope: RequestScope, @Root() node: TreeNode) {
    return tiersOf(scope, node);
  }

  @FieldResolver(() => [CapacitySeriesPoint], { description: 'Figures over the six months of the report.' })
  series(@Ctx() scope: RequestScope, @Root() node: TreeNode) {
    return seriesOf(scope, node);
  }

  @FieldResolver(() => [CapacityWarning], { description: 'What the figures of the chosen month leave open.' })
  warnings(@Ctx() scope: RequestScope, @Root() node: TreeNode) {
    return warningsOf(scope, node);
  }
}

/** Head counts of the chosen month: only counted when asked for. */
@Resolver(() => CapacityMetrics)
export class MetricsResolver {
  @FieldResolver(() => Int, { description: PEOPLE })
  fteCount(@Ctx() scope: RequestScope, @Root() metrics: NodeMetrics) {
    return peopleOf(scope, metrics);
  }
}

/** Head counts over the six months: only counted when asked for. */
@Resolver(() => CapacitySeriesPoint)
export class SeriesPointResolver {
  @FieldResolver(() => Int, { description: PEOPLE })
  fteCount(@Ctx() scope: RequestScope, @Root() metrics: NodeMetrics) {
    return peopleOf(scope, metrics);
  }
}
