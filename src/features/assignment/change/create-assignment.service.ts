import { busyElsewhere } from '../bulk/bulk-explanation.service';
import { formatIsoWeek } from '../../../domain/time/iso-week';
import { normaliseCn } from '../../../domain/demand/cn';
import { DomainError, invalid, type Issue } from '../../../domain/errors';
import { decimal, plain } from '../../../domain/rounding';
import { capacityOfHours } from '../../../domain/capacity/weekly-capacity';
import { requireIsoWeek } from '../../../domain/time/iso-week';
import { isViolationOf } from '../../../platform/database/pool/pg-errors';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { assertMonthsOpen } from '../../calendar';
import {
  demandError,
  ensureForecastRows,
  resolveDemands,
  type DemandResolution,
  type ResolvedDemand,
} from '../../demand';
import { shareLockPeople, setWeekPercentage } from '../../resource';
import { getTiers, type TierRow } from '../../tier';
import {
  doubleBooking,
  monthOf,
  noWeekConfig,
  readNote,
  readPercentage,
  requireEligible,
  requireOverrideNote,
  staleKeyOf,
} from '../checks/assignment-checks.service';
import { ASSIGNMENT_TYPES, type AssignmentInput, type AssignmentRow } from '../table/assignment.model';
import { findPersonWeekFacts, type PersonWeekFacts } from '../checks/week-lookup.repository';
import { findActive, insertAssignment, type NewAssignment } from '../table/assignment.repository';
import { chooseProduction, tierIssue, type Production } from '../checks/tier-choice.rules';

const TRIES = 3;
const ONE_A_WEEK = 'ux_weekly_resource_assignment_person_week';

/**
 * Assigns one person to one demand for one week, as a change of its own. The row travels with the commit, which a person-week
 * that is taken refuses, also one that someone was faster with; who holds it is looked up only then.
 */
export async function assign(scope: RequestScope, given: AssignmentInput): Promise<AssignmentRow> {
  const input = readAssignment(given);
  const { resourceCn: cn, week } = input;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    try {
      return await scope.write({ action: 'assignment.create', readsFirst: true }, (tx) => place(tx, input));
    } catch (error) {
      if (!isViolationOf(ONE_A_WEEK, error)) throw error;
    }
    const [existing] = await findActive(scope, [{ cn, week }]);
    if (existing) throw doubleBooking(existing);
  }
  if (scope.actor.lobScope !== null)
    throw new DomainError('CONFLICT', busyElsewhere(cn, formatIsoWeek(week)));
  throw new DomainError('CONFLICT', `${cn} is being reassigned by someone else; try again`);
}

/** Judges an assignment and adds it. */
async function place(tx: WriteScope, input: ReadInput): Promise<AssignmentRow> {
  const { week } = input;
  const monthStart = monthOf(week);
  // One round trip: the person is locked first, and each statement sees what was committed before it.
  const [people, facts, demands, tiers] = await Promise.all([
    shareLockPeople(tx, [input.resourceCn]),
    findPersonWeekFacts(tx, { cn: input.resourceCn, week, monthStart }),
    resolveDemands(tx, [{ ...input, monthStart }]),
    getTiers(tx),
  ]);
  const [person] = people;
  if (!person || !facts) throw unknownPerson(input.resourceCn);
  if (facts.isClosed) await assertMonthsOpen(tx, [monthStart]);
  const demand = knownDemand(demands);
  requireEligible(person, demand, { week, override: input.override });
  if (facts.hours === null) throw noWeekConfig(week, person.location);
  const production = productionOf(input, facts.percentage, tiers);
  await ensureForecastRows(tx, [demand]);
  const row = insertAssignment(tx, newRow(input, { demand, production, facts }));
  if (production.isException)
    await setWeekPercentage(tx, { cn: row.resourceCn, week }, production.productionPercentage);
  tx.stale.demandMonth(staleKeyOf(row));
  return row;
}

type ReadInput = AssignmentInput & { productionPercentage: string | null };

function readAssignment(input: AssignmentInput): ReadInput {
  requireOverrideNote(input.override, input.note);
  const { assignmentType: type } = input;
  if (type && !ASSIGNMENT_TYPES.includes(type))
    throw invalid('assignmentType', type, `one of ${ASSIGNMENT_TYPES.join(', ')}`);
  return {
    ...input,
    resourceCn: normaliseCn(input.resourceCn, 'resourceCn'),
    week: requireIsoWeek(input.week, 'weekNumber'),
    note: readNote(input.note),
    productionPercentage: readPercentage(input.productionPercentage),
  };
}

function unknownPerson(cn: string): DomainError {
  const issue: Issue = { path: 'resourceCn', message: `there is no resource ${cn}`, value: cn };
  return new DomainError('NOT_FOUND', `There is no resource ${cn}`, [issue]);
}

/** The demand in the live report of its month, or the reason why there is none. */
function knownDemand([demand]: readonly DemandResolution[]): ResolvedDemand {
  if (!demand) throw new Error('resolveDemands answers every key');
  if (!demand.ok) throw demandError(demand, 'mainLob');
  return demand;
}

/** The chosen percentage is an exception of the week where it differs from the person's. */
function productionOf(
  input: ReadInput,
  own: string,
  tiers: readonly TierRow[],
): Production & { isException: boolean } {
  const issue = tierIssue(tiers, input.capacityTierId);
  if (issue) throw new DomainError('VALIDATION', `capacityTierId: ${issue.message}`, [issue]);
  const production = chooseProduction(input, own, tiers);
  return { ...production, isException: !decimal(production.productionPercentage).eq(own) };
}

/** The row of a judged assignment, before the database adds who and when. */
function newRow(
  input: ReadInput,
  {
    demand,
    production: { productionPercentage, capacityTierId },
    facts: { newId, hours },
  }: { demand: ResolvedDemand; production: Production; facts: PersonWeekFacts },
): NewAssignment {
  return {
    id: newId,
    year: input.week.year,
    weekNumber: input.week.week,
    reportMonth: demand.reportMonth,
    reportYear: demand.reportYear,
    forecastMonthIndex: demand.forecastMonthIndex,
    resourceCn: input.resourceCn,
    demandMainLob: demand.mainLob,
    demandState: demand.state,
    demandCaseType: demand.caseType,
    productionPercentage,
    weeklyCapacity: capacityOf(productionPercentage, hours, demand.targetCph),
    capacityTierId,
    assignmentType: input.assignmentType ?? 'manual',
    pinned: input.pinned ?? false,
    note: input.note ?? null,
  };
}

/** What the derivation will find: hours and CPH are as they are until the transaction ends. */
function capacityOf(percentage: string, hours: string | null, targetCph: string | null): string | null {
  return targetCph === null || hours === null ? null : plain(capacityOfHours(hours, percentage, targetCph));
}
