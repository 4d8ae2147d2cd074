import { messagesOf } from '../../support/warnings';
import { parseForecastFile } from '../../../src/features/imports/formats/forecast-file.rules';
import { DEFAULT_FILE_LIMITS } from '../../../src/platform/files/reading/file-limits';
import { readTable } from '../../../src/platform/files/reading/tabular-reader';
import { rowsFromText, rowsOf } from '../../support/rows';
import { buildXlsx } from '../../support/xlsx';

const FILE = { fileName: 'forecast_March_2025.xlsx' };
const OLD_MONTHS = ['April', 'May', 'June', 'July', 'August', 'September'];
const APRIL_TO_SEPTEMBER = [4, 5, 6, 7, 8, 9].map((month) => ({ year: 2025, month }));
const GROUPS = ['Client Forecast', 'FTE Required', 'FTE Avail', 'Capacity'];
const blank = (n: number): null[] => Array.from({ length: n }, () => null);

/** V1's export: index column, group row, header row, index-name row, then demands and a Total row. */
function exportRows(
  months: string[],
  demands: (string | number | null)[][],
  total: (string | number | null)[] = ['Total'],
) {
  const groups = [
    null,
    'Sample Capacity plan',
    ...blank(4),
    ...GROUPS.flatMap((name) => [name, ...blank(5)]),
  ];
  const names = [
    null,
    'Main LOB',
    'State',
    'Case type',
    'Call Type ID',
    'Target CPH',
    ...GROUPS.flatMap(() => months),
  ];
  const results = Array.from({ length: 18 }, (_, i) => 900 + i);
  const lines = demands.map((cells, index) => [index, ...cells, ...results]);
  return [groups, names, blank(30), ...lines, total];
}

const parse = (text: string, options = {}) => parseForecastFile(rowsFromText(text), { ...FILE, ...options });

describe('the V1 export', () => {
  it('is read from a workbook: two header rows, index column, blanks and #N/A as 0, Total left out', async () => {
    const table = exportRows(OLD_MONTHS, [
      ['Amisys Medicaid DOMESTIC', 'FL', 'FTC-Basic/Non MMP', 'CT-1', 12, 100, 200, 300, 400, 500, 600],
      ['Facets Medicare', 'N/A', 'Prepay', null, 13.8, '#N/A', null, 7, 0, 1, 2],
    ]);
    const buffer = await buildXlsx(table);
    const rows = readTable(
      { buffer },
      { fileName: FILE.fileName, limits: DEFAULT_FILE_LIMITS, sheet: 'Sheet1' },
    );
    const file = await parseForecastFile(rows, FILE);
    expect(file).toEqual({
      form: 'export',
      report: { year: 2025, month: 3 },
      mapping: APRIL_TO_SEPTEMBER,
      records: [
        {
          row: 4,
          mainLob: 'Amisys Medicaid DOMESTIC',
          state: 'FL',
          caseType: 'FTC-Basic/Non MMP',
          callTypeId: 'CT-1',
          targetCph: '12',
          months: [100, 200, 300, 400, 500, 600],
        },
        {
          row: 5,
          mainLob: 'Facets Medicare',
          state: 'N/A',
          caseType: 'Prepay',
          callTypeId: null,
          targetCph: '13.8',
          months: [0, 0, 7, 0, 1, 2],
        },
      ],
      issues: [
        {
          row: 5,
          key: 'Facets Medicare / N/A / Prepay',
          column: 'April',
          value: '#N/A',
          message: '#N/A is taken as 0 cases',
          severity: 'warning',
          code: 'ASSUMED',
        },
      ],
      issuesTruncated: false,
      failedRows: 0,
      rowsRead: 2,
      warnings: [],
      unknownColumns: [],
    });
  });

  it.each([
    [
      'older headers over the turn of the year',
      'capacity_Nov-2025.xlsx',
      ['December', 'January', 'February', 'March', 'April', 'May'],
    ],
    [
      'newer headers',
      'plan 11 2025.xlsx',
      ['Dec-2025', 'Jan-2026', 'Feb-2026', 'Mar-2026', 'Apr-2026', 'May-2026'],
    ],
    [
      'headers that Excel turned into dates',
      'x_november_2025.xlsx',
      ['2025-12-01', '2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01'],
    ],
  ])('maps %s', async (_, fileName, months) => {
    const rows = rowsOf(exportRows(months, [['Amisys Medicare', 'N/A', 'FTC', 'c', 12, 1, 2, 3, 4, 5, 6]]));
    const { mapping, records, warnings } = await parseForecastFile(rows, { fileName });
    expect(mapping).toEqual([
      { year: 2025, month: 12 },
      { year: 2026, month: 1 },
      { year: 2026, month: 2 },
      { year: 2026, month: 3 },
      { year: 2026, month: 4 },
      { year: 2026, month: 5 },
    ]);
    expect(records[0]?.months).toEqual([1, 2, 3, 4, 5, 6]);
    expect(warnings).toEqual([]);
  });

  it.each([
    ['in the first column, filled', ['Total', null, null, null, null, null, 5, 5, 5, 5, 5, 5]],
    ['in the second column', [7, 'Total']],
    ['unfilled', ['TOTAL']],
  ])('leaves the Total row out: %s', async (_, total) => {
    const demand = ['Xcelys Medicare (Global)', 'N/A', 'Corr', '', 8, 1, 1, 1, 1, 1, 1];
    const { records, rowsRead } = await parseForecastFile(
      rowsOf(exportRows(OLD_MONTHS, [demand], total)),
      FILE,
    );
    expect(records.map(({ mainLob }) => mainLob)).toEqual(['Xcelys Medicare (Global)']);
    expect(rowsRead).toBe(1);
  });

  it('refuses another number of months, repeated ones and headers that are none', async () => {
    const demand = [['Amisys Medicare', 'N/A', 'FTC', 'c', 12, 1, 2, 3, 4, 5]];
    const read = (months: string[]) => parseForecastFile(rowsOf(exportRows(months, demand)), FILE);
    await expect(read(['April', '', 'June', 'July', 'August', 'September'])).rejects.toThrow(
      'row 2 has 5 month columns',
    );
    await expect(read(['April', 'April', 'June', 'July', 'August', 'September'])).rejects.toThrow(
      'not six different months',
    );
    await expect(read(['Q1', 'May', 'June', 'July', 'August', 'September'])).rejects.toThrow(
      '"Q1"; expected a month',
    );
  });

  it('stores unusual months as the file says and warns', async () => {
    const rows = rowsOf(
      exportRows(['March', ...OLD_MONTHS.slice(0, 5)], [['Amisys Medicare', 'N/A', 'FTC', 'c', 12, 1]]),
    );
    const { mapping, warnings } = await parseForecastFile(rows, FILE);
    expect(mapping[0]).toEqual({ year: 2025, month: 3 });
    expect(warnings[0]?.message).toMatch(
      /^the forecast months are Mar-25, .* not the six after the report month Mar-25/,
    );
  });
});

describe('tidy forecasts', () => {
  const columns = 'main_lob;state;case_type;call_type_id;target_cph;month;forecast\n';

  it('take one row per month, in any spelling of the month, and fill missing months with 0', async () => {
    const { records, mapping, form, warnings } = await parse(
      `${columns}Amisys Medicare;N/A;FTC;c;12;April;10\nAmisys Medicare;N/A;FTC;c;;Jun-25;30\nAmisys Medicare;N/A;FTC;c;12;2025-09;1,234\nAmisys Medicare;N/A;FTC;c;12;Sept 2025;`.replace(
        'Sept 2025;',
        'Aug-2025;#N/A',
      ),
    );
    expect(form).toBe('tidy');
    expect(mapping).toEqual(APRIL_TO_SEPTEMBER);
    expect(records).toMatchObject([{ row: 2, targetCph: '12', months: [10, 0, 30, 0, 0, 1234] }]);
    expect(messagesOf(warnings)).toEqual([
      '1 demand has no row for some months of the report, taken as 0 cases: Amisys Medicare / N/A / FTC (May-25, Jul-25)',
    ]);
  });

  it('take the year from a column of its own and refuse a disagreement', async () => {
    const { records, issues } = await parse(
      'main_lob;state;case_type;forecast_month;forecast_year;forecast\nAmisys Medicare;N/A;FTC;May;2025;5\nFacets Medicare;N/A;FTC;May-2025;2026;5',
    );
    expect(records).toMatchObject([{ mainLob: 'Amisys Medicare', months: [0, 5, 0, 0, 0, 0] }]);
    expect(issues).toMatchObject([{ row: 3, column: 'forecast_year', severity: 'error' }]);
  });

  it('refuse a month twice for a demand, and two CPHs', async () => {
    const twice = await parse(
      `${columns}Amisys Medicare;N/A;FTC;c;12;April;10\nAmisys Medicare;N/A;FTC;c;12;Apr-25;11`,
    );
    expect(twice.records[0]?.months[0]).toBe(10);
    expect(twice.issues).toMatchObject([{ row: 3, code: 'DUPLICATE', severity: 'error' }]);
    const cphs = await parse(
      `${columns}Amisys Medicare;N/A;FTC;c;12;April;10\nAmisys Medicare;N/A;FTC;c;13;May;11`,
    );
    expect(cphs.records).toEqual([]);
    expect(cphs.failedRows).toBe(2);
  });

  it('take exactly six months other than the usual ones, and refuse a mixture', async () => {
    const row = (month: string): string => `Amisys Medicare;N/A;FTC;c;12;${month};1\n`;
    const six = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];
    const file = await parse(columns + six.map(row).join(''));
    expect(file.mapping[5]).toEqual({ year: 2026, month: 6 });
    expect(file.warnings).toHaveLength(1);
    await expect(parse(columns + row('2025-04') + row('2027-01'))).rejects.toThrow(
      /the forecast of Mar-25 is for Apr-25, Jan-27; expected months among Apr-25, /,
    );
  });

  it('take month1 … month6 as the six months after the report month, or as the mapping says', async () => {
    const text =
      'main_lob;state;case_type;month1;month2;month3;month4;month5;month6\nAmisys Medicare;N/A;FTC;1;2;3;4;5;6';
    expect((await parse(text)).mapping).toEqual(APRIL_TO_SEPTEMBER);
    const mapping = [3, 4, 5, 6, 7, 8].map((month) => ({ year: 2025, month }));
    expect((await parse(text, { mapping })).mapping).toEqual(mapping);
    await expect(parse(text.replace('month6', 'month7'))).rejects.toThrow('lacks the column month6');
  });

  it('take six columns named by their months', async () => {
    const { mapping, records, unknownColumns } = await parse(
      'Main LOB;State;Case type;Notes;Apr-25;May-25;Jun-25;Jul-25;Aug-25;Sep-25\nAmisys Medicare;N/A;FTC;x;1;2;3;4;5;6',
    );
    expect(mapping).toEqual(APRIL_TO_SEPTEMBER);
    expect(records[0]?.months).toEqual([1, 2, 3, 4, 5, 6]);
    expect(unknownColumns).toEqual(['Notes']);
  });

  it('name each bad cell with its row, column and value', async () => {
    const { issues, records } = await parse(
      `${columns}Amisys Medicare;N/A;FTC;c;12.34567;April;10\nAmisys Medicare;N/A;ADJ;c;12;Smarch;10\nAmisys Medicare;N/A;APP;c;12;April;1.5\n;N/A;COR;c;12;April;1`,
    );
    expect(records).toEqual([]);
    expect(issues.map(({ row, column, value, code }) => [row, column, value, code])).toEqual([
      [2, 'target_cph', '12.34567', 'INVALID_VALUE'],
      [3, 'month', 'Smarch', 'INVALID_VALUE'],
      [4, 'forecast', '1.5', 'INVALID_VALUE'],
      [5, 'main_lob', null, 'MISSING_VALUE'],
    ]);
  });

  it('warn of a blank state, of one that is none and of a LOB without a known platform', async () => {
    const { issues, warnings, records } = await parse(
      `${columns}Zebra Medicare;;FTC;c;12;April;10\nAmisys Medicare;Mars;FTC;c;12;April;10`,
    );
    expect(records.map(({ state }) => state)).toEqual(['N/A', 'Mars']);
    expect(issues.map(({ row, code }) => [row, code])).toEqual([
      [2, 'ASSUMED'],
      [3, 'UNKNOWN_NAME'],
    ]);
    expect(messagesOf(warnings)).toEqual([
      expect.stringMatching(/^2 demands have no row for some months/),
      'the LOB "Zebra Medicare" does not begin with a known platform (Amisys, Facets, Xcelys)',
    ]);
  });

  it('name the columns that are missing', async () => {
    await expect(parse('main_lob;state;forecast\nx;y;1')).rejects.toThrow('lacks the column Case type');
    await expect(parse('main_lob;state;case_type\nx;y;z')).rejects.toThrow(
      'month and forecast (or month1 … month6)',
    );
    await expect(parse(columns)).rejects.toThrow('the forecast file has no rows below its header');
  });
});
