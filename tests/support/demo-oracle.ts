import { csvRecords, personWeeks, sheetRows } from '../unit/demo/demo-reading';
import { MONTHS } from './months-of-2025';

/** What one demand has in one month, as it must come out. */
export interface ExpectedMonth {
  month: string;
  demand: string;
  forecast: bigint;
  people: number;
  /** Exact decimal text with all its places cut of trailing zeros. */
  capacity: string;
  equivalent: string;
  required: bigint;
}

/** ISO weeks of 2025 by the month of their Thursday, from a calendar on paper. */
const WEEKS: Readonly<Record<string, readonly number[]>> = {
  April: [14, 15, 16, 17],
  May: [18, 19, 20, 21, 22],
  June: [23, 24, 25, 26],
  July: [27, 28, 29, 30, 31],
  August: [32, 33, 34, 35],
  September: [36, 37, 38, 39],
  October: [40, 41, 42, 43, 44],
};

/** `12.5` as 125000: four decimal places, whole. */
function scaled(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(4, '0'));
}

/** A whole number of 10^-places as decimal text. */
function unscaled(value: bigint, places: number): string {
  const digits = value.toString().padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, '');
}

interface Line {
  lob: string;
  state: string;
  caseType: string;
  cph: string;
  cases: bigint[];
}

const fold = (...names: string[]): string => names.map((name) => name.trim().toLowerCase()).join(' | ');
const demandOf = ({ lob, state, caseType }: Line): string => fold(lob, state, caseType);

/** The demands of an export: six months each, rows of one demand summed, CPHs as the configuration has them. */
async function demands(
  dir: string,
  file: string,
  cphs: ReadonlyMap<string, string>,
): Promise<Map<string, Line>> {
  const lines = new Map<string, Line>();
  for (const row of await sheetRows(dir, file)) {
    if (typeof row[0] !== 'number') continue;
    const [lob = '', state = '', caseType = ''] = row.slice(1, 4).map(String);
    const cases = row.slice(6, 12).map((value) => (typeof value === 'number' ? BigInt(value) : 0n));
    const configured = cphs.get(fold(lob, caseType));
    const given = String(row[5]);
    const rounded = configured !== undefined && Math.round(Number(configured)) === Number(given);
    const line = { lob, state, caseType, cph: rounded ? configured : given, cases };
    const known = lines.get(demandOf(line));
    if (known) known.cases = known.cases.map((value, index) => value + (cases[index] ?? 0n));
    else lines.set(demandOf(line), line);
  }
  return lines;
}

/** Hours of one person in each week by location, times 10^8: days × hours (10^4) × (1 − shrinkage) (10^4). */
async function weekHours(dir: string): Promise<Map<string, bigint>> {
  const hours = new Map<string, bigint>();
  const holidays = await csvRecords(dir, 'holidays_2025.csv');
  for (const config of await csvRecords(dir, 'month_configuration_2025.csv')) {
    const { Month: month = '', WorkType: type = '', WorkHours: day = '', Shrinkage: shrinkage = '' } = config;
    for (const week of WEEKS[month] ?? []) {
      // Monday of 2025-W01 is 2024-12-30.
      const dates = [0, 1, 2, 3, 4].map((weekday) =>
        new Date(Date.UTC(2024, 11, 30 + (week - 1) * 7 + weekday)).toISOString().slice(0, 10),
      );
      const off = new Set(
        holidays.filter((one) => one['work_type'] === type).map((one) => one['date'] ?? ''),
      );
      const days = BigInt(dates.filter((date) => !off.has(date)).length);
      hours.set(`${type} ${week}`, days * scaled(day) * (10_000n - scaled(shrinkage)));
    }
  }
  return hours;
}

/** Onshore or offshore, by the last word of the LOB; OIC volumes say it in the case type. */
function workTypeOf(lob: string, caseType: string): string {
  const words = (text: string): string[] => text.toLowerCase().match(/[a-z]+/g) ?? [];
  const last = words(lob).at(-1);
  if (last === 'domestic' || last === 'global') return last === 'domestic' ? 'Domestic' : 'Global';
  return words(caseType).includes('domestic') ? 'Domestic' : 'Global';
}

/** Every demand-month of the live reports, computed from the files with whole numbers only; no formula of Headroom is used. */
export async function expectedMonths(dir: string): Promise<ExpectedMonth[]> {
  const cphs = new Map(
    (await csvRecords(dir, 'target_cph.csv')).map((row) => [
      fold(row['Main LOB'] ?? '', row['Case type'] ?? ''),
      row['Target CPH'] ?? '',
    ]),
  );
  const march = await demands(dir, 'forecast_March_2025.xlsx', cphs);
  const april = await demands(dir, 'forecast_April_2025.xlsx', cphs);
  const hours = await weekHours(dir);
  const location = new Map(
    (await sheetRows(dir, 'production_roster.xlsx')).map((row) => [
      String(row[2])
        .replace(/\u00a0/g, '')
        .trim()
        .toUpperCase(),
      /domestic|onshore/i.test(String(row[4])) ? 'Domestic' : 'Global',
    ]),
  );
  const worked = await personWeeks(dir);
  return Object.keys(WEEKS).flatMap((month) => {
    const weeks = WEEKS[month] ?? [];
    const [lines, first] = month === 'April' ? [march, 3] : [april, 4];
    const index = MONTHS.indexOf(month) - first;
    const rows = worked.filter(({ week }) => weeks.includes(week));
    const byDemand = new Map<string, typeof rows>([...lines.keys()].map((key) => [key, []]));
    for (const row of rows) {
      const key = fold(row.mainLob, row.state, row.caseType);
      byDemand.set(key, [...(byDemand.get(key) ?? []), row]);
    }
    return [...byDemand].map(([demand, mine]): ExpectedMonth => {
      const line = lines.get(demand);
      // A demand that the report dropped keeps forecast 0 and the CPH it had.
      const known = line ?? march.get(demand);
      if (!known) throw new Error(`no forecast has ${demand}`);
      const { lob, caseType, cph } = known;
      const forecast = line?.cases[index] ?? 0n;
      const shares = mine.map(({ percentage }) => scaled(String(percentage)));
      // Scale: share 4, hours 8, CPH 4 places.
      const capacity = mine.reduce(
        (sum, { cn, week }, position) =>
          sum + (shares[position] ?? 0n) * (hours.get(`${location.get(cn)} ${week}`) ?? 0n) * scaled(cph),
        0n,
      );
      const perPerson = weeks.reduce(
        (sum, week) => sum + (hours.get(`${workTypeOf(lob, caseType)} ${week}`) ?? 0n) * scaled(cph),
        0n,
      );
      const cases = forecast * 10n ** 12n;
      const share = shares.reduce((sum, each) => sum + each, 0n);
      const divisor = BigInt(weeks.length) * 10_000n;
      return {
        month,
        demand,
        forecast,
        people: new Set(mine.map(({ cn }) => cn)).size,
        capacity: unscaled(capacity, 16),
        // Half up to six places: ⌊(2 × share × 10^6 + divisor) ÷ (2 × divisor)⌋.
        equivalent: unscaled((2n * share * 1_000_000n + divisor) / (2n * divisor), 6),
        required: (cases + perPerson - 1n) / perPerson,
      };
    });
  });
}
