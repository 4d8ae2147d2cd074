import { parseForecastFile } from '../../../src/features/imports/formats/forecast-file.rules';
import { rowsFromText } from '../../support/rows';

const parse = (text: string, options = {}) =>
  parseForecastFile(rowsFromText(text), { fileName: 'forecast_March_2025.xlsx', ...options });

describe('duplicates of a demand', () => {
  const columns =
    'main_lob;state;case_type;call_type_id;target_cph;month1;month2;month3;month4;month5;month6\n';

  it('sums rows of different call type ids and lists them', async () => {
    const { records, issues, failedRows } = await parse(
      `${columns}Amisys Medicare;N/A;FTC;B;12;1;2;3;4;5;6\nAmisys  medicare;n/a;ftc;A;12.0;10;20;30;40;50;60\nAmisys Medicare;N/A;FTC;;;100;;;;;`,
    );
    expect(records).toEqual([
      {
        row: 2,
        mainLob: 'Amisys Medicare',
        state: 'N/A',
        caseType: 'FTC',
        callTypeId: 'A|B',
        targetCph: '12',
        months: [111, 22, 33, 44, 55, 66],
        moreRows: [3, 4],
      },
    ]);
    expect(failedRows).toBe(0);
    expect(issues.map(({ row, severity, code }) => [row, severity, code])).toEqual([
      [3, 'warning', 'SUMMED'],
      [4, 'warning', 'SUMMED'],
    ]);
    expect(issues[0]?.message).toBe(
      'rows 2, 3, 4 are one demand with the call type ids A|B; their forecasts are summed',
    );
  });

  it('refuses the whole demand when their CPHs differ', async () => {
    const { records, issues } = await parse(
      `${columns}Amisys Medicare;N/A;FTC;B;12;1;;;;;\nAmisys Medicare;N/A;FTC;A;8;1;;;;;\nAmisys Medicare;N/A;ADJ;A;8;1;;;;;`,
    );
    expect(records.map(({ caseType }) => caseType)).toEqual(['ADJ']);
    expect(issues.map(({ row, severity }) => [row, severity])).toEqual([
      [2, 'error'],
      [3, 'error'],
    ]);
    expect(issues[0]?.message).toBe(
      'rows 2, 3 are one demand with different Target CPHs (12, 8); give them one',
    );
  });

  it('refuses the same call type id twice, unless the later row is to win', async () => {
    const text = `${columns}Amisys Medicare;N/A;FTC;A;12;1;1;1;1;1;1\nAmisys Medicare;N/A;FTC;a;13;2;2;2;2;2;2`;
    const refused = await parse(text);
    expect(refused.records[0]?.months).toEqual([1, 1, 1, 1, 1, 1]);
    expect(refused.issues).toMatchObject([{ row: 3, severity: 'error', code: 'DUPLICATE' }]);
    const last = await parse(text, { onDuplicate: 'last' });
    expect(last.records[0]).toMatchObject({ row: 3, targetCph: '13', months: [2, 2, 2, 2, 2, 2] });
    expect(last.issues).toMatchObject([
      { row: 3, severity: 'warning', code: 'DUPLICATE' },
      { row: 2, severity: 'warning', code: 'SUPERSEDED' },
    ]);
  });

  it('knows every row that a forecast with one row per month is made of, and which of them count', async () => {
    const { records, issues } = await parse(
      'main_lob;state;case_type;month;forecast\nAmisys Medicare;N/A;FTC;April;1\nAmisys Medicare;N/A;FTC;May;2\n' +
        'Amisys Medicare;N/A;ADJ;April;3\nAmisys Medicare;N/A;FTC;June;4\nAmisys Medicare;N/A;FTC;Apr-25;5',
      { onDuplicate: 'last' },
    );
    expect(records).toMatchObject([
      { row: 6, moreRows: [3, 5], months: [5, 2, 4, 0, 0, 0] },
      { row: 4, months: [3, 0, 0, 0, 0, 0] },
    ]);
    expect(issues.map(({ row, code }) => [row, code])).toEqual([
      [6, 'DUPLICATE'],
      [2, 'SUPERSEDED'],
    ]);
  });

  it('refuses every row of a demand that lacks one', async () => {
    const { records, issues, failedRows } = await parse(
      'main_lob;state;case_type;month;forecast\nAmisys Medicare;N/A;FTC;April;1\nAmisys Medicare;N/A;FTC;May;2\n' +
        'Amisys Medicare;N/A;FTC;Smarch;3',
    );
    expect(records).toEqual([]);
    expect(failedRows).toBe(3);
    expect(issues.map(({ row, column }) => [row, column])).toEqual([
      [4, 'month'],
      [2, null],
      [3, null],
    ]);
  });

  it('refuses a demand of which one row is refused: half a sum would be worse than none', async () => {
    const { records, issues } = await parse(
      `${columns}Amisys Medicare;N/A;FTC;B;12;1;;;;;\nAmisys Medicare;N/A;FTC;A;12;-5;;;;;`,
    );
    expect(records).toEqual([]);
    expect(issues.map(({ row, column, value }) => [row, column, value])).toEqual([
      [3, 'month1', '-5'],
      [2, null, null],
    ]);
  });

  it('spells one LOB and one case type in one way throughout', async () => {
    const { records } = await parse(
      `${columns}Amisys Medicaid DOMESTIC;fl;FTC;;;1;;;;;\nAmisys Medicaid Domestic;GA;ftc;;;1;;;;;`,
    );
    expect(records.map(({ mainLob, state, caseType }) => [mainLob, state, caseType])).toEqual([
      ['Amisys Medicaid DOMESTIC', 'FL', 'FTC'],
      ['Amisys Medicaid DOMESTIC', 'GA', 'FTC'],
    ]);
  });
});

describe('the report month', () => {
  const text = 'main_lob;state;case_type;month;forecast\nAmisys Medicare;N/A;FTC;2025-04;1';

  it('is taken from the file name or from the caller', async () => {
    expect((await parse(text, { fileName: 'Fc 03-2025.csv' })).report).toEqual({ year: 2025, month: 3 });
    const report = { year: 2025, month: 3 };
    expect((await parse(text, { fileName: 'plan.csv', report })).report).toEqual(report);
    expect((await parse(text, { fileName: 'plan_Mar_2025.csv', report })).report).toEqual(report);
  });

  it('is refused when the two disagree or neither says it', async () => {
    await expect(parse(text, { report: { year: 2025, month: 4 } })).rejects.toMatchObject({
      code: 'VALIDATION',
      message: expect.stringMatching(
        /^report_month Apr-25 disagrees with the file name .* which says Mar-25/,
      ),
    });
    await expect(parse(text, { fileName: 'plan.csv' })).rejects.toMatchObject({
      code: 'VALIDATION',
      message: expect.stringContaining('give report_month and report_year'),
    });
  });
});
