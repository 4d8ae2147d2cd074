import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { readSortedPage, toConnection } from '../../../platform/graphql/schema/connection';
import { mutate } from '../../../platform/graphql/schema/mutate';
import { selects } from '../../../platform/graphql/selection/selects';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { SetTargetCphInput, TargetCphListArgs } from './forecast.input';
import { TARGET_CPH_SORTING } from '../table/forecast.model';
import { TargetCph, TargetCphConnection, TargetCphPayload } from './forecast.type';
import { getTargetCphs, setTargetCph } from '../target-cph/target-cph.service';

/** Queries and mutations of configured CPHs. */
@Resolver(() => TargetCph)
export class TargetCphResolver {
  @Query(() => TargetCphConnection, {
    description: 'Configured CPHs, by LOB and case type unless sorted otherwise.',
  })
  async targetCphs(
    @Ctx() scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Args(() => TargetCphListArgs) { filter, ...choice }: TargetCphListArgs,
  ) {
    const page = readSortedPage(choice, TARGET_CPH_SORTING, filter);
    const count = selects(info, 'totalCount');
    const { rows, total } = await getTargetCphs(scope, { filter, page, count });
    return toConnection(rows, page, total);
  }

  @Mutation(() => TargetCphPayload, {
    description:
      'Sets the CPH of a LOB and case type, and of all its forecasts in live, unclosed months; everything derived follows.',
  })
  async setTargetCph(
    @Ctx() scope: RequestScope,
    @Arg('input', () => SetTargetCphInput, { description: 'The pair and its CPH.' }) input: SetTargetCphInput,
  ) {
    const answer = await mutate(scope, { action: 'targetCph.set', lock: 'exclusive' }, (tx) =>
      setTargetCph(tx, input),
    );
    return { skippedClosed: [], ...answer };
  }
}
