import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { type CalendarMonth, monthName } from '../domain/time/month';

import { type DemoCalendar, demoCalendar } from './demo-calendar';
import { demoDemands, type DemoSize } from './demo-demands';
import { demoForecasts } from './demo-forecasts';
import { demoPeople, demoTeams } from './demo-people';
import { demoStaffing } from './demo-staffing';
import { mulberry32 } from './random';
import { writeForecast } from './write-forecast';
import { writeRoster } from './write-roster';
import {
  writeAssignments,
  writeHolidays,
  writeMapping,
  writeMonthConfigs,
  writeRamps,
  writeTargetCph,
} from './write-tables';

/** What a demo file holds, and so which importer takes it. */
export type DemoFileKind =
  'month-config' | 'holidays' | 'target-cph' | 'forecast' | 'roster' | 'mapping' | 'assignments';

/** One file of the demo. */
export interface DemoFile {
  kind: DemoFileKind;
  path: string;
}

/** What to generate; the same size, seed and day give the same bytes. */
export interface DemoOptions {
  size: DemoSize;
  seed: number;
  /** The day that the demo is for, `YYYY-MM-DD`; by default the fixed demo's. */
  asOf?: string | undefined;
}

/** The seed of the demo that everyone sees. */
export const DEMO_SEED = 2025;

type DemoFileNames = Readonly<
  Record<
    | 'monthConfigs'
    | 'holidays'
    | 'targetCph'
    | 'olderForecast'
    | 'roster'
    | 'olderMapping'
    | 'forecast'
    | 'mapping'
    | 'assignments',
    string
  >
>;

function fileNames({ years, older, current }: DemoCalendar): DemoFileNames {
  const label = ({ month, year }: CalendarMonth): string => `${monthName(month)}_${year}`;
  return {
    monthConfigs: `month_configuration_${years.join('_')}.csv`,
    holidays: `holidays_${years.join('_')}.csv`,
    targetCph: 'target_cph.csv',
    olderForecast: `forecast_${label(older)}.xlsx`,
    roster: 'production_roster.xlsx',
    olderMapping: `fte_allocation_mapping_${label(older)}.csv`,
    forecast: `forecast_${label(current)}.xlsx`,
    mapping: `fte_allocation_mapping_${label(current)}.csv`,
    assignments: `weekly_assignments_${current.year}.csv`,
  };
}

/**
 * The demo's files in the order in which they must be imported. Weeks are generated after the holidays. The older mapping comes
 * before the current forecast, so that the current report freezes months that have people in them; the current mapping then
 * holds the last month only, which the older report did not cover.
 */
export function demoFiles(dir: string, asOf?: string): DemoFile[] {
  const names = fileNames(demoCalendar(asOf));
  const file = (kind: DemoFileKind, name: string): DemoFile => ({ kind, path: join(dir, name) });
  return [
    file('month-config', names.monthConfigs),
    file('holidays', names.holidays),
    file('target-cph', names.targetCph),
    file('forecast', names.olderForecast),
    file('roster', names.roster),
    file('mapping', names.olderMapping),
    file('forecast', names.forecast),
    file('mapping', names.mapping),
    file('assignments', names.assignments),
  ];
}

/** Ramps of newcomers, applied after the files are imported: no importer takes them. */
export function demoRampsPath(dir: string): string {
  return join(dir, 'ramps.json');
}

/** Writes all files of a demo site into a folder, which is made if need be, and lists them in order of import. */
export async function writeDemoFiles(dir: string, options: DemoOptions): Promise<DemoFile[]> {
  await mkdir(dir, { recursive: true });
  const calendar = demoCalendar(options.asOf);
  const names = fileNames(calendar);
  const at = (name: keyof DemoFileNames): string => join(dir, names[name]);
  const random = mulberry32(options.seed);
  const { months, older, current } = calendar;
  const demands = demoDemands(options.size);
  const teams = demoTeams(demands, random);
  const people = demoPeople({ size: options.size, teams, calendar }, random);
  const staffing = demoStaffing({ demands, people, teams, calendar }, random);
  const forecasts = demoForecasts({ demands, teams, months, staffing }, random);
  const olderMonths = months.slice(0, 6);

  await writeMonthConfigs(at('monthConfigs'), calendar);
  await writeHolidays(at('holidays'), calendar);
  await writeTargetCph(at('targetCph'));
  await writeForecast(at('olderForecast'), forecasts.older, {
    months: olderMonths,
    monthHeaders: 'name',
    total: 'index column',
  });
  await writeForecast(at('forecast'), forecasts.current, {
    months: months.slice(1),
    monthHeaders: 'label',
    total: 'first column',
  });
  await writeRoster(at('roster'), { people, week: calendar.weekAt(-1) }, random);
  const first = { ...older, covers: olderMonths, monthSpelling: 'name' } as const;
  await writeMapping(at('olderMapping'), staffing.allocations, first, random);
  const second = { ...current, covers: months.slice(6), monthSpelling: 'label' } as const;
  await writeMapping(at('mapping'), staffing.allocations, second, random);
  await writeAssignments(at('assignments'), staffing.assignments);
  await writeRamps(demoRampsPath(dir), people);
  return demoFiles(dir, options.asOf);
}
