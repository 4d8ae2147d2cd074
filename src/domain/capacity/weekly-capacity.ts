import { type Decimal, decimal } from '../rounding';

/** A decimal, or one still in the text that PostgreSQL gives for `numeric`. */
type DecimalLike = Decimal | string | number;

/** What a week's configuration states about time: days, hours per day, and the share of time lost (0–1). */
export interface WeekHours {
  workingDays: DecimalLike;
  workHours: DecimalLike;
  shrinkage: DecimalLike;
}

/** Hours one full-time person works in the week: days × hours × (1 − shrinkage). Occupancy has no part in it. */
export function productiveHours({ workingDays, workHours, shrinkage }: WeekHours): Decimal {
  return decimal(workingDays).times(workHours).times(decimal(1).minus(shrinkage));
}

/** Cases one assignment produces in its week: percentage (0–1) × productive hours × cases per hour; exact, not floored. */
export function weeklyCapacity({
  productionPercentage,
  targetCph,
  ...hours
}: WeekHours & { productionPercentage: DecimalLike; targetCph: DecimalLike }): Decimal {
  return capacityOfHours(productiveHours(hours), productionPercentage, targetCph);
}

/** `weeklyCapacity` where the week's productive hours are known. */
export function capacityOfHours(
  hours: DecimalLike,
  percentage: DecimalLike,
  targetCph: DecimalLike,
): Decimal {
  return decimal(hours).times(percentage).times(targetCph);
}
