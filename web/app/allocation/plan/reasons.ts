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
