import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { checkCalendar } from '../months/calendar-check.service';
import { CalendarCheckType } from './calendar-check.type';

/** What of a year deserves a look. */
@Resolver()
export class CalendarCheckResolver {
  @Query(() => CalendarCheckType, {
    description:
      'Weeks of a year that generating would change, and months that do not add up with their holidays.',
  })
  calendarCheck(
    @Ctx() scope: RequestScope,
    @Arg('year', () => Int, { description: 'The year.' }) year: number,
  ) {
    return checkCalendar(scope, year);
  }
}
