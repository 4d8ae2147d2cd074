import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { DEMO_SEED, demoFiles, writeDemoFiles } from '../../../src/demo/demo-files';
import { parseAssignmentFile } from '../../../src/features/imports/formats/assignment-file.rules';
import {
  type ForecastFile,
  parseForecastFile,
} from '../../../src/features/imports/formats/forecast-file.rules';
import { parseHolidaysFile } from '../../../src/features/imports/formats/holidays-file.rules';
import { parseMonthConfigFile } from '../../../src/features/imports/formats/month-config-file.rules';
import { parseRosterFile } from '../../../src/features/imports/formats/roster-file.rules';
import { parseTargetCphFile } from '../../../src/features/imports/formats/target-cph-file.rules';
import { DEFAULT_FILE_LIMITS } from '../../../src/platform/files/reading/file-limits';
import { readTable } from '../../../src/platform/files/reading/tabular-reader';

import { forecastLines } from './demo-reading';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'demo-importers-'));
  await writeDemoFiles(dir, { size: 'S', seed: DEMO_SEED });
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

function rowsOf(name: string): ReturnType<typeof readTable> {
  return readTable({ path: join(dir, name) }, { fileName: name, limits: DEFAULT_FILE_LIMITS });
}

function forecast(name: string): Promise<ForecastFile> {
  return parseForecastFile(rowsOf(name), { fileName: name });
}

interface Parsed {
  records: unknown[];
  failedRows: number;
  issues: { severity: string; code: string }[];
  unknownColumns: string[];
}

function outcome({ records, failedRows, issues, unknownColumns }: Parsed): unknown[] {
  return [
    records.length,
    failedRows,
    issues.map((issue) => `${issue.severity} ${issue.code}`),
    unknownColumns,
  ];
}

describe('the importers on the demo files', () => {
  it('take the configuration files without a remark', async () => {
    expect(outcome(await parseMonthConfigFile(rowsOf('month_configuration_2025.csv')))).toEqual([
      24,
      0,
      [],
      [],
    ]);
    expect(outcome(await parseHolidaysFile(rowsOf('holidays_2025.csv')))).toEqual([16, 0, [], []]);
    expect(outcome(await parseTargetCphFile(rowsOf('target_cph.csv')))).toEqual([95, 0, [], []]);
  });

  it('read both forecasts as the planner sees them, summing the one split demand', async () => {
    const march = await forecast('forecast_March_2025.xlsx');
    const april = await forecast('forecast_April_2025.xlsx');
    expect([march.report, april.report]).toEqual([
      { year: 2025, month: 3 },
      { year: 2025, month: 4 },
    ]);
    expect([march, april].map(({ mapping }) => [mapping[0]?.month, mapping[5]?.month])).toEqual([
      [4, 9],
      [5, 10],
    ]);
    // Cells that the planner's sheet shows as #N/A are taken as 0, each with a warning.
    const assumed = Array.from({ length: 12 }, () => 'warning ASSUMED');
    expect(outcome(march)).toEqual([144, 0, assumed, []]);
    expect(outcome(april)).toEqual([144, 0, [...assumed, 'warning SUMMED'], []]);
    const shown = await forecastLines(dir, 'forecast_March_2025.xlsx');
    expect(march.records.map((record) => record.months)).toEqual(
      shown.map((line) => line.cases.map((value) => (typeof value === 'number' ? value : 0))),
    );
  });

  it('read everyone of the roster, with one warning of each common kind', async () => {
    const { records: demands } = await forecast('forecast_March_2025.xlsx');
    const knownCaseTypes = [...new Set(demands.map((record) => record.caseType))];
    const roster = await parseRosterFile(rowsOf('production_roster.xlsx'), { knownCaseTypes });
    expect([roster.records.length, roster.failedRows, roster.unknownColumns]).toEqual([300, 0, []]);
    expect(
      roster.issues.map((issue) => `${issue.column?.replace(/"/g, '').trim()}: ${issue.value}`).sort(),
    ).toEqual([
      'Hire Date: 99/99/99',
      expect.stringMatching(/^NewWorkType: .* Voids$/),
      'Production%: null',
      'State: facets',
    ]);
  });

  it('tell mapping and weekly assignments apart and refuse no row of either', async () => {
    const kinds: unknown[] = [];
    for (const { kind, path } of demoFiles(dir)) {
      if (kind !== 'mapping' && kind !== 'assignments') continue;
      const file = await parseAssignmentFile(rowsOf(basename(path)));
      kinds.push([kind, file.kind, file.failedRows, file.issues, file.unknownColumns]);
    }
    expect(kinds).toEqual([
      ['mapping', 'mapping', 0, [], []],
      ['mapping', 'mapping', 0, [], []],
      ['assignments', 'weekly', 0, [], []],
    ]);
  });
});
