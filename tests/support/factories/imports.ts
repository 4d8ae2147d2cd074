import type { WriteAnswer } from '../../../src/domain/writing';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateWeeks } from '../../../src/features/calendar';
import { importFile, type ImportKind, type ImportOptions } from '../../../src/features/imports';
import type { FileLimits } from '../../../src/platform/files/reading/file-limits';
import { prepare, type PreparedApp } from '../scope';
import { buildCsv, buildXlsx } from '../xlsx';
import { MONTHS, WEEKDAYS } from '../months-of-2025';

/** Cells of a file under test, header rows first. */
export type Table = readonly (readonly (string | number | null)[])[];

/** Writes files into a folder of its own and imports them. */
export interface FileImports {
  /** Imports a table as CSV, or as a workbook where the name ends in .xlsx; a Buffer as it is. */
  run(
    kind: ImportKind,
    content: Table | Buffer,
    more?: { fileName?: string; options?: ImportOptions; limits?: FileLimits },
  ): Promise<WriteAnswer>;
  /** Writes a file without importing it; returns its path. */
  write(fileName: string, content: Table | Buffer): Promise<string>;
  close(): Promise<void>;
}

/** Importing into the database of a test app. */
export async function openImports(app: Pick<PreparedApp, 'newScope'>): Promise<FileImports> {
  const dir = await mkdtemp(join(tmpdir(), 'headroom-import-'));
  const write = async (fileName: string, content: Table | Buffer): Promise<string> => {
    const path = join(dir, fileName);
    const bytes = Buffer.isBuffer(content)
      ? content
      : fileName.endsWith('.xlsx')
        ? await buildXlsx(content)
        : buildCsv(content);
    await writeFile(path, bytes);
    return path;
  };
  return {
    write,
    run: async (kind, content, { fileName = 'file.csv', options, limits } = {}) => {
      const path = await write(fileName, content);
      return importFile(app.newScope(undefined, limits), { kind, path, fileName, options });
    },
    close: () => rm(dir, { recursive: true, force: true }),
  };
}

/** Month configurations of 2025: 9 h, occupancy 0.95; shrinkage 0.10 Domestic, 0.15 Global; no holidays implied. */
export const MONTH_CONFIGS: Table = [
  ['Month', 'Year', 'WorkType', 'WorkingDays', 'Occupancy', 'Shrinkage', 'WorkHours'],
  ...MONTHS.flatMap((month, index) => [
    [month, 2025, 'Domestic', WEEKDAYS[index] ?? 0, 0.95, 0.1, 9],
    [month, 2025, 'Global', WEEKDAYS[index] ?? 0, 0.95, 0.15, 9],
  ]),
];

/** One holiday: the Monday of 2025-W22, Domestic. */
export const HOLIDAYS: Table = [
  ['date', 'work_type', 'name'],
  ['2025-05-26', 'Domestic', 'Spring day'],
];

/** Target CPHs with a decimal one. */
export const TARGET_CPHS: Table = [
  ['Main LOB', 'Case type', 'Target CPH'],
  ['Amisys Medicaid DOMESTIC', 'FTC-Basic/Non MMP', 12.5],
  ['Facets Medicare', 'FTC', 13.8],
];

const GROUPS = ['Client Forecast', 'FTE Required', 'FTE Avail', 'Capacity'];
const blank = (count: number): null[] => Array.from({ length: count }, () => null);

/** V1's forecast export: two header rows, an empty index-name row, the demands, a Total row. */
export function forecastExport(
  months: readonly string[],
  demands: readonly (readonly (string | number | null)[])[],
): Table {
  return [
    [null, 'Sample Capacity plan', ...blank(4), ...GROUPS.flatMap((name) => [name, ...blank(5)])],
    [null, 'Main LOB', 'State', 'Case type', 'Call Type ID', 'Target CPH', ...GROUPS.flatMap(() => months)],
    blank(30),
    ...demands.map((cells, index) => [index, ...cells, ...blank(18)]),
    ['Total', ...blank(29)],
  ];
}

/** The report of March 2025: April to September. */
export const MARCH = forecastExport(
  ['April', 'May', 'June', 'July', 'August', 'September'],
  [
    ['Amisys Medicaid DOMESTIC', 'FL', 'FTC-Basic/Non MMP', 'CT1', 12.5, 2500, 3000, 2000, 2000, 2000, 2000],
    ['Amisys Medicaid DOMESTIC', 'GA', 'FTC-Basic/Non MMP', 'CT2', 12.5, 0, 0, 100, 0, 0, 0],
    ['Facets Medicare', 'N/A', 'FTC', 'CT3', 14, 1000, 2000, '#N/A', null, 50, 60],
  ],
);

/** The report of April 2025: May to October, with month headers of the newer kind; GA is gone. */
export const APRIL = forecastExport(
  ['May-2025', 'Jun-2025', 'Jul-2025', 'Aug-2025', 'Sep-2025', 'Oct-2025'],
  [
    ['Amisys Medicaid Domestic', 'FL', 'FTC-Basic/Non MMP', 'CT1', 12.5, 3100, 2000, 2000, 2000, 2000, 700],
    ['Facets Medicare', 'N/A', 'FTC', 'CT3', 13.8, 2100, 10, 20, 50, 60, 70],
  ],
);

/** V1's roster as its columns are spelled there; the second person ramps, the third is in training and inactive. */
export const ROSTER: Table = [
  [
    ...[
      'FirstName',
      'LastName',
      'CN#',
      'OPID',
      'Location',
      'PrimaryPlatform\n[ABS,Amisys]',
      'PartofProduction',
    ],
    ...['Production%', 'NewWorkTypes', 'State', 'Hire Date', 'Shoe size'],
  ],
  [
    'Ann',
    'One',
    'AA000001',
    'o1',
    'Onshore',
    'Amisys Domestic',
    'Production',
    1,
    'FTC-Basic/Non MMP',
    'FL GA',
    null,
    39,
  ],
  [
    'Ben',
    'Two',
    'aa000002\u00a0',
    'o2',
    'Domestic',
    'Amisys',
    'Ramp',
    '75%',
    'FTC-Basic/Non MMP',
    'ALL',
    null,
    41,
  ],
  [
    'Cyd',
    'Three',
    'AA000003',
    '-',
    'Offshore',
    'Facets',
    'Training',
    'Training',
    'FTC',
    'N/A',
    '2025-01-06',
    40,
  ],
  ['Dee', 'Four', 'AA000004', null, 'Global', 'Facets', 'Production', null, 'FTC', 'N/A', '99/99/99', 38],
];

/** V1's mapping by month. */
export const MAPPING: Table = [
  [
    'report_month',
    'report_year',
    'main_lob',
    'state',
    'case_type',
    'forecast_month',
    'forecast_year',
    'cn',
    'allocation_type',
  ],
  ['March', 2025, 'Amisys Medicaid DOMESTIC', 'FL', 'FTC-Basic/Non MMP', 'May', 2025, 'AA000001', 'primary'],
  ['March', 2025, 'amisys medicaid  domestic', 'fl', 'ftc-basic/non mmp', 'May', 2025, 'AA000002', 'bench'],
  ['March', 2025, 'Facets Medicare', 'N/A', 'FTC', 'June', 2025, 'AA000004', 'primary'],
];

/** Everything up to the roster, imported in the order that the importers ask for. */
export const IMPORT_GROUND = prepare('import_ground', async (app) => {
  const files = await openImports(app);
  await files.run('MONTH_CONFIG', MONTH_CONFIGS);
  await files.run('HOLIDAYS', HOLIDAYS);
  await files.run('TARGET_CPH', TARGET_CPHS);
  await generate2025(app);
  await files.run('FORECAST', MARCH, { fileName: 'forecast_March_2025.xlsx' });
  await files.run('ROSTER', ROSTER, { fileName: 'roster.xlsx' });
  await files.close();
});

/** Generates the weeks of 2025. */
export async function generate2025(app: Pick<PreparedApp, 'newScope'>): Promise<void> {
  await app
    .newScope()
    .write({ action: 'week.generate', lock: 'exclusive' }, (tx) => generateWeeks(tx, { year: 2025 }));
}
