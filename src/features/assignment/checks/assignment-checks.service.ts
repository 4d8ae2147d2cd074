import { PERCENTAGE, readDecimal, type GivenDecimal } from '../../../domain/decimal-input';
import { ineligibleReasons } from '../../../domain/demand/eligibility';
import { DomainError } from '../../../domain/errors';
import { formatIsoWeek, parentMonth, type IsoWeek } from '../../../domain/time/iso-week';
import { monthStart } from '../../../domain/time/month';
import { plain } from '../../../domain/rounding';
import { cleanText } from '../../../domain/text-key';
import type { ResolvedDemand } from '../../demand';
import { asPerson, type ResourceRow } from '../../resource';
import type { AssignmentRow } from '../table/assignment.model';
import { ineligibleError } from './eligibility.rules';

/** First day of the calendar month that a week belongs to. */
export function monthOf(week: IsoWeek): string {
  return monthStart(parentMonth(week));
}

/** Everything derived of an assignment's demand in its month is out of date. */
export function staleKeyOf(row: AssignmentRow) {
  return {
    monthStart: monthOf({ year: row.year, week: row.weekNumber }),
    mainLob: row.demandMainLob,
    state: row.demandState,
    caseType: row.demandCaseType,
  };
}

/** A note as stored: clean, null when empty. */
export function readNote(note: string | null | undefined, path = 'note'): string | null {
  const text = cleanText(note ?? '', path);
  return text === '' ? null : text;
}

/** A percentage (fraction 0–1) as stored: exact text, null when none is given. */
export function readPercentage(
  value: GivenDecimal | null | undefined,
  path = 'productionPercentage',
): string | null {
  return value === null || value === undefined ? null : plain(readDecimal(value, { ...PERCENTAGE, path }));
}

/** Refuses `override` without a note that states why. */
export function requireOverrideNote(
  override: boolean | null | undefined,
  note: string | null | undefined,
): void {
  if (!override || readNote(note) !== null) return;
  const message = 'is empty; override: true needs a note that says why';
  throw new DomainError('VALIDATION', `note: ${message}`, [{ path: 'note', message, value: note ?? null }]);
}

/** Refuses a person who is not eligible, with every reason, unless overridden. */
export function requireEligible(
  person: ResourceRow,
  demand: ResolvedDemand,
  at: { week: IsoWeek; override?: boolean | null | undefined },
): void {
  if (at.override) return;
  const reasons = ineligibleReasons(asPerson(person), demand, at.week);
  if (reasons.length > 0) throw ineligibleError(demand, reasons);
}

/** The refusal of a week that is not configured for a work type. */
export function noWeekConfig(week: IsoWeek, workType: string): DomainError {
  const label = formatIsoWeek(week);
  const message = `${label} has no week configuration for ${workType}; generate or set it first`;
  return new DomainError('NO_WEEK_CONFIG', message, [{ path: 'week', message, value: label }]);
}

/** The refusal of a second assignment in a person-week; names the one that holds it. */
export function doubleBooking(existing: AssignmentRow, path = 'resourceCn'): DomainError {
  const message = doubleBookingMessage(existing);
  return new DomainError(
    'DOUBLE_BOOKING',
    message,
    [{ path, message, value: existing.resourceCn, code: 'DOUBLE_BOOKING' }],
    { existing },
  );
}

/** Says who is assigned where already, and how to free the week. */
export function doubleBookingMessage(existing: AssignmentRow): string {
  const week = formatIsoWeek({ year: existing.year, week: existing.weekNumber });
  const demand = `${existing.demandMainLob} / ${existing.demandState} / ${existing.demandCaseType}`;
  return `${existing.resourceCn} is assigned to ${demand} in ${week} already (assignment ${existing.id}); move or deallocate that one first`;
}

/** The refusal of unknown assignment numbers. */
export function unknownAssignments(ids: readonly number[], path = 'id'): DomainError {
  const issues = ids.map((id) => ({ path, message: `there is no assignment ${id}`, value: id }));
  return new DomainError('NOT_FOUND', `There is no assignment ${ids.slice(0, 20).join(', ')}`, issues);
}
