import { normaliseCn } from '../../../domain/demand/cn';
import type { Demand } from '../../../domain/demand/demand-key';
import { ineligibleReasons } from '../../../domain/demand/eligibility';
import { DomainError, invalid } from '../../../domain/errors';
import {
  formatIsoWeek,
  requireIsoWeek,
  weekEnd,
  weeksOfMonth,
  type IsoWeek,
} from '../../../domain/time/iso-week';
import { monthFromStart, monthLabel, monthStart, parseMonthLabel } from '../../../domain/time/month';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { closedMonths } from '../../calendar';
import { demandError, resolveDemands, type ResolvedDemand } from '../../demand';
import { asPerson, percentageInWeek, resourceByCn, type ResourceRow } from '../../resource';
import { doubleBookingMessage, monthOf } from '../checks/assignment-checks.service';
import type { AssignmentRow } from '../table/assignment.model';
import { findActive } from '../table/assignment.repository';
import { listCandidates } from './candidates.repository';
import type { Candidate } from '../table/assignment-pages.model';
import { listFreePeople } from './match.repository';
import { hasWeekConfig } from '../checks/week-lookup.repository';

/** One reason why a person can't be assigned. */
export interface Obstacle {
  code: string;
  message: string;
}

/** Whether and why not a person can serve a demand in a week. */
export interface Eligibility {
  resource: ResourceRow;
  /** No eligibility rule is broken. */
  eligible: boolean;
  /** Nothing at all stands in the way of an assignment. */
  assignable: boolean;
  reasons: Obstacle[];
  /** What the person does in that week. */
  existing: AssignmentRow | undefined;
  /** Exact fraction 0–1. */
  productionPercentage: string | null;
}

async function findDemand(scope: RequestScope, demand: Demand, month: string): Promise<ResolvedDemand> {
  const { mainLob, state, caseType } = demand;
  const [found] = await resolveDemands(scope, [{ mainLob, state, caseType, monthStart: month }]);
  if (found?.ok) return found;
  throw found ? demandError(found, 'mainLob') : new Error('resolveDemands answers every key');
}

/** Every reason why a person can't be assigned to a demand in a week. */
export async function getEligibility(
  scope: RequestScope,
  question: Demand & { resourceCn: string; week: IsoWeek },
): Promise<Eligibility> {
  const week = requireIsoWeek(question.week);
  const cn = normaliseCn(question.resourceCn, 'resourceCn');
  const resource = await scope.loader(resourceByCn).load(cn);
  if (!resource)
    throw new DomainError('NOT_FOUND', `There is no resource ${cn}`, [
      { path: 'resourceCn', message: `there is no resource ${cn}`, value: cn },
    ]);
  const demand = await findDemand(scope, question, monthOf(week));
  const rules = ineligibleReasons(asPerson(resource), demand, week);
  const [existing] = await findActive(scope, [{ cn, week }]);
  const reasons = [...rules, ...(await obstacles(scope, { week, resource, existing }))];
  return {
    resource,
    eligible: rules.length === 0,
    assignable: reasons.length === 0,
    reasons,
    existing,
    productionPercentage: await scope.loader(percentageInWeek).load({ cn, week }),
  };
}

async function obstacles(
  scope: RequestScope,
  { week, resource, existing }: { week: IsoWeek; resource: ResourceRow; existing: AssignmentRow | undefined },
): Promise<Obstacle[]> {
  const found: Obstacle[] = [];
  const month = monthOf(week);
  const label = formatIsoWeek(week);
  if (existing) found.push({ code: 'DOUBLE_BOOKING', message: doubleBookingMessage(existing) });
  if (!(await hasWeekConfig(scope, week, resource.location)))
    found.push({
      code: 'NO_WEEK_CONFIG',
      message: `${label} has no week configuration for ${resource.location}; generate or set it first`,
    });
  if ((await closedMonths(scope, [month])).has(month))
    found.push({ code: 'MONTH_CLOSED', message: `${monthLabel(monthFromStart(month))} is closed` });
  return found;
}

/** A week, or else a month (`May-25`). */
interface CandidateTime {
  week?: IsoWeek | null | undefined;
  month?: string | null | undefined;
}

const MAX_CANDIDATES = 1000;

/** People who could close a gap: eligible and free in the week, or in some weeks of the month (`May-25`). */
export async function getCandidates(
  scope: RequestScope,
  demand: Demand,
  when: CandidateTime & { first?: number | null | undefined },
): Promise<Candidate[]> {
  const limit = when.first ?? 20;
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_CANDIDATES)
    throw invalid('first', limit, `an integer from 1 to ${MAX_CANDIDATES}`);
  const { weeks, month } = readTime(when);
  const found = await findDemand(scope, demand, month);
  return listCandidates(scope, found, {
    weeks: weeks.map((week) => ({ week, weekEnd: weekEnd(week) })),
    limit,
  });
}

/** The weeks asked for and the first day of their month. */
function readTime({ week, month }: CandidateTime): { weeks: IsoWeek[]; month: string } {
  if (week && !month) return { weeks: [requireIsoWeek(week)], month: monthOf(week) };
  if (week || !month)
    throw invalid('week', week ? formatIsoWeek(week) : null, 'a week such as 2025-W18, or else a month');
  const chosen = readMonth(month);
  return { weeks: weeksOfMonth(chosen), month: monthStart(chosen) };
}

/** A month as labels name it. */
export function readMonth(text: string, path = 'month') {
  const month = parseMonthLabel(text);
  if (!month) throw invalid(path, text, 'a month with its year such as May-25 or 2025-05');
  return month;
}

/** A page of the active people without an assignment in a week, by CN, and how many there are. */
export async function getFreePeople(
  scope: RequestScope,
  filter: Parameters<typeof listFreePeople>[1],
  page: Parameters<typeof listFreePeople>[2],
): Promise<{ people: ResourceRow[]; total: number }> {
  const { rows, total } = await listFreePeople(scope, filter, page);
  const people = await Promise.all(rows.map((cn) => scope.loader(resourceByCn).load(cn)));
  return { people: people.filter((person) => person !== undefined), total };
}
