import { dateOfDay, requireDay } from '../../../domain/time/iso-date';
import { roundInt } from '../../../domain/rounding';

/** A country, and optionally one of its states. */
export interface HolidayPlace {
  /** ISO 3166 code, `US`. */
  country: string;
  /** Code of a state as the library knows it, `CA`. */
  state?: string | undefined;
}

/** A public holiday on one day. */
export interface PublicHoliday {
  date: string;
  name: string;
}

/** What the holiday library has of a place. */
export interface PlaceHolidays {
  /** The accepted codes of the level at which the place is unknown; undefined if it is known. */
  unknown?: { field: 'country' | 'state'; accepted: string[] };
  /** Public holidays of the year by date, one per date. */
  holidays: PublicHoliday[];
}

const DAY_MS = 86_400_000;

/** Public holidays of a place in a year, every day of longer ones, substitute days included. Loads the library only when asked. */
export async function readPublicHolidays(place: HolidayPlace, year: number): Promise<PlaceHolidays> {
  const { default: Holidays } = await import('date-holidays');
  const library = new Holidays();
  const countries = Object.keys(library.getCountries());
  if (!countries.includes(place.country))
    return { unknown: { field: 'country', accepted: countries }, holidays: [] };
  const states = Object.keys(library.getStates(place.country) ?? {});
  if (place.state !== undefined && !states.includes(place.state))
    return { unknown: { field: 'state', accepted: states }, holidays: [] };
  library.init({ country: place.country, ...(place.state && { state: place.state }) });
  const all = library.getHolidays(year, 'en').filter(({ type }) => type === 'public');
  return { holidays: byDate(all) };
}

interface Celebration {
  /** Local date and time of its beginning. */
  date: string;
  start: Date;
  end: Date;
  name: string;
}

/** One holiday per date: longer ones stand on each of their days, and names that meet are joined. */
function byDate(celebrations: readonly Celebration[]): PublicHoliday[] {
  const names = new Map<string, Set<string>>();
  for (const { date, start, end, name } of celebrations) {
    // A day is 23 or 25 hours long where the clocks change; a part of a day counts as one day.
    const days = roundInt((end.getTime() - start.getTime()) / DAY_MS) || 1;
    const first = requireDay(date.slice(0, 10));
    for (let day = first; day < first + days; day += 1) {
      const key = dateOfDay(day);
      names.set(key, (names.get(key) ?? new Set()).add(name));
    }
  }
  return [...names]
    .map(([date, all]) => ({ date, name: [...all].join(' / ').slice(0, 200) }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}
