import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateWeeks } from '../../src/features/calendar';
import { updateResource } from '../../src/features/resource';
import type { ImportKind, ImportOptions } from '../../src/features/imports';
import type { WriteAnswer } from '../../src/domain/writing';
import { workbookFiles, zipOf } from '../support/xlsx';
import { openImports, type FileImports } from '../support/factories/imports';
import { openTestApp, type TestApp } from '../support/scope';

/** Small files such as other programs write; each is named by what it shows. */
const CASES = join(__dirname, '../support/files/cases');

// Many imports: slow where the machine is shared.
jest.setTimeout(120_000);

let app: TestApp;
let files: FileImports;
beforeAll(async () => {
  app = await openTestApp();
  files = await openImports(app);
  await files.run('TARGET_CPH', [
    ['Main LOB', 'Case type', 'Target CPH'],
    ['Amisys MMP DOMESTIC', 'ADJ MCARE', 8],
    ['Amisys MMP DOMESTIC', 'OMN MCARE', 8],
    ['Amisys Medicaid DOMESTIC', 'FTC-Basic/Non MMP', 12],
    ['Amisys Medicaid DOMESTIC', 'ADJ-Basic/NON MMP', 8],
  ]);
});
afterAll(async () => {
  await files.close();
  await app.close();
});

async function load(kind: ImportKind, name: string, options: ImportOptions = {}, fileName = name) {
  return files.run(kind, await readFile(join(CASES, name)), { fileName, options });
}

/** What an import that is refused says, row by row. */
async function refused(kind: ImportKind, name: string, options: ImportOptions = {}, fileName = name) {
  try {
    await load(kind, name, options, fileName);
  } catch (error) {
    return error as { message: string; details: { result?: WriteAnswer } };
  }
  throw new Error(`${name} was imported`);
}

const rowsOf = (error: { details: { result?: WriteAnswer } }) =>
  (error.details.result?.rows ?? []).map(({ row, column, value, code }) => [row, column, value, code]);
const codesOf = ({ warnings }: WriteAnswer) => warnings.map(({ code }) => code);
const messageOf = ({ warnings }: WriteAnswer, code: string) =>
  warnings.find((warning) => warning.code === code)?.message;

async function person(cn: string) {
  const [row] = await app.database.query(
    `SELECT first_name AS first, last_name AS last, opid, primary_platform AS platform, location, state_list AS states,
       skills, production_percentage::float AS share, is_active AS active, hire_date::text AS hired
     FROM resource_v2 WHERE cn = $1`,
    [cn],
  );
  return row;
}
const people = async () =>
  (await app.database.query<{ cn: string }>('SELECT cn FROM resource_v2 ORDER BY cn COLLATE "C"')).map(
    ({ cn }) => cn,
  );
const cph = async (caseType: string) =>
  (
    await app.database.query<{ cph: string }>(
      'SELECT target_cph::text AS cph FROM target_cph WHERE case_type = $1',
      [caseType],
    )
  )[0]?.cph;

describe('numbers', () => {
  test('a decimal comma of a file with semicolons is one, and the answer says so', async () => {
    const answer = await load('TARGET_CPH', 'target-cph-decimal-comma.csv');
    expect(Number(await cph('FTC-Basic/Non MMP'))).toBe(3.125);
    expect(Number(await cph('ADJ-Basic/NON MMP'))).toBe(7.25);
    expect(messageOf(answer, 'DECIMAL_COMMA')).toContain('"3,125"');
  });

  test('a number that starts with 0, is never thousands', async () => {
    await load('TARGET_CPH', 'target-cph-comma-after-zero.csv');
    expect(Number(await cph('FTC-Basic/Non MMP'))).toBe(0.875);
  });

  test('thousands without quotes make a row longer than its header: refused, not shifted', async () => {
    const error = await refused('FORECAST', 'forecast-thousands-not-quoted.csv', {}, 'forecast_May_2025.csv');
    expect(rowsOf(error)).toEqual([[2, null, null, 'ROW_LENGTH']]);
    expect(error.message).toContain('has 16 cells, the header only 10');
  });
});

describe('rows that are not as long as the header', () => {
  test('a comma without quotes shifts no column', async () => {
    const error = await refused('ROSTER', 'roster-comma-not-quoted.csv');
    expect(rowsOf(error)).toEqual([[2, null, null, 'ROW_LENGTH']]);
    expect(await person('ZZ000604')).toBeUndefined();
  });

  const ROSTER = 'CN,First Name,Last Name,Location,Primary Platform,Skills,States\n';
  const given = (text: string) => files.run('ROSTER', Buffer.from(ROSTER + text), { fileName: 'roster.csv' });

  test('a file that ends in the middle of a row is cut off: nothing of it is stored', async () => {
    const error = (await given(
      'ZZ000701,Ann,Lee,Domestic,Amisys,FTC,FL\nZZ000702,Bob,Ray,Domestic,Amisys',
    ).catch((reason: unknown) => reason)) as { details: { result?: WriteAnswer } };
    expect(rowsOf(error)).toEqual([[3, null, null, 'CUT_OFF']]);
    expect(await person('ZZ000701')).toBeUndefined();
  });

  test('a short row before the end, or with its line end, counts the missing cells as blank', async () => {
    const answer = await given('ZZ000703,Ann,Lee,Domestic,Amisys\nZZ000704,Bob,Ray,Domestic,Amisys,FTC,FL');
    expect(codesOf(answer)).not.toContain('CUT_OFF');
    expect(await person('ZZ000703')).toMatchObject({ first: 'Ann', skills: '' });
    expect(await person('ZZ000704')).toMatchObject({ first: 'Bob', skills: 'FTC' });
  });
});

test('hidden rows of a workbook are read, and counted in a warning', async () => {
  const parts = workbookFiles([
    ['CN', 'First Name', 'Last Name', 'Location', 'Primary Platform'],
    ['ZZ000711', 'Ann', 'Lee', 'Domestic', 'Amisys'],
    ['ZZ000712', 'Bob', 'Ray', 'Domestic', 'Amisys'],
    ['ZZ000713', 'Cy', 'Fox', 'Domestic', 'Amisys'],
  ]);
  const sheet = 'xl/worksheets/sheet1.xml';
  const shown = String(parts[sheet]);
  parts[sheet] = shown
    .replace('<row r="3"', '<row r="3" hidden="1"')
    .replace('<row r="4"', '<row r="4" hidden="1"');
  expect(parts[sheet]).not.toBe(shown);
  const answer = await files.run('ROSTER', await zipOf(parts), { fileName: 'roster.xlsx' });
  expect(messageOf(answer, 'HIDDEN_ROWS')).toBe('2 hidden rows were read: rows 3, 4');
  expect(await person('ZZ000712')).toMatchObject({ first: 'Bob' });
});

describe('formulas without a stored value', () => {
  test('are refused with the way out, in a roster', async () => {
    const error = await refused('ROSTER', 'roster-formula-without-value.xlsx');
    expect(rowsOf(error)).toEqual([[2, 'Production%', '=50/100', 'FORMULA_NOT_COMPUTED']]);
    expect(error.message).toContain('open the workbook in a spreadsheet program, save it');
  });

  test('and in a forecast, where they were no cases', async () => {
    const error = await refused(
      'FORECAST',
      'forecast-formula-without-value.xlsx',
      {},
      'forecast_May_2025.xlsx',
    );
    expect(rowsOf(error)).toEqual([[2, 'month1', '=1000*1.1', 'FORMULA_NOT_COMPUTED']]);
  });
});

describe('error cells', () => {
  test('fail a row in its key and are left blank in a name, with a warning', async () => {
    const answer = await load('ROSTER', 'roster-error-cells.xlsx', { onError: 'skip' });
    expect(answer.counts).toMatchObject({ failed: 2 });
    expect((await people()).filter((cn) => cn.startsWith('#'))).toEqual([]);
    expect(answer.rows.find(({ key }) => key === 'ZZ000802')).toMatchObject({
      status: 'created',
      code: 'ERROR_CELL',
      value: '#NAME?',
    });
    expect(await person('ZZ000804')).toMatchObject({ first: '', last: '' });
  });
});

describe('keys that look alike', () => {
  test('an id in scientific notation is refused', async () => {
    const error = await refused('ROSTER', 'roster-scientific-cn.csv');
    expect(rowsOf(error)).toMatchObject([[2, 'CN', '1.23457E+11', 'INVALID_VALUE']]);
    expect(error.message).toContain('scientific notation has lost some');
  });

  test('invisible marks, full-width letters and other hyphens make nobody a second person', async () => {
    const answer = await load('ROSTER', 'roster-look-alike-cns.csv', { onError: 'skip' });
    // Row 9 is AA 100028, which is AA100028 of row 2.
    expect(answer.counts).toMatchObject({ created: 7, failed: 1 });
    expect(answer.rows.find(({ row }) => row === 9)).toMatchObject({ key: 'AA100028', code: 'DUPLICATE' });
    expect((await people()).filter((cn) => /1000|1001/.test(cn))).toEqual([
      ...['AA-100172', 'AA100028', 'AA100045', 'AA100064', 'AA100095', 'AA100137'],
    ]);
    expect(answer.rows.find(({ row }) => row === 2)?.message).toContain('is read as AA100028');
    expect(answer.rows.find(({ row }) => row === 8)).toMatchObject({ code: 'LOOK_ALIKE' });
  });

  test('look-alike letters name the person that is stored', async () => {
    await files.run('ROSTER', [
      ['CN', 'Location', 'Platform'],
      ['AA100207', 'Domestic', 'Amisys'],
    ]);
    const { rows } = await load('ROSTER', 'roster-look-alike-cns.csv', { onError: 'skip', dryRun: true });
    expect(rows.find(({ row }) => row === 8)?.message).toContain('AA100207 is stored, too');
  });

  test('a format that shows leading zeros keeps them, and a number that lost digits is refused', async () => {
    const answer = await load('ROSTER', 'roster-zero-padded-cn.xlsx', { onError: 'skip' });
    expect(answer.rows).toMatchObject([
      { row: 2, key: '001234', status: 'created' },
      { row: 3, status: 'failed', message: expect.stringContaining('more than 15 digits') },
    ]);
  });
});

describe('skills', () => {
  test('are split at every separator; an unknown one is stored and named in the warnings', async () => {
    const answer = await load('ROSTER', 'roster-skill-separators.csv');
    for (const cn of ['ZZ002001', 'ZZ002002', 'ZZ002003', 'ZZ002005', 'ZZ002006'])
      expect(await person(cn)).toMatchObject({ skills: 'ADJ MCARE,OMN MCARE' });
    expect(await person('ZZ002004')).toMatchObject({ skills: 'ADJ MCRE' });
    expect(messageOf(answer, 'UNKNOWN_SKILL')).toBe(
      '"ADJ MCRE" is no known case type; did you mean "ADJ MCARE"?; stored as it is (row 5)',
    );
  });

  test('an unknown one takes no stored one away; an unknown state leaves the stored states', async () => {
    const { warnings, rows } = await files.run('ROSTER', [
      ['CN', 'Skills', 'State'],
      ['ZZ002001', 'ADJ MCRE', 'Atlantis, Georgia'],
    ]);
    expect(await person('ZZ002001')).toMatchObject({ skills: 'ADJ MCARE,OMN MCARE,ADJ MCRE', states: 'FL' });
    expect(warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['UNKNOWN_SKILL', 'UNKNOWN_STATE']),
    );
    expect(rows[0]?.changes).toEqual([
      { field: 'skills', before: 'ADJ MCARE,OMN MCARE', after: 'ADJ MCARE,OMN MCARE,ADJ MCRE' },
    ]);
    await files.run('ROSTER', [
      ['CN', 'State'],
      ['ZZ002001', 'Georgia, North Carolina/Florida'],
    ]);
    expect(await person('ZZ002001')).toMatchObject({ states: 'FL|GA|NC' });
  });
});

describe('blank cells of a roster', () => {
  const FILLED = {
    first: 'Ann',
    last: 'Lee',
    opid: 'OP9',
    platform: 'Amisys',
    location: 'Domestic',
    states: 'FL',
    skills: 'ADJ MCARE',
    share: 0.5,
    active: true,
    hired: '2024-05-06',
  };

  test('leave what is stored', async () => {
    await load('ROSTER', 'roster-filled-cells.csv');
    const { counts } = await load('ROSTER', 'roster-blank-cells.csv');
    expect(counts).toMatchObject({ unchanged: 1 });
    expect(await person('ZZ001501')).toEqual(FILLED);
  });

  test('clear it with on_blank=clear, and the answer lists before and after', async () => {
    const { rows } = await load('ROSTER', 'roster-blank-cells.csv', { onBlank: 'clear' });
    expect(await person('ZZ001501')).toMatchObject({
      ...FILLED,
      platform: '',
      states: '',
      skills: '',
      share: 1,
      opid: null,
      hired: null,
    });
    expect(rows[0]?.changes).toEqual(
      expect.arrayContaining([
        { field: 'production_percentage', before: 0.5, after: 1 },
        { field: 'opid', before: 'OP9', after: null },
        { field: 'hire_date', before: '2024-05-06', after: null },
      ]),
    );
  });
});

describe('the report month', () => {
  test('is asked for where the name of a file names two', async () => {
    const name = 'run_12_2025-05-30_forecast.csv';
    const error = await refused('FORECAST', 'forecast-two-months-in-name.csv', {}, name);
    expect(error.message).toContain('may say Dec-25 or May-25; give report_month and report_year');
    const options = { reportMonth: 'May', reportYear: 2025, dryRun: true };
    expect((await load('FORECAST', 'forecast-two-months-in-name.csv', options, name)).counts.created).toBe(1);
  });

  test('is no single digit unless the months of the file begin after it', async () => {
    const months = ['Mar-25', 'Apr-25', 'May-25', 'Jun-25', 'Jul-25', 'Aug-25'];
    const table = [
      ['Main LOB', 'State', 'Case type', 'Target CPH', ...months],
      ['Amisys Medicaid DOMESTIC', 'NH', 'FTC-Basic/Non MMP', 12, 1, 2, 3, 4, 5, 6],
    ];
    const run = (fileName: string) => files.run('FORECAST', table, { fileName, options: { dryRun: true } });
    expect((await run('Forecast_copy_2_2025.csv')).counts.created).toBe(1);
    await expect(run('Forecast_copy_3_2025.csv')).rejects.toThrow('does not say the report month');
  });
});

describe('totals', () => {
  test('a total of a table, a grand total and subtotals are left out and listed', async () => {
    const table = await load('ROSTER', 'roster-total-of-a-table.xlsx');
    expect([table.counts.created, messageOf(table, 'TOTAL_ROWS')]).toEqual([2, 'left out as a total: row 4']);
    const grand = await load('ROSTER', 'roster-grand-total.csv');
    expect(messageOf(grand, 'TOTAL_ROWS')).toBe('left out as a total: row 3');
    expect((await people()).filter((cn) => /TOTAL/i.test(cn))).toEqual([]);
    const config = await load('MONTH_CONFIG', 'month-config-total.csv');
    expect([config.counts.created, messageOf(config, 'TOTAL_ROWS')]).toEqual([
      1,
      'left out as a total: row 3',
    ]);
    const name = 'forecast_May_2025.csv';
    const forecast = await load('FORECAST', 'forecast-subtotals.csv', { dryRun: true }, name);
    expect([forecast.counts.created, messageOf(forecast, 'TOTAL_ROWS')]).toEqual([
      1,
      'left out as totals: rows 3, 4',
    ]);
  });
});

describe('workbooks and text as other programs write them', () => {
  test.each([
    ['a main part of another name', 'roster-main-part-of-another-name.xlsx', 'ZZ000301'],
    ['a title above the header', 'roster-title-above-header.xlsx', 'ZZ001101'],
    ['a cover sheet', 'roster-cover-sheet.xlsx', 'ZZ001201'],
    ['20,000 styles', 'roster-many-styles.xlsx', 'ZZ004601'],
    ['a Ctrl-Z at its end', 'roster-ctrl-z.csv', 'ZZ002101'],
  ])('%s', async (_what, name, cn) => {
    expect((await load('ROSTER', name)).counts).toMatchObject({ created: 1, failed: 0 });
    expect(await person(cn)).toBeDefined();
  });

  test('a line that names the separator is none of the rows', async () => {
    const error = await refused('ROSTER', 'roster-sep-line.csv');
    // The file has no platform, which a new person needs: its row is read, and only that is missing.
    expect(rowsOf(error)).toEqual([[2, 'primary_platform', null, 'MISSING_VALUE']]);
  });

  test('rows above the header are named', async () => {
    const answer = await load('ROSTER', 'roster-title-above-header.xlsx');
    expect(messageOf(answer, 'ABOVE_HEADER')).toBe('the header is row 3; not read above it: row 1');
  });

  test('sheets that are not read are named, and sheet= chooses', async () => {
    const first = await load('ROSTER', 'roster-two-sheets.xlsx', { dryRun: true });
    expect(codesOf(first)).toContain('SHEETS_NOT_READ');
    expect(first.rows.map(({ key }) => key)).toEqual(['ZZ003101']);
    const message = messageOf(first, 'SHEETS_NOT_READ') ?? '';
    const second = /not read: "([^"]+)" \(has the columns, too\)/.exec(message)?.[1] ?? '';
    const chosen = await load('ROSTER', 'roster-two-sheets.xlsx', { sheet: second, dryRun: true });
    expect(chosen.rows.map(({ key }) => key)).toEqual(['ZZ003102']);
    await expect(load('ROSTER', 'roster-two-sheets.xlsx', { sheet: 'Nowhere' })).rejects.toThrow(
      /sheet: "Nowhere" is not accepted; expected one of the sheets /,
    );
  });

  test('a header close to a known one is named with it', async () => {
    const answer = await load('ROSTER', 'roster-close-headers.csv');
    const said = answer.warnings.filter(({ code }) => code === 'CLOSE_HEADER').map(({ message }) => message);
    expect(said).toEqual([
      'the column "Last Name (required)" is not used; rename it to "LastName" if that is meant',
      'the column "State (USPS)" is not used; rename it to "State" if that is meant',
      'the column "Active (Y/N)" is not used; rename it to "Active" if that is meant',
    ]);
  });
});

describe('dates as spreadsheets show them', () => {
  test.each([
    'day-month-name',
    'month-name',
    'weekday',
    'slashes',
    'dots-year-first',
    'spaces',
    'digits-only',
    'timestamp',
  ])('%s', async (name) => {
    const answer = await load('HOLIDAYS', `holiday-${name}.csv`, { dryRun: true });
    expect(answer.rows.map(({ key }) => key)).toEqual(['2025-05-01 Domestic']);
  });

  test.each(['ambiguous', 'dots-day-first'])(
    '%s: refused with both readings, or read as told',
    async (name) => {
      const error = await refused('HOLIDAYS', `holiday-${name}.csv`);
      expect(error.message).toMatch(/may be 2025-0\d-0\d \(month first\) or 2025-0\d-0\d \(day first\)/);
      const order = name === 'ambiguous' ? 'mdy' : 'dmy';
      const answer = await load('HOLIDAYS', `holiday-${name}.csv`, { dateOrder: order, dryRun: true });
      expect(answer.rows.map(({ key }) => key)).toEqual(['2025-05-01 Domestic']);
    },
  );

  test.each([
    ['month ends', 'forecast-month-end-headers.xlsx'],
    ['the month first, the only order in which they follow one another', 'forecast-month-first-headers.csv'],
    ['serial numbers', 'forecast-serial-headers.csv'],
  ])('month headers as %s', async (_what, name) => {
    const options = { dryRun: true };
    const answer = await load(
      'FORECAST',
      name,
      options,
      `forecast_May_2025${name.slice(name.lastIndexOf('.'))}`,
    );
    expect(answer.counts).toMatchObject({ created: 1, failed: 0 });
    expect(codesOf(answer)).not.toContain('FORECAST_MONTHS');
  });
});

describe('our own exports', () => {
  test('people come back unchanged, the guard of text that looks like a formula taken off', async () => {
    await load('ROSTER', 'roster-text-like-formulas.csv');
    expect(await person('ZZ004501')).toMatchObject({ first: '=Ann', last: '-Smith', opid: '+77' });
    expect(await person('ZZ004502')).toMatchObject({ first: 'N/A', last: 'Null' });
    const guarded = Buffer.from("CN,First Name,Location,Platform\nZZ004509,''=x,Domestic,Amisys\n");
    await files.run('ROSTER', guarded, { fileName: 'roster.csv' });
    expect(await person('ZZ004509')).toMatchObject({ first: "'=x" });
    const { counts } = await load('ROSTER', 'export-of-people.csv');
    expect(counts).toMatchObject({ created: 0, updated: 0, unchanged: 3, failed: 0 });
  });

  test.each([
    [
      'the report monthly-summary',
      'main_lob,state,case_type,month,forecast,capacity,gap,fte_count,fte_equivalent',
    ],
    [
      'the report comparison',
      'main_lob,month,forecast,prior_forecast,forecast_delta,capacity,prior_capacity,gap,fte_count,fte_equivalent',
    ],
    ['the report weekly-detail', 'main_lob,year,week_number,fte_count,fte_equivalent,capacity'],
    ['the list of capacity tiers', 'id,tier_name,capacity_percentage'],
    ['the list of weeks', 'year,week_number,work_type,working_days,work_hours'],
  ])('what is no import kind says what it is: %s', async (name, header) => {
    const csv = Buffer.from(
      `${header}\n${header
        .split(',')
        .map(() => '1')
        .join(',')}\n`,
    );
    await expect(files.run('ROSTER', csv, { fileName: 'export.csv' })).rejects.toThrow(name);
  });
});

describe('people under existing assignments', () => {
  const CONFIGS = [
    ['Month', 'Year', 'WorkType', 'WorkingDays', 'Occupancy', 'Shrinkage', 'WorkHours'],
    ...[2026, 2027].flatMap((year) =>
      Array.from({ length: 12 }, (_, index) => [String(index + 1), year, 'Domestic', 21, 0.95, 0.1, 9]),
    ),
  ];

  beforeAll(async () => {
    await files.run('MONTH_CONFIG', CONFIGS);
    for (const year of [2026, 2027])
      await app
        .newScope()
        .write({ action: 'week.generate', lock: 'exclusive' }, (tx) =>
          generateWeeks(tx, { year, workTypes: ['Domestic'] }),
        );
    await files.run(
      'FORECAST',
      [
        [
          'Main LOB',
          'State',
          'Case type',
          'Target CPH',
          'month1',
          'month2',
          'month3',
          'month4',
          'month5',
          'month6',
        ],
        ['Amisys Medicaid DOMESTIC', 'FL', 'ADJ-Basic/NON MMP', 8, 100, 100, 100, 100, 100, 100],
      ],
      { fileName: 'forecast_October_2026.csv' },
    );
    await files.run('ROSTER', [
      ['CN', 'First Name', 'Last Name', 'Location', 'Platform', 'State', 'Skills', 'Production%'],
      ['ZZ004001', 'P', 'One', 'Domestic', 'Amisys', 'FL', 'ADJ-Basic/NON MMP', 1],
      ['ZZ004002', 'P', 'Two', 'Domestic', 'Amisys', 'FL', 'ADJ-Basic/NON MMP', 0.5],
      ['ZZ004003', 'P', 'Three', 'Domestic', 'Amisys', 'FL', 'ADJ-Basic/NON MMP', 1],
    ]);
  });

  test('an export of assignments is read as weekly assignments, and a second time changes nothing', async () => {
    const first = await load('ASSIGNMENTS', 'export-of-resource-assignments.csv');
    expect(first.counts).toMatchObject({ created: 20, failed: 0 });
    expect(first.unknownColumns).toEqual([]);
    const again = await load('ASSIGNMENTS', 'export-of-resource-assignments.csv', { onConflict: 'REPLACE' });
    expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 20, failed: 0 });
    const [row] = await app.database.query(
      `SELECT weekly_capacity::float AS capacity FROM weekly_resource_assignment WHERE resource_cn = 'ZZ004002' LIMIT 1`,
    );
    // 0.5 × 5 days × 9 h × 0.9 × 8 cases an hour.
    expect(row).toEqual({ capacity: 162 });
  });

  test('a later hire date is told with the weeks that no longer fit', async () => {
    const { rows } = await load('ROSTER', 'roster-later-hire-date.csv', { dryRun: true });
    expect(rows).toMatchObject([{ status: 'updated', code: 'NO_LONGER_FITS' }]);
    expect(rows[0]?.message).toMatch(
      /^ZZ004001: 6 assignments from 2026-W50 to 2027-W02 no longer fit and are kept: /,
    );
  });

  test('an update of a person says so in the same words', async () => {
    const change = (input: object) =>
      app
        .newScope()
        .write({ action: 'resource.update', dryRun: true }, (tx) => updateResource(tx, 'ZZ004001', input));
    const { rows } = await load('ROSTER', 'roster-later-hire-date.csv', { dryRun: true });
    const hireDate = (rows[0]?.changes ?? []).find(({ field }) => field === 'hire_date')?.after;
    expect((await change({ hireDate: String(hireDate) })).warnings).toEqual([
      `hire_date: ${rows[0]?.message}`,
    ]);
    for (const [input, field] of [
      [{ skills: 'OMN MCARE' }, 'skills'],
      [{ stateList: 'TX' }, 'state_list'],
      [{ primaryPlatform: 'Facets' }, 'primary_platform'],
    ] as const) {
      const { warnings } = await change(input);
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toMatch(
        new RegExp(`^${field}: ZZ004001: \\d+ assignments from .* no longer fit and are kept: `),
      );
    }
    expect((await change({ firstName: 'Other' })).warnings).toEqual([]);
  });

  test('so is a skill that is gone', async () => {
    const { rows } = await load('ROSTER', 'roster-skill-gone.csv', { dryRun: true });
    expect(rows).toMatchObject([{ column: 'skills', code: 'NO_LONGER_FITS' }]);
  });

  test('who becomes inactive keeps the weeks with a warning, or is freed from a week on', async () => {
    const table = [
      ['CN', 'Active'],
      ['ZZ004003', 'No'],
    ];
    const kept = await files.run('ROSTER', table, { options: { dryRun: true } });
    expect(kept.rows).toMatchObject([{ code: 'FUTURE_ASSIGNMENTS' }]);
    const freed = await files.run('ROSTER', table, { options: { deallocateFrom: '2026-W52' } });
    expect(freed.rows).toMatchObject([{ code: 'DEALLOCATED' }]);
    expect(
      await app.database.query(
        `SELECT week_number AS week FROM weekly_resource_assignment WHERE resource_cn = 'ZZ004003' AND is_active ORDER BY week`,
      ),
    ).toEqual([{ week: 50 }, { week: 51 }]);
  });

  test('people who are stored and not in the file are named with their number', async () => {
    const answer = await load('ROSTER', 'roster-later-hire-date.csv', { dryRun: true });
    expect(messageOf(answer, 'NOT_IN_ROSTER')).toMatch(
      /^\d+ active people are stored but not in this roster/,
    );
  });
});
