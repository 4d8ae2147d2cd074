import { parseAssignmentFile } from '../../../src/features/imports/formats/assignment-file.rules';
import { parseMappingFile } from '../../../src/features/imports/formats/mapping-file.rules';
import { parseWeeklyAssignmentFile } from '../../../src/features/imports/formats/weekly-assignment-file.rules';
import { rowsFromText } from '../../support/rows';

describe('the FTE allocation mapping', () => {
  const columns =
    'allocation_execution_id;report_month;report_year;main_lob;state;case_type;call_type_id;forecast_month;forecast_year;forecast_month_label;' +
    'forecast_month_index;cn;first_name;last_name;opid;primary_platform;primary_market;location;original_state;worktype;new_work_type;skills;allocation_type;created_datetime\n';
  const line = (over: Record<string, string> = {}): string => {
    const cells: Record<string, string> = {
      allocation_execution_id: 'e1', report_month: 'March', report_year: '2025', main_lob: 'Amisys Medicaid DOMESTIC', state: 'FL',
      case_type: 'FTC', call_type_id: 'c', forecast_month: 'April', forecast_year: '2025', forecast_month_label: 'Apr-25',
      forecast_month_index: '1', cn: 'aa000001', allocation_type: 'primary', created_datetime: '2025-03-01', ...over,
    }; // prettier-ignore
    return columns.trim().split(';').map((name) => cells[name] ?? '').join(';') + '\n'; // prettier-ignore
  };
  const parse = (text: string, options = {}) => parseMappingFile(rowsFromText(columns + text), options);

  it('gives a person, a demand and a calendar month per row; every column is known', async () => {
    const { records, issues, unknownColumns } = await parse(
      line() +
        line({ forecast_month: 'May', allocation_type: 'Bench', opid: '', call_type_id: '', state: 'n/a' }),
    );
    expect(records).toEqual([
      {
        row: 2,
        cn: 'AA000001',
        mainLob: 'Amisys Medicaid DOMESTIC',
        state: 'FL',
        caseType: 'FTC',
        month: { year: 2025, month: 4 },
        allocationType: 'primary',
        reportMonth: { year: 2025, month: 3 },
      },
      expect.objectContaining({
        row: 3,
        state: 'N/A',
        month: { year: 2025, month: 5 },
        allocationType: 'bench',
      }),
    ]);
    expect([issues, unknownColumns]).toEqual([[], []]);
  });

  it.each([
    [
      'a month with its year',
      { forecast_month: 'Jan-2026', forecast_year: '', forecast_month_label: '' },
      2026,
      1,
    ],
    [
      'a year beside it',
      { forecast_month: 'January', forecast_year: '2026.0', forecast_month_label: '' },
      2026,
      1,
    ],
    ['its label', { forecast_month: 'January', forecast_year: '', forecast_month_label: 'Jan-26' }, 2026, 1],
    ['its label alone', { forecast_month: '', forecast_year: '', forecast_month_label: 'Jan-26' }, 2026, 1],
    [
      'the report it belongs to',
      { forecast_month: 'January', forecast_year: '', forecast_month_label: '' },
      2026,
      1,
    ],
    ['a month number', { forecast_month: '7', forecast_year: '2025', forecast_month_label: '' }, 2025, 7],
  ])('reads the month from %s', async (_, over, year, month) => {
    expect((await parse(line(over))).records[0]?.month).toEqual({ year, month });
  });

  it('accepts other spellings of the headers', async () => {
    const { records } = await parseMappingFile(
      rowsFromText(
        'CN#;Main LOB;State;Case Type;Forecast Month;Allocation Type\nx1;Facets Medicare;;FTC;Jun-25;bench',
      ),
    );
    expect(records).toMatchObject([
      { cn: 'X1', state: 'N/A', month: { year: 2025, month: 6 }, reportMonth: null },
    ]);
  });

  it('refuses bad cells by name', async () => {
    const { records, issues } = await parse(
      line({ cn: '' }) +
        line({ forecast_month: 'Smarch' }) +
        line({ forecast_month: 'Apr-2024' }) +
        line({ allocation_type: 'other' }) +
        line({ main_lob: '', report_month: 'x' }) +
        line({ forecast_year: 'soon' }),
    );
    expect(records).toEqual([]);
    expect(issues.map(({ row, column }) => [row, column])).toEqual([
      [2, 'cn'],
      [3, 'forecast_month'],
      [4, 'forecast_month'],
      [5, 'allocation_type'],
      [6, 'main_lob'],
      [6, 'report_month'],
      [7, 'forecast_year'],
    ]);
  });

  it('lets the newer report place a person, in either order, and refuses two places in one report', async () => {
    const older = line({ state: 'GA' });
    const newer = line({ state: 'TX', report_month: 'April' });
    const later = await parse(older + newer);
    expect(later.records).toMatchObject([{ row: 3, state: 'TX' }]);
    expect(later.issues).toMatchObject([
      { row: 3, severity: 'warning', code: 'SUPERSEDED', message: expect.stringContaining('replaces row 2') },
      { row: 2, severity: 'warning', code: 'SUPERSEDED', message: expect.stringContaining('passed over') },
    ]);
    const earlier = await parse(newer + older);
    expect(earlier.records).toMatchObject([{ row: 2, state: 'TX' }]);
    expect(earlier.issues).toMatchObject([{ row: 3, severity: 'warning', code: 'SUPERSEDED' }]);
    const twice = await parse(older + line({ state: 'TX' }));
    expect(twice.records).toMatchObject([{ state: 'GA' }]);
    expect(twice.issues).toMatchObject([
      { row: 3, severity: 'error', code: 'DUPLICATE', key: 'aa000001 Apr-25' },
    ]);
    expect((await parse(older + line({ state: 'TX' }), { onDuplicate: 'last' })).records).toMatchObject([
      { state: 'TX' },
    ]);
  });

  it('needs a column for the month', async () => {
    const text = 'cn;main_lob;state;case_type\nx;y;FL;z';
    await expect(parseMappingFile(rowsFromText(text))).rejects.toThrow('lacks the column forecast_month');
  });

  it('name the column of a year that is none', async () => {
    const { issues } = await parseMappingFile(
      rowsFromText(
        'cn;main_lob;state;case_type;forecast_month;forecast_year;report_month;report_year\nA1;A;FL;B;May;1800;March;2025\nA1;A;FL;B;June;2025;March;25',
      ),
    );
    expect(issues.map(({ row, column, value }) => [row, column, value])).toEqual([
      [2, 'forecast_year', '1800'],
      [3, 'report_year', '25'],
    ]);
  });
});

describe('weekly assignments', () => {
  const parse = (text: string, options = {}) => parseWeeklyAssignmentFile(rowsFromText(text), options);

  it('may have week numbers that a program wrote as decimals', async () => {
    const { records } = await parse('cn;year;week;main_lob;state;case_type\nA1;2025.0;18.0;A;FL;B');
    expect(records).toMatchObject([{ year: 2025, week: 18 }]);
  });

  it('name the week as year and number, or as 2025-W18', async () => {
    const numbered = await parse(
      'resource_cn;year;week_number;main_lob;state;case_type;production_percentage;assignment_type;pinned\n' +
        'aa000001;2025;18;Amisys Medicare;N/A;FTC;0.75;Manual;yes\nAA000001;2025;19;Amisys Medicare;;FTC;;;',
    );
    expect(numbered.records).toEqual([
      {
        row: 2,
        cn: 'AA000001',
        year: 2025,
        week: 18,
        mainLob: 'Amisys Medicare',
        state: 'N/A',
        caseType: 'FTC',
        productionPercentage: '0.75',
        assignmentType: 'manual',
        pinned: true,
      },
      {
        row: 3,
        cn: 'AA000001',
        year: 2025,
        week: 19,
        mainLob: 'Amisys Medicare',
        state: 'N/A',
        caseType: 'FTC',
        productionPercentage: undefined,
        assignmentType: undefined,
        pinned: undefined,
      },
    ]);
    const named = await parse('cn;week;demand_main_lob;demand_state;demand_case_type\nx;2026-W53;A;fl;B');
    expect(named.records).toMatchObject([{ cn: 'X', year: 2026, week: 53, state: 'FL' }]);
    const mixed = await parse('cn;year;week;main_lob;state;case_type\nx;2025;7;A;FL;B');
    expect(mixed.records).toMatchObject([{ year: 2025, week: 7 }]);
  });

  it('are refused for weeks that do not exist, percentages out of range and unknown words', async () => {
    const { records, issues } = await parse(
      'cn;week;main_lob;state;case_type;production_percentage;assignment_type;pinned\n' +
        'x;2025-W53;A;FL;B;;;\nx;W18;A;FL;B;;;\nx;2025-W18;A;FL;B;1.5;;\nx;2025-W18;A;FL;B;0.12345;;\n' +
        'x;2025-W18;A;FL;B;;solo;\nx;2025-W18;A;FL;B;;;maybe\nx;;A;FL;B;;;',
    );
    expect(records).toEqual([]);
    expect(issues.map(({ row, column, value }) => [row, column, value])).toEqual([
      [2, 'week', '2025-W53'],
      [3, 'week', 'W18'],
      [4, 'production_percentage', '1.5'],
      [5, 'production_percentage', '0.12345'],
      [6, 'assignment_type', 'solo'],
      [7, 'pinned', 'maybe'],
      [8, 'year', null],
      [8, 'week', null],
    ]);
  });

  it('place a person once a week', async () => {
    const text = 'cn;week;main_lob;state;case_type\nx;2025-W18;A;FL;B\nX;2025-W18;A;GA;B\nx;2025-W19;A;GA;B';
    const file = await parse(text);
    expect(file.records.map(({ week, state }) => [week, state])).toEqual([
      [18, 'FL'],
      [19, 'GA'],
    ]);
    expect(file.issues).toMatchObject([{ row: 3, code: 'DUPLICATE' }]);
  });

  it('need a week in one of its two forms', async () => {
    await expect(parse('cn;year;main_lob;state;case_type\nx;2025;A;FL;B')).rejects.toThrow(
      'week_number (or week)',
    );
  });

  it('stay small: 200,000 of them share their texts', async () => {
    async function* many() {
      yield { row: 1, cells: ['cn', 'week', 'main_lob', 'state', 'case_type'] };
      for (let i = 0; i < 200_000; i += 1) {
        const week = `2025-W${String((i % 50) + 1).padStart(2, '0')}`;
        yield {
          row: i + 2,
          cells: [`AA${100_000 + Math.trunc(i / 50)}`, week, 'Amisys Medicare', 'FL', 'FTC'],
        };
      }
    }
    const before = process.memoryUsage().heapUsed;
    const { records } = await parseWeeklyAssignmentFile(many());
    expect(records).toHaveLength(200_000);
    // 500,000 rows must stay well below 300 MB; 200,000 of them therefore below 120 MB, garbage included.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(120_000_000);
  });
});

describe('a file of assignments of either kind', () => {
  it('is told by its header', async () => {
    const mapping = 'cn;main_lob;state;case_type;forecast_month\nx;A;FL;B;Apr-25';
    const weekly = 'cn;week;main_lob;state;case_type\nx;2025-W18;A;FL;B';
    expect((await parseAssignmentFile(rowsFromText(mapping))).kind).toBe('mapping');
    expect((await parseAssignmentFile(rowsFromText(weekly))).kind).toBe('weekly');
  });
});
