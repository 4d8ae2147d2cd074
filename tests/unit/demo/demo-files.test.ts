import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { demoDemands, type DemoSize } from '../../../src/demo/demo-demands';
import { demoFiles, demoRampsPath, DEMO_SEED, writeDemoFiles } from '../../../src/demo/demo-files';
import { demandKey } from '../../../src/domain/demand/demand-key';
import { ineligibleReasons } from '../../../src/domain/demand/eligibility';
import { weekdaysOfMonth } from '../../../src/domain/time/iso-week';
import { MONTH_NAMES } from '../../../src/domain/time/month';

import { csvRecords, demandSide, forecastLines, personWeeks, rosterPeople, sheetRows } from './demo-reading';

const folders: string[] = [];

async function generate(size: DemoSize, seed = DEMO_SEED): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'demo-files-'));
  folders.push(dir);
  await writeDemoFiles(dir, { size, seed });
  return dir;
}

async function bytesOf(dir: string): Promise<Map<string, string>> {
  const paths = [...demoFiles(dir).map((file) => file.path), demoRampsPath(dir)];
  const contents = await Promise.all(
    paths.map(async (path) => [basename(path), (await readFile(path)).toString('base64')] as const),
  );
  return new Map(contents);
}

let small: string;
beforeAll(async () => {
  small = await generate('S');
});
afterAll(async () => {
  for (const dir of folders) await rm(dir, { recursive: true, force: true });
});

describe('demo generator', () => {
  it('lists its files in the order in which they must be imported', () => {
    expect(demoFiles('/x').map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'month-config /x/month_configuration_2025.csv',
      'holidays /x/holidays_2025.csv',
      'target-cph /x/target_cph.csv',
      'forecast /x/forecast_March_2025.xlsx',
      'roster /x/production_roster.xlsx',
      'mapping /x/fte_allocation_mapping_March_2025.csv',
      'forecast /x/forecast_April_2025.xlsx',
      'mapping /x/fte_allocation_mapping_April_2025.csv',
      'assignments /x/weekly_assignments_2025.csv',
    ]);
  });

  it('gives the same bytes for the same size and seed, others for another seed', async () => {
    const first = await bytesOf(small);
    expect(await bytesOf(await generate('S'))).toEqual(first);
    const other = await bytesOf(await generate('S', 7));
    expect(other.get('production_roster.xlsx')).not.toBe(first.get('production_roster.xlsx'));
    expect(other.get('target_cph.csv')).toBe(first.get('target_cph.csv'));
  });

  it('knows three sizes of site', () => {
    expect((['S', 'M', 'L'] as const).map((size) => demoDemands(size).length)).toEqual([145, 335, 3000]);
  });

  it.each(['S', 'M', 'L'] as const)('never names a demand twice in size %s', (size) => {
    const demands = demoDemands(size);
    expect(new Set(demands.map(demandKey)).size).toBe(demands.length);
  });
});

describe('demo forecasts', () => {
  it('have two header rows, an index column, an index-name row and a Total row as V1 exports do', async () => {
    const march = await sheetRows(small, 'forecast_March_2025.xlsx');
    expect(march[0]?.filter((cell) => cell !== null)).toEqual([
      'Site Capacity plan',
      'Client Forecast',
      'FTE Required',
      'FTE Avail',
      'Capacity',
    ]);
    expect(march[1]?.slice(0, 9)).toEqual([
      null,
      'Main LOB',
      'State',
      'Case type',
      'Call Type ID',
      'Target CPH',
      'April',
      'May',
      'June',
    ]);
    expect(march[1]).toHaveLength(30); // index + 5 keys + 4 groups × 6 months
    expect(march[2]?.every((cell) => cell === null)).toBe(true);
    expect(march.at(-1)?.[0]).toBe('Total');
    const april = await sheetRows(small, 'forecast_April_2025.xlsx');
    expect(april[1]?.slice(6, 12)).toEqual([
      'May-2025',
      'Jun-2025',
      'Jul-2025',
      'Aug-2025',
      'Sep-2025',
      'Oct-2025',
    ]);
    expect(april.at(-1)?.[1]).toBe('Total');
  });

  it('differ by one vanished and one new demand, and split one demand over two call type ids', async () => {
    const march = await forecastLines(small, 'forecast_March_2025.xlsx');
    const april = await forecastLines(small, 'forecast_April_2025.xlsx');
    expect([march.length, april.length]).toEqual([144, 145]); // 145 demands; one missing in each, one split in April
    const older = new Set(march.map(demandKey));
    const newer = new Set(april.map(demandKey));
    expect(newer.size).toBe(144);
    expect([...older].filter((key) => !newer.has(key))).toHaveLength(1);
    expect([...newer].filter((key) => !older.has(key))).toHaveLength(1);
    expect(new Set(april.map((line) => demandKey(line) + line.callTypeId)).size).toBe(145);
  });
});

describe('figures of demo forecasts', () => {
  it('write months without cases as zero, blank or #N/A', async () => {
    const cases = (await forecastLines(small, 'forecast_April_2025.xlsx')).flatMap((line) => line.cases);
    expect(cases).toEqual(expect.arrayContaining([0, null, '#N/A']));
    expect(cases.every((value) => value === null || value === '#N/A' || Number.isInteger(value))).toBe(true);
  });

  it('show the rounded CPH of one line of business in the older report only', async () => {
    const cphs = async (name: string): Promise<number[]> =>
      (await forecastLines(small, name))
        .filter((line) => line.mainLob === 'Facets Medicaid')
        .map((line) => line.cph);
    expect(new Set(await cphs('forecast_March_2025.xlsx'))).toEqual(new Set([14]));
    expect(new Set(await cphs('forecast_April_2025.xlsx'))).toEqual(new Set([13.8]));
  });
});

describe('demo people and their weeks', () => {
  it('are 300 with distinct CNs, most of them active, and of every kind', async () => {
    const people = [...(await rosterPeople(small)).values()];
    expect(people).toHaveLength(300);
    const inactive = people.filter((person) => !person.isActive).length;
    expect(inactive).toBeGreaterThan(10);
    expect(inactive).toBeLessThan(60);
    expect(people.some((person) => person.states.includes('ALL'))).toBe(true);
    expect(people.some((person) => person.states.length === 0)).toBe(true);
    expect(people.filter((person) => person.hireDate === null)).toHaveLength(1); // 99/99/99
    expect(people.map((person) => person.share)).toEqual(
      expect.arrayContaining([1, 0.5, 'Training', 'BOT', '-', '100%', null]),
    );
  });

  it('have at most one demand in a week, known to a report that covers its month', async () => {
    const weeks = await personWeeks(small);
    expect(weeks.length).toBeGreaterThan(6000);
    expect(new Set(weeks.map(({ cn, week }) => `${cn} ${week}`)).size).toBe(weeks.length);
    const march = new Set((await forecastLines(small, 'forecast_March_2025.xlsx')).map(demandKey));
    const april = new Set((await forecastLines(small, 'forecast_April_2025.xlsx')).map(demandKey));
    const known = (row: (typeof weeks)[number]): boolean =>
      row.source === 'fte_allocation_mapping_March_2025.csv'
        ? march.has(demandKey(row))
        : april.has(demandKey(row));
    expect(weeks.filter((row) => !known(row))).toEqual([]);
  });

  it('break eligibility only in the history of six people at the end of the roster', async () => {
    const people = await rosterPeople(small);
    const broken = (await personWeeks(small)).filter((row) => {
      const person = people.get(row.cn);
      return !person || ineligibleReasons(person, demandSide(row), { year: 2025, week: row.week }).length > 0;
    });
    const lastSix = [...people.keys()].slice(-6);
    expect(new Set(broken.map((row) => row.cn))).toEqual(new Set(lastSix));
    expect(Math.max(...broken.map((row) => row.week))).toBe(22); // the last week of May
  });
});

describe('the order and pace of demo weeks', () => {
  it('start with plain rows: the first sixty assignments are at 100 % and eligible', async () => {
    const people = await rosterPeople(small);
    const first = (await personWeeks(small)).slice(0, 60);
    expect(first.every((row) => row.week === 14 && row.percentage === 1)).toBe(true);
    const broken = first.filter((row) => {
      const person = people.get(row.cn);
      return !person || ineligibleReasons(person, demandSide(row), { year: 2025, week: 14 }).length > 0;
    });
    expect(broken).toEqual([]);
  });

  it('ramp up and work part time, with the ramps that say so', async () => {
    const weeks = (await personWeeks(small)).filter((row) => row.source === 'assignments');
    const seen = new Set(weeks.map((row) => row.percentage));
    expect([0.25, 0.5, 0.75, 1].every((percentage) => seen.has(percentage))).toBe(true);
    const ramps = JSON.parse(await readFile(demoRampsPath(small), 'utf8')) as {
      cns: string[];
      start_week: string;
    }[];
    expect(ramps.length).toBeGreaterThan(3);
    expect(ramps.every((ramp) => /^2025-W\d\d$/.test(ramp.start_week) && ramp.cns.length > 0)).toBe(true);
  });
});

describe('demo calendar and coverage', () => {
  it('has month configurations that add up with the holidays in all months but one', async () => {
    const holidays = await csvRecords(small, 'holidays_2025.csv');
    const configs = await csvRecords(small, 'month_configuration_2025.csv');
    expect(configs).toHaveLength(24);
    const odd = configs.filter((config) => {
      const month = MONTH_NAMES.findIndex((name) => name === config['Month']) + 1;
      const known = holidays.filter(
        (day) => day['work_type'] === config['WorkType'] && Number(day['date']?.slice(5, 7)) === month,
      ).length;
      return weekdaysOfMonth({ year: 2025, month }) - Number(config['WorkingDays']) !== known;
    });
    expect(odd.map((config) => `${config['Month']} ${config['WorkType']}`)).toEqual(['August Global']);
  });

  it('covers most staffed demands of May to 70–120 %, with shortages and surpluses beside them', async () => {
    const weeks = (await personWeeks(small)).filter((row) => row.week >= 18 && row.week <= 22);
    // One full-time week of May: Domestic 9 h × 0.90 × 5 d = 40.5 (4 d in W22: 32.4), Global 9 h × 0.85 × 5 d = 38.25 (4 d in W18: 30.6).
    const hours = (row: (typeof weeks)[number]): number =>
      demandSide(row).locality === 'Domestic'
        ? row.week === 22
          ? 32.4
          : 40.5
        : row.week === 18
          ? 30.6
          : 38.25;
    const capacity = new Map<string, number>();
    for (const row of weeks)
      capacity.set(demandKey(row), (capacity.get(demandKey(row)) ?? 0) + row.percentage * hours(row));
    const forecast = new Map<string, { cases: number; cph: number }>();
    for (const line of await forecastLines(small, 'forecast_April_2025.xlsx')) {
      const cases = (forecast.get(demandKey(line))?.cases ?? 0) + (Number(line.cases[0]) || 0);
      forecast.set(demandKey(line), { cases, cph: line.cph });
    }
    const coverages = [...forecast].flatMap(([key, { cases, cph }]) =>
      cases > 0 && capacity.has(key) ? [((capacity.get(key) ?? 0) * cph) / cases] : [],
    );
    expect(coverages.length).toBeGreaterThan(110);
    const usual = coverages.filter((coverage) => coverage >= 0.7 && coverage <= 1.2).length;
    expect(usual / coverages.length).toBeGreaterThan(0.7);
    expect(coverages.some((coverage) => coverage < 0.65)).toBe(true);
    expect(coverages.some((coverage) => coverage > 1.25)).toBe(true);
  });
});
