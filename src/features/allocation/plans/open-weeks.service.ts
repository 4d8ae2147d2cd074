import { DomainError } from '../../../domain/errors';
import { formatIsoWeek, weekOfDate, weeksOfMonth } from '../../../domain/time/iso-week';
import { monthFromStart } from '../../../domain/time/month';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { PlanSettings } from '../options/allocation.model';
import { listPlanMonths } from '../worker/problem.repository';

/** Settings whose first week is set: weeks that have ended are history unless `fromWeek` names them. */
export async function fromFirstOpenWeek(scope: RequestScope, settings: PlanSettings): Promise<PlanSettings> {
  if (settings.fromWeek !== undefined) return settings;
  const fromWeek = formatIsoWeek(weekOfDate(scope.clock.today()));
  await requireOpenWeeks(scope, fromWeek, settings.toWeek);
  return { fromWeek, ...settings };
}

/** Refuses a plan all of whose weeks have ended. Without a report there is nothing to plan, which is no error. */
async function requireOpenWeeks(
  scope: RequestScope,
  first: string,
  toWeek: string | undefined,
): Promise<void> {
  const lastMonth = (await listPlanMonths(scope.db)).at(-1);
  const lastWeek = lastMonth && weeksOfMonth(monthFromStart(lastMonth.monthStart)).at(-1);
  const last = toWeek ?? (lastWeek && formatIsoWeek(lastWeek));
  if (last === undefined || last >= first) return;
  const message =
    `every week up to ${last}, the last one of the plan, has ended: today's week is ${first}; ` +
    'name an earlier week in fromWeek to plan weeks that are over';
  throw new DomainError('NO_OPEN_WEEKS', message, [
    { path: 'options.fromWeek', message, value: null, code: 'NO_OPEN_WEEKS' },
  ]);
}
