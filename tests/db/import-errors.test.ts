import { DEFAULT_FILE_LIMITS } from '../../src/platform/files/reading/file-limits';
import {
  HOLIDAYS,
  IMPORT_GROUND,
  MAPPING,
  MARCH,
  MONTH_CONFIGS,
  openImports,
  ROSTER,
  TARGET_CPHS,
  type FileImports,
  type Table,
} from '../support/factories/imports';
import { openTestApp, type TestApp } from '../support/scope';
import { workbookFiles, zipOf } from '../support/xlsx';

let app: TestApp;
let files: FileImports;
beforeAll(async () => {
  app = await openTestApp(IMPORT_GROUND);
  files = await openImports(app);
});
afterAll(async () => {
  await files.close();
  await app.close();
});

const changeSets = () => app.database.query('SELECT count(*)::integer AS n FROM change_set');

/** The refusal of an import that must change nothing. */
async function refusal(...call: Parameters<FileImports['run']>) {
  const before = await changeSets();
  const error: unknown = await files.run(...call).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(await changeSets()).toEqual(before);
  return error;
}

/** A table with one cell replaced: row and column count from 0, the header being row 0. */
function withCell(table: Table, row: number, column: number, value: string | number | null): Table {
  return table.map((cells, r) => cells.map((cell, c) => (r === row && c === column ? value : cell)));
}

const HEADER = ['resource_cn', 'week', 'main_lob', 'state', 'case_type'];
const FLORIDA = ['Amisys Medicaid DOMESTIC', 'FL', 'FTC-Basic/Non MMP'];

describe('a file that is none', () => {
  test.each<[string, Buffer, string, object]>([
    ['an empty one', Buffer.alloc(0), 'roster.csv', { code: 'BAD_FILE' }],
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'roster.xlsx', { code: 'BAD_FILE' }],
    [
      'only a header',
      Buffer.from('cn,location\n'),
      'roster.csv',
      { code: 'BAD_FILE', issues: [{ code: 'NO_ROWS' }] },
    ],
  ])('%s', async (_name, bytes, fileName, expected) => {
    expect(await refusal('ROSTER', bytes, { fileName })).toMatchObject(expected);
  });

  test('one above the limit, with its size and the limit', async () => {
    const limits = { ...DEFAULT_FILE_LIMITS, fileBytes: 100 };
    expect(await refusal('HOLIDAYS', MONTH_CONFIGS, { limits })).toMatchObject({
      code: 'TOO_LARGE',
      message: expect.stringMatching(/has \d+ bytes; at most 100 bytes are accepted/),
    });
  });

  test('a workbook that unpacks to far more than it weighs', async () => {
    const sheet = `<worksheet><sheetData>${' '.repeat(40_000_000)}</sheetData></worksheet>`;
    const bomb = await zipOf({ ...workbookFiles([['cn']]), 'xl/worksheets/sheet1.xml': sheet });
    expect(await refusal('ROSTER', bomb, { fileName: 'roster.xlsx' })).toMatchObject({ code: 'TOO_LARGE' });
  });
});

describe('a column', () => {
  test('that is missing is named with the one that looks like it', async () => {
    const table = withCell(MONTH_CONFIGS, 0, 5, 'Shrinkagee');
    expect(await refusal('MONTH_CONFIG', table)).toMatchObject({
      code: 'BAD_FILE',
      issues: [
        { path: 'Shrinkage', code: 'MISSING_COLUMN', message: expect.stringContaining('"Shrinkagee"') },
      ],
    });
  });

  test('that occurs twice is refused', async () => {
    expect(await refusal('TARGET_CPH', withCell(TARGET_CPHS, 0, 1, 'Main LOB'))).toMatchObject({
      code: 'BAD_FILE',
      issues: [{ code: 'DUPLICATE_COLUMN' }],
    });
  });
});

describe('a row is refused with its row, column, value and what is accepted', () => {
  test.each<[string, Parameters<FileImports['run']>[0], Table, object]>([
    [
      'a word for a number',
      'MONTH_CONFIG',
      withCell(MONTH_CONFIGS, 5, 3, 'many'),
      {
        row: 6,
        column: 'WorkingDays',
        value: 'many',
        code: 'INVALID_VALUE',
        message: expect.stringContaining('0 to 31'),
      },
    ],
    [
      'a share above its range',
      'MONTH_CONFIG',
      withCell(MONTH_CONFIGS, 1, 5, 1),
      { row: 2, column: 'Shrinkage', value: '1', message: expect.stringContaining('below 1') },
    ],
    [
      'more decimals than are kept',
      'TARGET_CPH',
      withCell(TARGET_CPHS, 1, 2, '12.00001'),
      { row: 2, column: 'Target CPH', value: '12.00001', message: expect.stringContaining('4 decimal') },
    ],
    [
      'a date that does not exist',
      'HOLIDAYS',
      withCell(HOLIDAYS, 1, 0, '2025-02-30'),
      { row: 2, column: 'date', value: '2025-02-30' },
    ],
    [
      'a location nobody knows',
      'ROSTER',
      withCell(ROSTER, 2, 4, 'Moon'),
      {
        row: 3,
        key: 'AA000002',
        column: 'Location',
        value: 'Moon',
        message: expect.stringContaining('Domestic, Global'),
      },
    ],
    [
      'week 53 of a short year',
      'ASSIGNMENTS',
      [HEADER, ['AA000001', '2025-W53', ...FLORIDA]],
      { row: 2, column: 'week', value: '2025-W53' },
    ],
    [
      'a demand spelled wrongly, with the nearest known',
      'ASSIGNMENTS',
      [HEADER, ['AA000001', '2025-W18', 'Amisys Medicaid DOMESTIC', 'FL', 'FTC-Basc/Non MMP']],
      {
        row: 2,
        column: 'main_lob',
        code: 'UNKNOWN_DEMAND',
        message: expect.stringContaining('FL / FTC-Basic/Non MMP'),
      },
    ],
    [
      'a person nobody knows',
      'MAPPING',
      withCell(MAPPING, 1, 7, 'AA999999'),
      { row: 2, key: 'AA999999 May-25', column: 'cn', value: 'AA999999', code: 'NOT_FOUND' },
    ],
    [
      'a month without a report',
      'ASSIGNMENTS',
      [HEADER, ['AA000001', '2025-W18', ...FLORIDA], ['AA000001', '2025-W50', ...FLORIDA]],
      { row: 3, code: 'NO_REPORT' },
    ],
    [
      'a key that stands there twice',
      'TARGET_CPH',
      [...TARGET_CPHS, ['facets  medicare', 'ftc', 12]],
      { row: 4, code: 'DUPLICATE', message: expect.stringContaining('row 3') },
    ],
    [
      'a new person without a location',
      'ROSTER',
      [
        ['cn', 'skills'],
        ['AA000009', 'FTC'],
      ],
      { row: 2, key: 'AA000009', status: 'failed', code: 'MISSING_VALUE' },
    ],
  ])('%s', async (_name, kind, table, row) => {
    const error = await refusal(kind, table);
    expect(error).toMatchObject({ code: 'VALIDATION' });
    const { details } = error as { details: { result: { rows: object[]; counts: object } } };
    expect(details.result.counts).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 0,
      failed: expect.any(Number),
    });
    expect(details.result.rows).toEqual([expect.objectContaining({ status: 'failed', ...row })]);
  });

  test('every wrong column of a row is an issue of its own', async () => {
    const table = withCell(withCell(MONTH_CONFIGS, 1, 3, 99), 1, 4, 0);
    expect(await refusal('MONTH_CONFIG', table)).toMatchObject({
      message: expect.stringContaining('1 row of the month configuration file is refused'),
      issues: [{ path: 'rows.2.WorkingDays' }, { path: 'rows.2.Occupancy' }],
    });
  });

  test('two call type ids of one demand with different CPHs', async () => {
    const more = [9, 'Facets Medicare', 'N/A', 'FTC', 'CT9', 12, 1, 1, 1, 1, 1, 1];
    const table = [...MARCH.slice(0, -1), more];
    const fileName = 'forecast_March_2025.csv';
    expect(await refusal('FORECAST', table, { fileName })).toMatchObject({
      code: 'VALIDATION',
      details: { result: { rows: [{ row: 6 }, { row: 7, code: 'CONFLICT_IN_FILE' }] } },
    });
  });

  test('a report month that the file name contradicts', async () => {
    const options = { reportMonth: 'April', reportYear: 2025 };
    const fileName = 'forecast_March_2025.xlsx';
    expect(await refusal('FORECAST', MARCH, { fileName, options })).toMatchObject({
      code: 'VALIDATION',
      issues: [{ path: 'report_month', message: expect.stringContaining('disagrees') }],
    });
  });
});

describe('options', () => {
  test.each<[string, object, string]>([
    ['on_conflict', { onConflict: 'MAYBE' }, 'onConflict'],
    ['on_error', { onError: 'ignore' }, 'onError'],
    ['since of a roster', { since: '2025-W14' }, 'since'],
    ['report month of a roster', { reportMonth: 'March', reportYear: 2025 }, 'reportMonth'],
  ])('a wrong %s is refused', async (_name, options, path) => {
    expect(await refusal('ROSTER', ROSTER, { options })).toMatchObject({
      code: 'VALIDATION',
      issues: [{ path }],
    });
  });

  test('since after everything in the file leaves nothing to import', async () => {
    expect(await refusal('MAPPING', MAPPING, { options: { since: '2025-W30' } })).toMatchObject({
      code: 'VALIDATION',
      issues: [{ path: 'since', value: '2025-W30', code: 'NO_ROWS' }],
    });
  });
});

describe('files out of order', () => {
  let empty: TestApp;
  let early: FileImports;
  beforeAll(async () => {
    empty = await openTestApp();
    early = await openImports(empty);
  });
  afterAll(async () => {
    await early.close();
    await empty.close();
  });

  test('a V1 roster before any case type is known says what to import first', async () => {
    await expect(early.run('ROSTER', ROSTER)).rejects.toMatchObject({
      code: 'IMPORT_ORDER',
      message: expect.stringContaining('import a forecast or the target CPH file first'),
    });
  });

  test('a mapping before people, weeks and the report names all three', async () => {
    await expect(early.run('MAPPING', MAPPING)).rejects.toMatchObject({
      code: 'IMPORT_ORDER',
      issues: [{ path: 'people' }, { path: 'weeks' }, { path: 'report' }],
    });
  });
});
