import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { demoMonths } from './demo-calendar';
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

/** What to generate; the same size and seed give the same bytes. */
export interface DemoOptions {
  size: DemoSize;
  seed: number;
}

/** The seed of the demo that everyone sees. */
export const DEMO_SEED = 2025;

/**
 * In order of import. Weeks are generated after the holidays. The March mapping comes before the April forecast, so that
 * April freezes months that have people in them; the April mapping then holds October only, which March did not cover.
 */
const FILES = [
  ['month-config', 'month_configuration_2025.csv'],
  ['holidays', 'holidays_2025.csv'],
  ['target-cph', 'target_cph.csv'],
  ['forecast', 'forecast_March_2025.xlsx'],
  ['roster', 'production_roster.xlsx'],
  ['mapping', 'fte_allocation_mapping_March_2025.csv'],
  ['forecast', 'forecast_April_2025.xlsx'],
  ['mapping', 'fte_allocation_mapping_April_2025.csv'],
  ['assignments', 'weekly_assignments_2025.csv'],
] as const satisfies readonly (readonly [DemoFileKind, string])[];

type DemoFileName = (typeof FILES)[number][1];

/** The demo's files in the order in which they must be imported. */
export function demoFiles(dir: string): DemoFile[] {
  return FILES.map(([kind, name]) => ({ kind, path: join(dir, name) }));
}

/** Ramps of newcomers, applied after the files are imported: no importer takes them. */
export function demoRampsPath(dir: string): string {
  return join(dir, 'ramps.json');
}

/** Writes all files of a demo site into a folder, which is made if need be, and lists them in order of import. */
export async function writeDemoFiles(dir: string, options: DemoOptions): Promise<DemoFile[]> {
  await mkdir(dir, { recursive: true });
  const at = (name: DemoFileName): string => join(dir, name);
  const random = mulberry32(options.seed);
  const months = demoMonths();
  const demands = demoDemands(options.size);
  const teams = demoTeams(demands, random);
  const people = demoPeople(options.size, teams, random);
  const staffing = demoStaffing({ demands, people, teams, months }, random);
  const forecasts = demoForecasts({ demands, teams, months, staffing }, random);
  const marchMonths = months.slice(0, 6);
  const aprilMonths = months.slice(1);

  await writeMonthConfigs(at('month_configuration_2025.csv'));
  await writeHolidays(at('holidays_2025.csv'));
  await writeTargetCph(at('target_cph.csv'));
  await writeForecast(at('forecast_March_2025.xlsx'), forecasts.march, {
    months: marchMonths,
    monthHeaders: 'name',
    total: 'index column',
  });
  await writeForecast(at('forecast_April_2025.xlsx'), forecasts.april, {
    months: aprilMonths,
    monthHeaders: 'label',
    total: 'first column',
  });
  await writeRoster(at('production_roster.xlsx'), people, random);
  const march = { month: 3, year: 2025, covers: marchMonths, monthSpelling: 'name' } as const;
  await writeMapping(at('fte_allocation_mapping_March_2025.csv'), staffing.allocations, march, random);
  const april = { month: 4, year: 2025, covers: months.slice(6), monthSpelling: 'label' } as const;
  await writeMapping(at('fte_allocation_mapping_April_2025.csv'), staffing.allocations, april, random);
  await writeAssignments(at('weekly_assignments_2025.csv'), staffing.assignments);
  await writeRamps(demoRampsPath(dir), people);
  return demoFiles(dir);
}
