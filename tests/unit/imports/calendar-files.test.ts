import { parseHolidaysFile } from '../../../src/features/imports/formats/holidays-file.rules';
import { parseMonthConfigFile } from '../../../src/features/imports/formats/month-config-file.rules';
import { parseTargetCphFile } from '../../../src/features/imports/formats/target-cph-file.rules';
import { rowsFromText } from '../../support/rows';

describe('month configurations', () => {
  const columns = 'Month;Year;WorkType;WorkingDays;Occupancy;Shrinkage;WorkHours\n';
  const parse = (text: string, options = {}) => parseMonthConfigFile(rowsFromText(columns + text), options);

  it('are read with exact decimals, percent signs and any spelling of month and work type', async () => {
    const { records } = await parse(
      'April;2025;Domestic;21;0.95;0.10;9\nApr-2025;2025;Offshore;21.0;90%;15%;8.5',
    );
    expect(records).toEqual([
      { row: 2, year: 2025, month: 4, workType: 'Domestic', workingDays: 21, occupancy: '0.95', shrinkage: '0.1', workHours: '9' },
      { row: 3, year: 2025, month: 4, workType: 'Global', workingDays: 21, occupancy: '0.9', shrinkage: '0.15', workHours: '8.5' },
    ]); // prettier-ignore
  });

  it('free numbers of binary noise before counting decimal places', async () => {
    const { records } = await parse('April;2025;Domestic;21;0.9500000000000001;0.30000000000000004;9');
    expect(records[0]).toMatchObject({ occupancy: '0.95', shrinkage: '0.3' });
  });

  it('are refused cell by cell', async () => {
    const { issues, records } = await parse(
      'Smarch;2025;Domestic;21;0.95;0.1;9\nApril;25;Domestic;21;0.95;0.1;9\nApril;2025;Mars;21;0.95;0.1;9\n' +
        'April;2025;Global;32;0.95;0.1;9\nApril;2025;Global;21;0;1;25\nMay-2026;2025;Global;21;0.95;;9\nApril;2025;Global;x;0.12345;10;9',
    );
    expect(records).toEqual([]);
    expect(issues.map(({ row, column, value }) => [row, column, value])).toEqual([
      [2, 'Month', 'Smarch'],
      [3, 'Year', '25'],
      [4, 'WorkType', 'Mars'],
      [5, 'WorkingDays', '32'],
      [6, 'Occupancy', '0'],
      [6, 'Shrinkage', '1'],
      [6, 'WorkHours', '25'],
      [7, 'Month', 'May-2026'],
      [7, 'Shrinkage', null],
      [8, 'WorkingDays', 'x'],
      [8, 'Occupancy', '0.12345'],
      [8, 'Shrinkage', '10'],
    ]);
    expect(issues[3]?.message).toBe('"32" is not accepted; expected a whole number from 0 to 31');
  });

  it('may name a month and work type once, unless the last is to win', async () => {
    const text = 'April;2025;Domestic;21;0.95;0.1;9\napr;2025;Onshore;20;0.95;0.1;9';
    expect((await parse(text)).issues).toMatchObject([{ row: 3, code: 'DUPLICATE', severity: 'error' }]);
    expect((await parse(text, { onDuplicate: 'last' })).records).toMatchObject([{ row: 3, workingDays: 20 }]);
  });
});

describe('target CPHs', () => {
  const parse = (text: string, options = {}) => parseTargetCphFile(rowsFromText(text), options);

  it('are read with their exact decimals', async () => {
    const { records, unknownColumns } = await parse(
      'Main LOB;Case type;Target CPH;Comment\nFacets Medicare;ADJ/COR/APP;13.8;x\nXcelys OIC Volumes;Global;13;\nX;Y;0;',
    );
    expect(records).toEqual([
      { row: 2, mainLob: 'Facets Medicare', caseType: 'ADJ/COR/APP', targetCph: '13.8' },
      { row: 3, mainLob: 'Xcelys OIC Volumes', caseType: 'Global', targetCph: '13' },
      { row: 4, mainLob: 'X', caseType: 'Y', targetCph: '0' },
    ]);
    expect(unknownColumns).toEqual(['Comment']);
  });

  it('are no percentages', async () => {
    const { records, issues } = await parse('main_lob;case_type;target_cph\nA;B;10%\nA;C;1,200.5');
    expect(records).toMatchObject([{ row: 3, targetCph: '1200.5' }]);
    expect(issues).toMatchObject([{ row: 2, column: 'target_cph', value: '10%', severity: 'error' }]);
  });

  it('are refused when missing, negative or repeated in another spelling', async () => {
    const { records, issues } = await parse(
      'main_lob;case_type;target_cph\nA;B;12\na ; b;13\nA;C;\nA;D;-1\nA;E;ten\n;F;1',
    );
    expect(records).toHaveLength(1);
    expect(issues.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, null, 'DUPLICATE'],
      [4, 'target_cph', 'MISSING_VALUE'],
      [5, 'target_cph', 'INVALID_VALUE'],
      [6, 'target_cph', 'INVALID_VALUE'],
      [7, 'main_lob', 'MISSING_VALUE'],
    ]);
  });
});

describe('holidays', () => {
  const parse = (text: string) => parseHolidaysFile(rowsFromText(`date;work_type;name\n${text}`));

  it('are read with ISO or American dates', async () => {
    const { records } = await parse('2025-07-04;Domestic;Independence Day\n12/25/2025;global;Christmas');
    expect(records).toEqual([
      { row: 2, date: '2025-07-04', workType: 'Domestic', name: 'Independence Day' },
      { row: 3, date: '2025-12-25', workType: 'Global', name: 'Christmas' },
    ]);
  });

  it('are read as Excel shows or counts their dates', async () => {
    // 45778 days after 1899-12-30 is 2025-05-01: 45658 is 2025-01-01, and 120 days later it is May.
    const { records } = await parse(
      '45778;Domestic;a\n45778.5;Global;b\n25-Dec-2024;Domestic;c\n1-sept-2025;Global;d',
    );
    expect(records.map(({ date }) => date)).toEqual(['2025-05-01', '2025-05-01', '2024-12-25', '2025-09-01']);
  });

  it('are not guessed from a number, a day that no month has or two readings', async () => {
    const { records, issues } = await parse(
      '4577;Domestic;a\n99999;Domestic;b\n31-Feb-2025;Domestic;c\n5-12-2025;Domestic;d',
    );
    expect(records).toEqual([]);
    expect(issues.map(({ value }) => value)).toEqual(['4577', '99999', '31-Feb-2025', '5-12-2025']);
    expect(issues[2]?.message).toBe(
      '"31-Feb-2025" is not accepted; expected a date YYYY-MM-DD, or as spreadsheets show it (1-May-2025, May 1, 2025)',
    );
  });

  it('are refused for impossible dates, other work types, blank names and repetitions', async () => {
    const { records, issues } = await parse(
      '2025-02-30;Domestic;x\n25/13/2025;Domestic;x\n2025-01-01;Both;x\n2025-01-01;Global;\n2025-01-01;Global;y\n2025-01-01;Global;z',
    );
    expect(records).toHaveLength(1);
    expect(issues.map(({ row, column, value }) => [row, column, value])).toEqual([
      [2, 'date', '2025-02-30'],
      [3, 'date', '25/13/2025'],
      [4, 'work_type', 'Both'],
      [5, 'name', null],
      [7, null, null],
    ]);
  });
});
