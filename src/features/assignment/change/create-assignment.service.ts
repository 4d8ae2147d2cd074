import { busyElsewhere } from '../bulk/bulk-explanation.service';
import { formatIsoWeek } from '../../../domain/time/iso-week';
import { normaliseCn } from '../../../domain/demand/cn';
import { DomainError, invalid, type Issue } from '../../../domain/errors';
import { decimal } from '../../../domain/rounding';
import { requireIsoWeek, type IsoWeek } from '../../../domain/time/iso-week';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { assertMonthsOpen } from '../../calendar';
import { demandError, ensureForecastRows, resolveDemands, type ResolvedDemand } from '../../demand';
import { holdPeople, setWeekPercentage, type ResourceRow } from '../../resource';
import { getTiers } from '../../tier';
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
import { findActive, insertAssignment } from '../table/assignment.repository';
import { chooseProduction, tierIssue, type Production } from '../checks/tier-choice.rules';

const TRIES = 3;

/** Assigns one person to one demand for one week; the person-week must be free. */
export async function assign(tx: WriteScope, given: AssignmentInput): Promise<AssignmentRow> {
  const input = readAssignment(given);
  const { week } = input;
  const monthStart = monthOf(week);
  const person = await heldPerson(tx, input.resourceCn);
  const facts = await factsOf(tx, { cn: person.cn, week, monthStart });
  const demand = await demandOf(tx, { ...input, monthStart });
  requireEligible(person, demand, { week, override: input.override });
  if (!facts.isConfigured) throw noWeekConfig(week, person.location);
  const production = await productionOf(tx, input, facts.percentage);
  await ensureForecastRows(tx, [demand]);
  const row = await place(tx, input, { demand, production });
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

/** The person, kept as they are until the transaction ends. */
async function heldPerson(tx: WriteScope, cn: string): Promise<ResourceRow> {
  const [person] = await holdPeople(tx, [cn]);
  if (person) return person;
  const issue: Issue = { path: 'resourceCn', message: `there is no resource ${cn}`, value: cn };
  throw new DomainError('NOT_FOUND', `There is no resource ${cn}`, [issue]);
}

/** What the person-week is; refuses a closed month. */
async function factsOf(
  tx: WriteScope,
  at: { cn: string; week: IsoWeek; monthStart: string },
): Promise<PersonWeekFacts> {
  const facts = await findPersonWeekFacts(tx, at);
  if (!facts) throw new Error(`${at.cn} is locked and must be there`);
  if (facts.isClosed) await assertMonthsOpen(tx, [at.monthStart]);
  return facts;
}

/** The demand in the live report of the month, or the reason why there is none. */
export async function demandOf(
  tx: WriteScope,
  key: { mainLob: string; state: string; caseType: string; monthStart: string },
): Promise<ResolvedDemand> {
  const { mainLob, state, caseType, monthStart } = key;
  const [demand] = await resolveDemands(tx, [{ mainLob, state, caseType, monthStart }]);
  if (!demand) throw new Error('resolveDemands answers every key');
  if (!demand.ok) throw demandError(demand, 'mainLob');
  return demand;
}

/** The chosen percentage is an exception of the week where it differs from the person's. */
async function productionOf(
  tx: WriteScope,
  input: ReadInput,
  own: string,
): Promise<Production & { isException: boolean }> {
  const tiers = await getTiers(tx);
  const issue = tierIssue(tiers, input.capacityTierId);
  if (issue) throw new DomainError('VALIDATION', `capacityTierId: ${issue.message}`, [issue]);
  const production = chooseProduction(input, own, tiers);
  return { ...production, isException: !decimal(production.productionPercentage).eq(own) };
}

/** Inserts; when the person-week is taken, also by someone who was faster, the answer names who holds it. */
async function place(
  tx: WriteScope,
  input: AssignmentInput,
  {
    demand,
    production: { productionPercentage, capacityTierId },
  }: { demand: ResolvedDemand; production: Production },
): Promise<AssignmentRow> {
  const row = {
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
    capacityTierId,
    assignmentType: input.assignmentType ?? ('manual' as const),
    pinned: input.pinned ?? false,
    note: input.note ?? null,
  };
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const inserted = await insertAssignment(tx, row);
    if (inserted) return inserted;
    const [existing] = await findActive(tx, [{ cn: input.resourceCn, week: input.week }]);
    if (existing) throw doubleBooking(existing);
  }
  if (tx.actor.lobScope !== null)
    throw new DomainError('CONFLICT', busyElsewhere(input.resourceCn, formatIsoWeek(input.week)));
  throw new DomainError('CONFLICT', `${input.resourceCn} is being reassigned by someone else; try again`);
}
