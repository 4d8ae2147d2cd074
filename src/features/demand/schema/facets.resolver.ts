import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { demandFacets } from '../facets/facets.service';
import { DemandFilterInput } from './demand-filter.input';
import { DemandFacets } from './facets.type';

/** What demands can be picked by. */
@Resolver()
export class DemandFacetsResolver {
  @Query(() => DemandFacets, {
    description:
      'Lines of business, states, case types, platforms, markets and localities of a report’s demands with counts, for pickers.',
  })
  demandFacets(
    @Ctx() scope: RequestScope,
    @Arg('report', () => YearMonthScalar, {
      nullable: true,
      description: 'Report month; that of the current report if absent.',
    })
    report?: string | null,
    @Arg('filter', () => DemandFilterInput, { nullable: true, description: 'Which demands; all if absent.' })
    filter?: DemandFilterInput | null,
  ) {
    return demandFacets(scope, report, filter);
  }
}
