import { messagesOf } from '../support/warnings';
import { checkData } from '../../src/checks/check-data';
import {
  IMPORT_GROUND,
  MAPPING,
  MARCH,
  MONTH_CONFIGS,
  openImports,
  ROSTER,
  TARGET_CPHS,
  HOLIDAYS,
  type FileImports,
  type Table,
} from '../support/factories/imports';
import type { ImportKind } from '../../src/features/imports';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
let files: FileImports;
beforeEach(async () => {
  app = await openTestApp(IMPORT_GROUND);
  files = await openImports(app);
});
afterEach(async () => {
  expect(await checkData(app.newScope().db)).toEqual([]);
  await files.close();
  await app.close();
});

const MARCH_FILE = { fileName: 'forecast_March_2025.xlsx' };
const entries = () =>
  app.database.query<{ n: number }>('SELECT count(*)::integer AS n FROM change_set_entry');
const count = async (table: string): Promise<unknown> =>
  (await app.database.query<{ n: number }>(`SELECT count(*)::integer AS n FROM ${table}`))[0]?.n;

const PEOPLE: Table = [
  ['cn', 'location', 'primary_platform', 'skills', 'production_percentage'],
  ['AA000001', 'Domestic', 'Amisys', 'FTC-Basic/Non MMP', 0.5],
  ['AA000008', 'Moon', 'Amisys', 'FTC', 1],
  ['AA000009', 'Global', 'Facets', 'FTC', 1],
];

test('importing the same files again changes nothing and leaves no entry in the history', async () => {
  await files.run('MAPPING', MAPPING);
  const before = await entries();
  const again = [
    await files.run('MONTH_CONFIG', MONTH_CONFIGS),
    await files.run('HOLIDAYS', HOLIDAYS),
    await files.run('TARGET_CPH', TARGET_CPHS),
    await files.run('FORECAST', MARCH, MARCH_FILE),
    await files.run('ROSTER', ROSTER, { fileName: 'roster.xlsx' }),
    await files.run('MAPPING', MAPPING, { options: { onConflict: 'REPLACE' } }),
  ];
  expect(again.map(({ counts }) => counts)).toEqual(
    [24, 1, 2, 3, 4, 14].map((unchanged) => ({ created: 0, updated: 0, unchanged, skipped: 0, failed: 0 })),
  );
  expect(await entries()).toEqual(before);
});

test('every kind lists before and after of what it changed', async () => {
  const changes = async (kind: ImportKind, table: Table, more: object = {}) => {
    const { rows } = await files.run(kind, table, {
      ...more,
      options: { onConflict: 'REPLACE', dryRun: true },
    });
    return rows.filter(({ status }) => status === 'updated').map((row) => row.changes);
  };
  const config = [
    ['Month', 'Year', 'WorkType', 'WorkingDays', 'Occupancy', 'Shrinkage', 'WorkHours'],
    ['May', 2025, 'Domestic', 20, 0.95, 0.2, 9],
  ];
  expect(await changes('MONTH_CONFIG', config)).toEqual([
    [
      { field: 'shrinkage', before: 0.1, after: 0.2 },
      { field: 'working_days', before: 22, after: 20 },
    ],
  ]);
  const holidays = [
    ['date', 'work_type', 'name'],
    ['2025-05-26', 'Domestic', 'Memorial Day'],
  ];
  expect(await changes('HOLIDAYS', holidays)).toEqual([
    [{ field: 'name', before: 'Spring day', after: 'Memorial Day' }],
  ]);
  const cphs = [
    ['Main LOB', 'Case type', 'Target CPH'],
    ['Amisys Medicaid DOMESTIC', 'FTC-Basic/Non MMP', 13],
  ];
  expect(await changes('TARGET_CPH', cphs)).toEqual([[{ field: 'target_cph', before: 12.5, after: 13 }]]);
  // The fourth row is FL: its fourth month, July, goes from 2,000 to 2,100.
  const march = MARCH.map((row, index) =>
    index === 3 ? row.map((cell, at) => (at === 9 ? 2100 : cell)) : row,
  );
  expect(await changes('FORECAST', march, MARCH_FILE)).toEqual([
    [{ field: 'month4', before: 2000, after: 2100 }],
  ]);
});

test('each import is one change set that carries the name of its file', async () => {
  const sets = await app.database.query<{ action: string }>(
    'SELECT action, note FROM change_set ORDER BY id',
  );
  expect(sets.filter(({ action }) => action.startsWith('import.'))).toEqual([
    { action: 'import.month_config', note: 'file.csv' },
    { action: 'import.holidays', note: 'file.csv' },
    { action: 'import.target_cph', note: 'file.csv' },
    { action: 'import.forecast', note: 'forecast_March_2025.xlsx' },
    { action: 'import.roster', note: 'roster.xlsx' },
  ]);
});

test('one refused row refuses the file, unless the caller asks to skip it', async () => {
  await expect(files.run('ROSTER', PEOPLE)).rejects.toMatchObject({ code: 'VALIDATION' });
  expect(await count('resource_v2')).toBe(4);
  const { counts, rows } = await files.run('ROSTER', PEOPLE, { options: { onError: 'skip' } });
  expect(counts).toEqual({ created: 1, updated: 1, unchanged: 0, skipped: 0, failed: 1 });
  expect(rows.map(({ row, status }) => [row, status])).toEqual([
    [2, 'updated'],
    [3, 'failed'],
    [4, 'created'],
  ]);
  expect(await count('resource_v2')).toBe(5);
});

test('a file without a single good row is refused even when bad rows are skipped', async () => {
  const [header = [], , moon = []] = PEOPLE;
  await expect(files.run('ROSTER', [header, moon], { options: { onError: 'skip' } })).rejects.toMatchObject({
    code: 'VALIDATION',
    details: { result: { rows: [{ row: 2, column: 'location' }] } },
  });
});

test('a dry run answers what the import would, and saves nothing', async () => {
  const options = { onError: 'skip' } as const;
  const dry = await files.run('ROSTER', PEOPLE, { options: { ...options, dryRun: true } });
  expect(dry.dryRun).toBe(true);
  expect(await count('resource_v2')).toBe(4);
  expect(await files.run('ROSTER', PEOPLE, { options })).toEqual({ ...dry, dryRun: false });
  const mapping = await files.run('MAPPING', MAPPING, { options: { dryRun: true } });
  expect(await count('weekly_resource_assignment')).toBe(0);
  expect(await files.run('MAPPING', MAPPING)).toEqual({ ...mapping, dryRun: false });
  const forecast = await files.run('FORECAST', MARCH.slice(0, -2), {
    ...MARCH_FILE,
    options: { dryRun: true },
  });
  expect(forecast.counts.unchanged).toBe(2);
  expect(await count('forecast')).toBe(18);
});

// Many imports: slow where the machine is shared.
jest.setTimeout(120_000);

test('on_conflict says what happens to stored keys, and each kind has its own default', async () => {
  const table = PEOPLE.slice(0, 2);
  const skipped = await files.run('ROSTER', table, { options: { onConflict: 'SKIP' } });
  expect(skipped.counts).toMatchObject({ skipped: 1, updated: 0 });
  await expect(files.run('ROSTER', table, { options: { onConflict: 'ERROR' } })).rejects.toMatchObject({
    details: { result: { rows: [{ row: 2, key: 'AA000001', status: 'failed' }] } },
  });
  const holidays = await files.run('HOLIDAYS', HOLIDAYS, { options: { onConflict: 'SKIP' } });
  expect(holidays.counts).toMatchObject({ skipped: 1 });
  const cphs = await files.run('TARGET_CPH', TARGET_CPHS, { options: { onConflict: 'SKIP' } });
  expect(cphs.counts).toMatchObject({ skipped: 2 });
  const report = await files.run('FORECAST', MARCH, { ...MARCH_FILE, options: { onConflict: 'SKIP' } });
  expect(report.counts).toMatchObject({ skipped: 3 });
  await files.run('MAPPING', MAPPING);
  await expect(files.run('MAPPING', MAPPING)).rejects.toMatchObject({
    code: 'VALIDATION',
    details: {
      result: {
        counts: { failed: 14 },
        rows: [{ row: 2, column: 'cn', code: 'DOUBLE_BOOKING' }, { row: 3 }, { row: 4 }],
      },
    },
  });
});

test('on_duplicate=last takes the last row of a key and says which one was passed over', async () => {
  const table = [...PEOPLE.slice(0, 2), ['AA000001', 'Domestic', 'Amisys', 'FTC-Basic/Non MMP', 0.25]];
  await expect(files.run('ROSTER', table)).rejects.toMatchObject({
    details: { result: { rows: [{ row: 3, code: 'DUPLICATE', key: 'AA000001' }] } },
  });
  const { counts, rows } = await files.run('ROSTER', table, { options: { onDuplicate: 'last' } });
  expect(counts).toEqual({ created: 0, updated: 1, unchanged: 0, skipped: 1, failed: 0 });
  expect(rows).toMatchObject([
    { row: 2, status: 'skipped', code: 'SUPERSEDED' },
    { row: 3, status: 'updated', code: 'DUPLICATE' },
  ]);
  expect(
    await app.database.query(
      `SELECT production_percentage::float AS p FROM resource_v2 WHERE cn = 'AA000001'`,
    ),
  ).toEqual([{ p: 0.25 }]);
});

test('of two reports that place one person in one month the newer holds', async () => {
  const [header = [], first = []] = MAPPING;
  const newer = first.map((cell) => (cell === 'March' ? 'April' : cell === 'FL' ? 'GA' : cell));
  const { counts, rows } = await files.run('MAPPING', [header, newer, first]);
  expect(counts).toEqual({ created: 5, updated: 0, unchanged: 0, skipped: 1, failed: 0 });
  expect(rows).toMatchObject([
    { row: 2, status: 'created' },
    { row: 3, status: 'skipped', code: 'SUPERSEDED' },
  ]);
});

test('since leaves earlier weeks out, in the middle of a month too', async () => {
  const { counts, warnings } = await files.run('MAPPING', MAPPING, { options: { since: '2025-W21' } });
  // May from W21: W21 and W22 for two people; June's four weeks for the third.
  expect(counts.created).toBe(8);
  expect(warnings).toEqual([]);
  const later = await files.run('MAPPING', MAPPING, {
    options: { since: '2025-W23', onConflict: 'REPLACE' },
  });
  expect(later.counts).toMatchObject({ created: 0, unchanged: 4 });
  expect(messagesOf(later.warnings)).toEqual(['2 rows before 2025-W23 left out (since)']);
});

test('ineligible people of a mapping are kept, for it is history, and listed as warnings', async () => {
  const [header = [], first = []] = MAPPING;
  const nevada = [...PEOPLE.slice(0, 1), ['AA000007', 'Domestic', 'Amisys', 'FTC', 1]];
  await files.run('ROSTER', nevada);
  const { counts, rows, warnings } = await files.run('MAPPING', [
    header,
    first.map((cell) => (cell === 'AA000001' ? 'AA000007' : cell)),
  ]);
  expect(counts).toMatchObject({ created: 5, failed: 0 });
  expect(rows).toMatchObject([{ row: 2, status: 'created', code: 'INELIGIBLE' }]);
  expect(messagesOf(warnings)).toEqual([expect.stringMatching(/^5 assignments .*not eligible/)]);
});

test('a demand whose row is refused keeps what is stored when bad rows are skipped', async () => {
  const broken = MARCH.map((cells, row) =>
    cells.map((cell, column) => (row === 3 && column === 6 ? 'x' : cell)),
  );
  const { counts } = await files.run('FORECAST', broken, { ...MARCH_FILE, options: { onError: 'skip' } });
  expect(counts).toEqual({ created: 0, updated: 0, unchanged: 2, skipped: 0, failed: 1 });
  expect(await count('forecast')).toBe(18);
});

test('closed months are left alone and listed', async () => {
  await files.run('MAPPING', MAPPING);
  await app.database.query(
    `INSERT INTO month_close (month_start, closed_by, closed_datetime) VALUES ('2025-05-01', 'test', now())`,
  );
  const cphs = await files.run('TARGET_CPH', [
    ['Main LOB', 'Case type', 'Target CPH'],
    ['Amisys Medicaid DOMESTIC', 'FTC-Basic/Non MMP', 20],
  ]);
  expect(cphs.skippedClosed).toEqual(['2025-05-01']);
  const again = await files.run('MAPPING', MAPPING, { options: { onConflict: 'REPLACE' } });
  expect(again.skippedClosed).toEqual(['2025-05-01']);
  expect(again.counts).toMatchObject({ skipped: 10, unchanged: 4 });
  await app.database.query('DELETE FROM month_close');
  await files.run('TARGET_CPH', TARGET_CPHS);
});

test('above 1,000 rows only failed and warned ones are listed', async () => {
  const people = Array.from({ length: 1100 }, (_, index) => [
    `BB${String(index).padStart(6, '0')}`,
    index === 1050 ? 'Moon' : 'Global',
    'Facets',
    'FTC',
    1,
  ]);
  const table = [...PEOPLE.slice(0, 1), ...people];
  const { counts, rows, rowsTruncated } = await files.run('ROSTER', table, { options: { onError: 'skip' } });
  expect(counts).toMatchObject({ created: 1099, failed: 1 });
  expect(rowsTruncated).toBe(true);
  expect(rows).toMatchObject([{ row: 1052, status: 'failed', column: 'location' }]);
});
