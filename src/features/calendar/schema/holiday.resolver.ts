import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { readSortedPage, toConnection } from '../../../platform/graphql/schema/connection';
import { mutate } from '../../../platform/graphql/schema/mutate';
import { selects } from '../../../platform/graphql/selection/selects';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { HolidayKeyArgs, SeedHolidaysInput, SetHolidayInput } from './holiday.input';
import { HOLIDAY_SORTING } from '../holidays/holiday.model';
import { deleteHoliday, listHolidays, setHoliday } from '../holidays/holiday.service';
import { Holiday, HolidayConnection, HolidayPayload, SeedHolidaysPayload } from './holiday.type';
import { seedHolidays } from '../holidays/seed-holidays.service';
import { HolidayListArgs } from './week-config.input';

/** Queries and mutations of holidays. */
@Resolver(() => Holiday)
export class HolidayResolver {
  @Query(() => HolidayConnection, { description: 'Holidays, by date and work type unless sorted otherwise.' })
  async holidays(
    @Ctx() scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Args(() => HolidayListArgs) args: HolidayListArgs,
  ) {
    const page = readSortedPage(args, HOLIDAY_SORTING, args.filter);
    const count = selects(info, 'totalCount');
    const { rows, total } = await listHolidays(scope, { filter: args.filter, page, count });
    return toConnection(rows, page, total);
  }

  @Mutation(() => HolidayPayload, {
    description: 'Adds or renames a holiday. Weeks change only when generated again.',
  })
  setHoliday(
    @Ctx() scope: RequestScope,
    @Arg('input', () => SetHolidayInput, { description: 'The holiday.' }) input: SetHolidayInput,
  ) {
    const { holidayDate: date, workType, name, version } = input;
    return mutate(scope, { action: 'holiday.set', lock: 'exclusive' }, (tx) =>
      setHoliday(tx, { date, workType, name, version }),
    );
  }

  @Mutation(() => HolidayPayload, {
    description: 'Removes a holiday. Weeks change only when generated again.',
  })
  deleteHoliday(
    @Ctx() scope: RequestScope,
    @Args(() => HolidayKeyArgs) { holidayDate: date, workType, version }: HolidayKeyArgs,
  ) {
    return mutate(scope, { action: 'holiday.delete', lock: 'exclusive' }, (tx) =>
      deleteHoliday(tx, { date, workType, version }),
    );
  }

  @Mutation(() => SeedHolidaysPayload, {
    description: 'Adds the public holidays of a country and year to a work type.',
  })
  seedHolidays(
    @Ctx() scope: RequestScope,
    @Arg('input', () => SeedHolidaysInput, { description: 'Which holidays.' }) input: SeedHolidaysInput,
  ) {
    const change = { action: 'holiday.seed', lock: 'exclusive', dryRun: input.dryRun ?? false } as const;
    return mutate(scope, change, (tx) => seedHolidays(tx, input));
  }
}
