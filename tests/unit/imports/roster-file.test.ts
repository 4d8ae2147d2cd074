import { parseRosterFile } from '../../../src/features/imports/formats/roster-file.rules';
import { DEFAULT_FILE_LIMITS } from '../../../src/platform/files/reading/file-limits';
import { readTable } from '../../../src/platform/files/reading/tabular-reader';
import { rowsFromText, rowsOf } from '../../support/rows';
import { buildXlsx } from '../../support/xlsx';

const CASE_TYPES = ['FTC-Basic/Non MMP', 'FTC-COB NON MMP', 'FTC', 'ADJ'];
const parse = (text: string, options = {}) =>
  parseRosterFile(rowsFromText(text), { knownCaseTypes: CASE_TYPES, ...options });

const V1_HEADERS = [
  'FirstName', 'LastName', 'CN#', 'OPID', 'Location', 'ZIPCode', 'City', 'Beeline Job Title',
  'Status\n[inTrainingorProduction]', 'PrimaryPlatform [ABS,Amisys]', 'PrimaryMarket', 'Worktype(FTC/ADJ/COB)', 'LOB',
  "Supervisor'sFullName", 'SupervisorCNNo', 'UserStatus', 'PartOfProduction', 'Production%', 'NewWorkTypes', 'State',
  'Work\u00a0Email', 'Client E-mail ID',
]; // prettier-ignore

describe('a V1 roster', () => {
  it('is read from a workbook with all 22 columns as they really are', async () => {
    const person = [
      'Ada', 'Sample', 'aa000001\u00a0', 'OP1', 'Offshore', 12345, 'NULL', 'Analyst', 'Production', 'Amisys Global',
      'Medicaid', 'FTC', 'NULL', 'Bo Boss', 'AA000009', 'Active', 'Ramp', 0.35, 'FTC-Basic/Non MMP FTC-COB NON MMP',
      'NE AR NV', 'ada@example.test', 'a@example.test',
    ]; // prettier-ignore
    const buffer = await buildXlsx([V1_HEADERS, person]);
    const rows = readTable({ buffer }, { fileName: 'roster.xlsx', limits: DEFAULT_FILE_LIMITS });
    const file = await parseRosterFile(rows, { knownCaseTypes: CASE_TYPES });
    expect(file).toEqual({
      records: [
        {
          row: 2,
          cn: 'AA000001',
          firstName: 'Ada',
          lastName: 'Sample',
          opid: 'OP1',
          primaryPlatform: 'Amisys',
          location: 'Global',
          stateList: ['AR', 'NE', 'NV'],
          skills: ['FTC-Basic/Non MMP', 'FTC-COB NON MMP'],
          isActive: true,
          productionPercentage: '0.35',
        },
      ],
      issues: [],
      issuesTruncated: false,
      failedRows: 0,
      rowsRead: 1,
      warnings: [],
      unknownColumns: [],
    });
  });

  it('accepts the names of the proposal and leaves out what the file does not hold', async () => {
    const { records, unknownColumns } = await parse(
      'cn;skills;is_active;hire_date;shoe_size\nx1;adj, FTC, New Thing;no;2024-05-06;9',
    );
    expect(records).toEqual([
      {
        row: 2,
        cn: 'X1',
        skills: ['ADJ', 'FTC', 'New Thing'],
        keepsSkills: true,
        isActive: false,
        hireDate: '2024-05-06',
      },
    ]);
    expect(unknownColumns).toEqual(['shoe_size']);
  });

  it('takes NULL, N/A and - for empty cells, but not in State, and of names only -', async () => {
    const { records, issues } = await parse(
      'CN;FirstName;OPID;State;Location;NewWorkType\nA1;NULL;n/a;N/A;Global;-\nA2;-;-;NC/WI;Onshore;N/A\nA3;x;y;all|facets NULL;domestic;FTC',
      { onBlank: 'clear' },
    );
    expect(records).toEqual([
      { row: 2, cn: 'A1', firstName: 'NULL', opid: null, stateList: [], location: 'Global', skills: [] },
      {
        row: 3,
        cn: 'A2',
        firstName: '',
        opid: null,
        stateList: ['NC', 'WI'],
        location: 'Domestic',
        skills: [],
      },
      {
        row: 4,
        cn: 'A3',
        firstName: 'x',
        opid: 'y',
        ifNew: { stateList: ['ALL'] },
        location: 'Domestic',
        skills: ['FTC'],
      },
    ]);
    expect(issues).toEqual([
      {
        row: 4,
        key: 'A3',
        column: 'State',
        value: 'all|facets NULL',
        message: '"facets", "NULL" dropped; expected ALL, N/A or USPS codes such as FL|GA',
        severity: 'warning',
        code: 'DROPPED',
      },
    ]);
  });

  it.each([
    ['Production', '1', true, '1'],
    ['Production', '', true, '1'],
    ['Production', 'BOT', true, '1'],
    ['Production', '-', true, '1'],
    ['Ramp', 'Training', true, '0.25'],
    ['Ramp', '0.9', true, '0.9'],
    ['Ramp', '75%', true, '0.75'],
    ['Ramp', '75', true, '0.75'],
    ['Ramp', '', true, '0.25'],
    ['Ramp', '-', true, '0.25'],
    ['Attrition', '0.5', false, '0.5'],
    ['', '', false, '1'],
  ])('PartofProduction %j with %j is active: %s at %s', async (part, percentage, isActive, expected) => {
    const { records } = await parse(`CN;PartofProduction;ProductionPercentage\nA1;${part};${percentage}`, {
      onBlank: 'clear',
    });
    expect(records[0]).toMatchObject({ isActive, productionPercentage: expected });
  });

  it('warns of a ramp without a number and refuses a percentage that is none', async () => {
    const { records, issues, failedRows } = await parse(
      'CN;PartofProduction;Production%\nA1;Ramp;\nA2;Production;lots\nA3;Production;101',
    );
    expect(records.map(({ cn }) => cn)).toEqual(['A1']);
    expect(failedRows).toBe(2);
    expect(issues.map(({ row, severity, column, value }) => [row, severity, column, value])).toEqual([
      [2, 'warning', 'Production%', null],
      [3, 'error', 'Production%', 'lots'],
      [4, 'error', 'Production%', '101'],
    ]);
  });

  it('reads a Ramp column, beside or instead of Production%', async () => {
    const { records } = await parse('CN;Ramp;Production%\nA1;0.4;\nA2;0.4;0.8\nA3;;', { onBlank: 'clear' });
    expect(records.map(({ productionPercentage }) => productionPercentage)).toEqual(['0.4', '0.8', '1']);
    expect((await parse('CN;Ramp\nA1;0.2')).records[0]?.productionPercentage).toBe('0.2');
  });

  it('knows platforms by their first word, keeps others with a warning and refuses an unknown location', async () => {
    const { records, issues } = await parse(
      'CN;Platform;Location\nA1;amisys BOT;Global\nA2;Xcelys;Domestic\nA3;Zebra Global;Global\nA4;;Global\nA5;Facets;Moon\nA6;Facets;',
      { onBlank: 'clear' },
    );
    expect(records.map(({ primaryPlatform }) => primaryPlatform)).toEqual(['Amisys', 'Xcelys', 'Zebra', '']);
    expect(issues.map(({ row, severity, column }) => [row, severity, column])).toEqual([
      [4, 'warning', 'Platform'],
      [5, 'warning', 'Platform'],
      [6, 'error', 'Location'],
      [7, 'error', 'Location'],
    ]);
    expect(issues[2]?.message).toBe('"Moon" is not accepted; expected Domestic, Global, Onshore or Offshore');
  });

  it('says nothing of a blank platform, which leaves what is stored', async () => {
    const { records, issues } = await parse('CN;Platform\nA1;\nA2;NULL');
    expect(issues).toEqual([]);
    expect(records.map(({ primaryPlatform, ifNew }) => [primaryPlatform, ifNew])).toEqual([
      [undefined, { primaryPlatform: '' }],
      [undefined, { primaryPlatform: '' }],
    ]);
  });

  it('finds the longest case types in NewWorkType and reports the rest', async () => {
    const { records, issues } = await parse(
      'CN;NewWorkType\nA1;FTC-COB NON MMP  ADJ\nA2;FTC-Basic/Non MMP FTC-COB NON MPM',
    );
    expect(records.map(({ skills }) => skills)).toEqual([['FTC-COB NON MMP', 'ADJ'], ['FTC-Basic/Non MMP']]);
    expect(issues).toMatchObject([
      {
        row: 3,
        column: 'NewWorkType',
        code: 'DROPPED',
        message: '"FTC-COB NON MPM" is no known case type and was left out; did you mean "FTC-COB NON MMP"?',
      },
    ]);
  });

  it('cannot read NewWorkType before case types are known, and says what to import first', async () => {
    const text = 'CN;NewWorkType\nA1;FTC';
    await expect(parse(text, { knownCaseTypes: [] })).rejects.toMatchObject({
      code: 'IMPORT_ORDER',
      message: expect.stringContaining('import a forecast or the target CPH file first'),
    });
    expect((await parse('CN;skills\nA1;FTC', { knownCaseTypes: [] })).records[0]?.skills).toEqual(['FTC']);
  });

  it('reads hire dates and leaves what is none empty with a warning', async () => {
    const { records, issues } = await parse(
      'CN;Hire Date\nA1;2024-02-29\nA2;3/4/2024\nA3;99/99/99\nA4;2023-02-29\nA5;\nA6;2024-05-06 00:00:00',
      { onBlank: 'clear', dateOrder: 'mdy' },
    );
    expect(records.map(({ hireDate }) => hireDate)).toEqual([
      '2024-02-29',
      '2024-03-04',
      null,
      null,
      null,
      '2024-05-06',
    ]);
    expect(issues.map(({ row, severity, code }) => [row, severity, code])).toEqual([
      [4, 'warning', 'DROPPED'],
      [5, 'warning', 'DROPPED'],
    ]);
  });

  it('refuses a repeated CN, or lets the later row win when told to', async () => {
    const text = 'CN;FirstName\nAA000001;Old\nAA000002;Else\naa000001\u00a0;New';
    const refused = await parse(text);
    expect(refused.records.map(({ firstName }) => firstName)).toEqual(['Old', 'Else']);
    expect(refused.failedRows).toBe(1);
    expect(refused.issues).toMatchObject([
      {
        row: 4,
        key: 'AA000001',
        severity: 'error',
        code: 'DUPLICATE',
        message: expect.stringContaining('row 2'),
      },
    ]);
    const last = await parse(text, { onDuplicate: 'last' });
    expect(last.records.map(({ row, firstName }) => [row, firstName])).toEqual([
      [4, 'New'],
      [3, 'Else'],
    ]);
    expect(last.issues).toMatchObject([
      { row: 4, severity: 'warning', code: 'DUPLICATE' },
      { row: 2, severity: 'warning', code: 'SUPERSEDED' },
    ]);
  });

  it('refuses rows without a CN, over-long names and text that cannot be stored, each with its cell', async () => {
    const rows = rowsOf([
      ['CN', 'FirstName'],
      [null, 'Nobody'],
      ['A2', 'x'.repeat(201)],
      ['A3', 'half \ud800'],
      ['BOT-17', 'Robot'],
    ]);
    const { records, issues } = await parseRosterFile(rows, { knownCaseTypes: [] });
    expect(records.map(({ cn }) => cn)).toEqual(['BOT-17']);
    expect(issues.map(({ row, column }) => [row, column])).toEqual([
      [2, 'CN'],
      [3, 'FirstName'],
      [4, 'FirstName'],
    ]);
  });

  it('needs the CN column and at least one row', async () => {
    await expect(parse('FirstName\nAda')).rejects.toThrow('the roster file lacks the column CN');
    await expect(parse('CN;FirstName')).rejects.toThrow('the roster file has no rows below its header');
  });

  it('keeps the first issues of a wholly bad file but counts all', async () => {
    async function* bad() {
      yield { row: 1, cells: ['CN', 'Location'] };
      for (let row = 2; row <= 6_001; row += 1) yield { row, cells: [`A${row}`, 'Moon'] };
    }
    const file = await parseRosterFile(bad(), { knownCaseTypes: [] });
    expect(file).toMatchObject({ failedRows: 6_000, rowsRead: 6_000, issuesTruncated: true, records: [] });
    expect(file.issues).toHaveLength(5_000);
  });
});
