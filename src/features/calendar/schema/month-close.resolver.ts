import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { mutate } from '../../../platform/graphql/schema/mutate';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { closeMonth, getClosedMonths, reopenMonth } from '../closing/month-close.service';
import { ClosedMonth, ClosedMonthPayload } from './month-close.type';
import { CloseMonthArgs, MonthArgs } from './month-config.input';

/** Queries and mutations of closed months. */
@Resolver(() => ClosedMonth)
export class MonthCloseResolver {
  @Query(() => [ClosedMonth], { description: 'The months closed by hand, in order.' })
  closedMonths(@Ctx() scope: RequestScope) {
    return getClosedMonths(scope);
  }

  @Mutation(() => ClosedMonthPayload, {
    description: 'Closes a month: nothing may change in it any more. Refused if it is closed already.',
  })
  closeMonth(@Ctx() scope: RequestScope, @Args(() => CloseMonthArgs) args: CloseMonthArgs) {
    return mutate(scope, { action: 'month.close', lock: 'exclusive' }, async (tx) => ({
      closedMonth: await closeMonth(tx, args),
    }));
  }

  @Mutation(() => ClosedMonthPayload, {
    description: 'Reopens a closed month and brings its derived figures up to date.',
  })
  reopenMonth(@Ctx() scope: RequestScope, @Args(() => MonthArgs) args: MonthArgs) {
    return mutate(scope, { action: 'month.reopen', lock: 'exclusive' }, async (tx) => ({
      closedMonth: await reopenMonth(tx, args),
    }));
  }
}
