import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { demoCalendar, demoMonthConfigs } from '../../../src/demo/demo-calendar';
import { demoHolidays } from '../../../src/demo/demo-holidays';
import { DEMO_SEED, demoFiles, writeDemoFiles } from '../../../src/demo/demo-files';
import { startArguments } from '../../../src/cli/start-arguments';
import { parseForecastFile } from '../../../src/features/imports/formats/forecast-file.rules';
import { DEFAULT_FILE_LIMITS } from '../../../src/platform/files/reading/file-limits';
import { readTable } from '../../../src/platform/files/reading/tabular-reader';

const label = ({ year, month }: { year: number; month: number }): string =>
  `${year}-${String(month).padStart(2, '0')}`;

describe('the day of the demo', () => {
  test.each([
    // 28 April 2025 lies in W18, whose Thursday is 1 May: the report of April is the current one.
    ['2025-04-28', '2025-03', '2025-04', '2025-05', '2025-10', [2025]],
    // A Wednesday of the week whose Thursday is 1 January 2026; ramps start four weeks before December.
    ['2025-12-31', '2025-11', '2025-12', '2026-01', '2026-06', [2025, 2026]],
    // The six months cross New Year.
    ['2026-11-28', '2026-09', '2026-10', '2026-11', '2027-04', [2026, 2027]],
    // January's first week: ramps of December 2026 begin four weeks before, in November.
    ['2027-01-20', '2026-11', '2026-12', '2027-01', '2027-06', [2026, 2027]],
  ])(
    '%s has the reports of %s and %s, the newer one from %s to %s',
    (asOf, older, current, first, last, years) => {
      const calendar = demoCalendar(asOf);
      expect([label(calendar.older), label(calendar.current)]).toEqual([older, current]);
      const months = calendar.months.map(label);
      expect([months[0], months[1], months[6]]).toEqual([current, first, last]);
      expect(calendar.years).toEqual(years);
    },
  );

  test('holidays follow their rules in any year', () => {
    const dates = (year: number) =>
      demoHolidays(year).flatMap(({ date, workType }) => (workType === 'Domestic' ? [date] : []));
    // From a calendar on paper: third Mondays of January and February, last Monday of May, first of September, second of
    // October, fourth Thursday of November.
    expect(dates(2025)).toEqual(
      '2025-01-01 2025-01-20 2025-02-17 2025-05-26 2025-06-19 2025-07-04 2025-09-01 2025-10-13 2025-11-11 2025-11-27 2025-12-25'.split(
        ' ',
      ),
    );
    expect(dates(2027)).toEqual(
      '2027-01-01 2027-01-18 2027-02-15 2027-05-31 2027-06-19 2027-07-04 2027-09-06 2027-10-11 2027-11-11 2027-11-25 2027-12-25'.split(
        ' ',
      ),
    );
  });

  test('holidays at weekends cost no working day: July 2027 has 22 Mondays to Fridays, its holiday is a Sunday', () => {
    const configs = demoMonthConfigs(demoCalendar('2027-07-07'));
    const july = configs.find(
      ({ month, year, workType }) => `${month} ${year} ${workType}` === 'July 2027 Domestic',
    );
    expect(july?.workingDays).toBe(22);
  });
});

describe('a demo across New Year', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'demo-as-of-'));
    await writeDemoFiles(dir, { size: 'S', seed: DEMO_SEED, asOf: '2026-11-28' });
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  test('names its files by its reports and years', () => {
    expect(demoFiles(dir, '2026-11-28').map(({ path }) => basename(path))).toEqual([
      'month_configuration_2026_2027.csv',
      'holidays_2026_2027.csv',
      'target_cph.csv',
      'forecast_September_2026.xlsx',
      'production_roster.xlsx',
      'fte_allocation_mapping_September_2026.csv',
      'forecast_October_2026.xlsx',
      'fte_allocation_mapping_October_2026.csv',
      'weekly_assignments_2026.csv',
    ]);
  });

  test('has forecasts whose months the importer reads as meant, whichever way they are spelled', async () => {
    const months = async (fileName: string) => {
      const rows = readTable({ path: join(dir, fileName) }, { fileName, limits: DEFAULT_FILE_LIMITS });
      return (await parseForecastFile(rows, { fileName })).mapping.map(label);
    };
    expect(await months('forecast_September_2026.xlsx')).toEqual(
      '2026-10 2026-11 2026-12 2027-01 2027-02 2027-03'.split(' '),
    );
    expect(await months('forecast_October_2026.xlsx')).toEqual(
      '2026-11 2026-12 2027-01 2027-02 2027-03 2027-04'.split(' '),
    );
  });
});

describe('the command line of the server', () => {
  test('takes the day of the demo', () => {
    expect(startArguments(['--demo', '--size', 'm', '--as-of', '2025-04-28'])).toEqual({
      demo: 'M',
      asOf: '2025-04-28',
    });
    expect(startArguments(['--demo'])).toEqual({ demo: 'S', asOf: undefined });
    expect(startArguments([])).toEqual({ demo: undefined, asOf: undefined });
  });

  test('refuses what is no date, and a day without a demo', () => {
    expect(() => startArguments(['--demo', '--as-of', '2025-02-30'])).toThrow(/--as-of/);
    expect(() => startArguments(['--as-of', '2025-04-28'])).toThrow('--as-of goes with --demo');
  });
});
