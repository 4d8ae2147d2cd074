import { cases } from '../../format/number';
import type { ShortageReason } from '../../generated/graphql';

/** Why a demand stays short, in words. */
export const SHORTAGE_REASONS: Readonly<Record<ShortageReason, string>> = {
  LOCKED: 'those who could help are held by pinned or manual assignments',
  NOT_PLANNED: 'not planned yet',
  NO_CPH: 'it has no target CPH',
  NO_ELIGIBLE_AVAILABLE: 'everybody who may work here is away',
  NO_ELIGIBLE_PERSON: 'nobody may work here',
  NO_HOURS: 'its weeks have no working hours',
  NO_WEEK_CONFIG: 'its weeks are not configured',
  OUTBID: 'its people do work of equal or greater worth',
  STABILITY: 'moving somebody would cost more than it brings',
  TOO_FEW_ELIGIBLE: 'all who may work here together do not suffice',
  WHOLE_WEEKS: 'less than a person-week is missing',
};

/**
 * What a move fills that was missing in the month of its first week, and what else it brings: a plan may need its weeks in later
 * months, too, or because others who did the work leave it.
 */
export function fillsText(short: number, gain: number): string {
  const more = Math.round(gain) - short;
  if (more <= 0) return `fills a shortage of ${cases(short)} cases`;
  const most =
    short > 0 ? `fills up to ${cases(short)} cases of a shortage` : 'fills a shortage of less than a case';
  return `${most}; ${cases(more)} more stand in for others who leave, or fall into later months`;
}
