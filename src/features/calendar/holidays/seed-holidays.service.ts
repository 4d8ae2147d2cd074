import { invalid } from '../../../domain/errors';
import type { WorkType } from '../../../domain/demand/lob';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { readYear } from '../records/calendar-input.rules';
import type { HolidayRow } from './holiday.model';
import { upsertHolidays } from './holiday.service';
import { readPublicHolidays } from './public-holidays.reader';
import type { WeekConfigRow } from '../weeks/week-config.model';

/** Which public holidays to add to which work type. */
export interface SeedHolidays {
  /** ISO 3166 code, `US`. */
  country: string;
  /** Code of one of the country's states. */
  state?: string | null | undefined;
  year: number;
  workType: WorkType;
}

/** What seeding has added, and what was there before. */
export interface SeededHolidays {
  /** The holidays of the place, as they are now stored. */
  holidays: HolidayRow[];
  created: number;
  /** Dates that had a holiday already; it was kept. */
  skipped: number;
  staleWeeks: WeekConfigRow[];
  /** First days of the closed months whose dates were left alone. */
  skippedClosed: string[];
}

/** Adds the public holidays of a country and year to a work type; a date that has a holiday keeps it. */
export async function seedHolidays(tx: WriteScope, request: SeedHolidays): Promise<SeededHolidays> {
  const year = readYear(request.year);
  const place = { country: code(request.country), state: request.state ? code(request.state) : undefined };
  const { unknown, holidays } = await readPublicHolidays(place, year);
  if (unknown) {
    const accepted = unknown.accepted.join(', ') || 'nothing: this country has no states here';
    throw invalid(unknown.field, request[unknown.field], `a code among ${accepted}`);
  }
  const records = holidays.map((holiday) => ({ ...holiday, workType: request.workType }));
  const { results, staleWeeks, skippedClosed } = await upsertHolidays(tx, records, { onConflict: 'SKIP' });
  return {
    holidays: results.flatMap(({ row }) => (row ? [row] : [])),
    created: results.filter(({ status }) => status === 'created').length,
    skipped: results.filter(({ status }) => status === 'skipped').length,
    staleWeeks,
    skippedClosed,
  };
}

function code(text: string): string {
  return text.trim().toUpperCase();
}
