import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { monthName } from '../../src/domain/time/month';
import { csvLines } from '../../src/platform/files/writing/csv-writer';
import { createXlsx } from '../../src/platform/files/writing/xlsx-writer';
import { seededRandom, type Random } from '../../tests/support/allocation/random';

/** How large the synthetic site is. */
export interface SiteSize {
  people: number;
  /** Forecast rows; each has six months. */
  demands: number;
  /** Weeks from 2025-W14 on that everybody is assigned in, at most 26: the report covers April to September. */
  weeks: number;
}

const FIRST_WEEK = 14;
const PLATFORMS = ['Amisys', 'Facets', 'Xcelys'];
const LOCALITIES = ['Domestic', 'Global'];
const STATES = ['FL', 'GA', 'TX', 'NC', 'WI', 'N/A'];
const CASE_TYPES = ['FTC', 'ADJ', 'COR', 'OMN', 'APP'];
const MONTHS = [4, 5, 6, 7, 8, 9].map(monthName);

interface Demand {
  lob: string;
  state: string;
  caseType: string;
}

/** Platform and locality by number, so that people and demands of one number modulo 6 fit each other. */
const platformOf = (n: number): string => PLATFORMS[n % 3] ?? '';
const localityOf = (n: number): string => LOCALITIES[Math.trunc(n / 3) % 2] ?? '';

function demandAt(n: number): Demand {
  const market = Math.trunc(n / 6);
  return {
    lob: `${platformOf(n)} Market ${String(market % 50).padStart(2, '0')} ${localityOf(n)}`,
    state: STATES[Math.trunc(market / 250) % STATES.length] ?? '',
    caseType: CASE_TYPES[Math.trunc(market / 50) % CASE_TYPES.length] ?? '',
  };
}

const cnOf = (person: number): string => `AA${String(100_000 + person)}`;

/** Writes the files of the site into a folder; the same size and seed give the same rows. Returns their paths. */
export async function writeSite(
  folder: string,
  size: SiteSize,
  seed: number,
): Promise<Record<string, string>> {
  await mkdir(folder, { recursive: true });
  const random = seededRandom(seed);
  const at = (name: string): string => path.join(folder, name);
  const files = {
    calendar: at('month_configuration.csv'),
    forecast: at('forecast_March_2025.xlsx'),
    roster: at('production_roster.xlsx'),
    weekly: at('weekly_assignments.csv'),
    mapping: at('fte_allocation_mapping.csv'),
  };
  await writeCsv(files.calendar, calendarRows());
  await writeXlsx(files.forecast, forecastRows(size, random));
  await writeXlsx(files.roster, rosterRows(size));
  await writeCsv(files.weekly, weeklyRows(size, random));
  await writeCsv(files.mapping, mappingRows(size, random));
  return files;
}

async function writeCsv(file: string, rows: Generator<unknown[]>): Promise<void> {
  const header = rows.next().value as string[];
  const columns = header.map((name) => ({ header: name, type: 'text' as const }));
  const lines = csvLines(columns, rows, { neutraliseFormulas: false });
  await pipeline(Readable.from(lines), createWriteStream(file));
}

async function writeXlsx(file: string, rows: Generator<unknown[]>): Promise<void> {
  const header = rows.next().value as string[];
  const first = rows.next().value as unknown[];
  const columns = header.map((name, index) => ({
    header: name,
    type: typeof first[index] === 'number' ? ('number' as const) : ('text' as const),
  }));
  const xlsx = createXlsx(createWriteStream(file), { neutraliseFormulas: false });
  await xlsx.addSheet({ name: 'Sheet1', columns, rows: again(first, rows) });
  await xlsx.end();
}

function* again(first: unknown[], rest: Generator<unknown[]>): Generator<unknown[]> {
  yield first;
  yield* rest;
}

function* calendarRows(): Generator<unknown[]> {
  yield ['Month', 'Year', 'WorkType', 'WorkingDays', 'Occupancy', 'Shrinkage', 'WorkHours'];
  for (let month = 1; month <= 12; month += 1)
    for (const locality of LOCALITIES) yield [monthName(month), 2025, locality, 21, '0.95', '0.10', 9];
}

function* forecastRows({ demands }: SiteSize, random: Random): Generator<unknown[]> {
  yield ['Main LOB', 'State', 'Case type', 'Call Type ID', 'Target CPH', ...MONTHS];
  for (let n = 0; n < demands; n += 1) {
    const { lob, state, caseType } = demandAt(n);
    yield [lob, state, caseType, `CT${n}`, random.int(3, 15), ...MONTHS.map(() => random.int(0, 5_000))];
  }
}

function* rosterRows({ people }: SiteSize): Generator<unknown[]> {
  yield [
    ...['FirstName', 'LastName', 'CN#', 'OPID', 'Location', 'ZIPCode', 'City', 'BeelineTitle', 'Status'],
    ...[
      'PrimaryPlatform',
      'PrimaryMarket',
      'Worktype',
      'LOB',
      'SupervisorFullName',
      'SupervisorCNNo',
      'UserStatus',
    ],
    ...['PartofProduction', 'Production%', 'NewWorkType', 'State'],
  ];
  for (let n = 0; n < people; n += 1)
    yield [
      ...[
        `First${n % 500}`,
        `Last${n % 4_000}`,
        cnOf(n),
        `OP${n}`,
        localityOf(n),
        '32801',
        'Springfield',
        'Analyst',
      ],
      ...[
        'Production',
        platformOf(n),
        'Medicaid',
        'FTC',
        'Claims',
        'Super Visor',
        'AA000001',
        'Active',
        'Production',
      ],
      ...[1, CASE_TYPES.join(' '), 'ALL'],
    ];
}

/** A demand that a person fits, by number. */
function demandFor(person: number, { demands }: SiteSize, random: Random): Demand {
  return demandAt((person % 6) + 6 * random.int(0, Math.trunc(demands / 6) - 1));
}

function* weeklyRows(size: SiteSize, random: Random): Generator<unknown[]> {
  yield ['resource_cn', 'year', 'week_number', 'main_lob', 'state', 'case_type', 'production_percentage'];
  for (let week = FIRST_WEEK; week < FIRST_WEEK + size.weeks; week += 1)
    for (let n = 0; n < size.people; n += 1) {
      const { lob, state, caseType } = demandFor(n, size, random);
      yield [cnOf(n), 2025, week, lob, state, caseType, [1, 0.9, 0.75, 0.5][random.int(0, 3)]];
    }
}

function* mappingRows(size: SiteSize, random: Random): Generator<unknown[]> {
  yield [
    ...[
      'report_month',
      'report_year',
      'main_lob',
      'state',
      'case_type',
      'forecast_month',
      'forecast_year',
      'cn',
    ],
    'allocation_type',
  ];
  for (const month of MONTHS)
    for (let n = 0; n < size.people; n += 1) {
      const { lob, state, caseType } = demandFor(n, size, random);
      yield ['March', 2025, lob, state, caseType, month, 2025, cnOf(n), 'primary'];
    }
}
