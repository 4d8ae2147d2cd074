import { messagesOf } from '../../support/warnings';
import { DemandSpellings } from '../../../src/features/demand/resolve/demand-spelling.rules';
import { readFileCphs } from '../../../src/features/demand/target-cph/file-cph.rules';
import {
  readCases,
  readCph,
  readDemandState,
  readName,
} from '../../../src/features/demand/table/forecast-row.rules';
import { Respelling } from '../../../src/features/demand/resolve/respelling.rules';

describe('the nearest known demand', () => {
  const spellings = new DemandSpellings([
    { mainLob: 'Amisys Medicaid DOMESTIC', state: 'FL', caseType: 'FTC-Basic/Non MMP' },
    { mainLob: 'Amisys Medicaid DOMESTIC', state: 'N/A', caseType: 'FTC-Basic/Non MMP' },
    { mainLob: 'Amisys Medicaid DOMESTIC', state: 'FL', caseType: 'COR-COB NON MMP' },
    { mainLob: 'Facets Medicare', state: 'N/A', caseType: 'FTC' },
  ]);

  it.each([
    [
      'Amisys Medicaid DOMESTC',
      'FL',
      'FTC Basic/Non MMP',
      'Amisys Medicaid DOMESTIC / FL / FTC-Basic/Non MMP',
    ],
    [
      'amisys medicaid domestic',
      'NA',
      'ftc-basic/non mmp',
      'Amisys Medicaid DOMESTIC / N/A / FTC-Basic/Non MMP',
    ],
    ['Facets Medicaer', 'TX', 'FTC', 'Facets Medicare / N/A / FTC'],
  ])('%s / %s / %s → %s', (mainLob, state, caseType, expected) => {
    const near = spellings.nearest({ mainLob, state, caseType });
    expect(near && `${near.mainLob} / ${near.state} / ${near.caseType}`).toBe(expected);
  });

  it('is none when the LOB or the case type resembles nothing', () => {
    expect(spellings.nearest({ mainLob: 'Xcelys', state: 'N/A', caseType: 'FTC' })).toBeNull();
    expect(
      spellings.nearest({ mainLob: 'Facets Medicare', state: 'N/A', caseType: 'Correspondence' }),
    ).toBeNull();
  });
});

describe('respelling', () => {
  it('takes the whole demand’s spelling, else that of its parts, else leaves it', () => {
    const respelling = new Respelling([{ mainLob: 'Facets Medicare', state: 'TX', caseType: 'FTC' }]);
    expect(respelling.of({ mainLob: 'facets  MEDICARE', state: 'tx', caseType: 'ftc' })).toEqual({
      mainLob: 'Facets Medicare',
      state: 'TX',
      caseType: 'FTC',
    });
    expect(respelling.of({ mainLob: 'facets medicare', state: 'FL', caseType: 'Prepay' })).toEqual({
      mainLob: 'Facets Medicare',
      state: 'FL',
      caseType: 'Prepay',
    });
  });
});

describe('CPHs of a file', () => {
  const row = (number: number, targetCph: string | null) => ({
    row: number,
    mainLob: 'L',
    caseType: 'C',
    targetCph,
  });
  const read = (cphs: (string | null)[], configured?: string) =>
    readFileCphs(
      cphs.map((cph, i) => row(i + 2, cph)),
      configured === undefined ? [] : [{ mainLob: 'l', caseType: 'c', targetCph: configured }],
    );

  it.each([
    ['14', '13.8', '13.8'],
    ['13', '12.5', '12.5'], // halves round up
    ['12', '12.5', '12'],
    ['13', '13.8', '13'],
    ['13.8', '13.8', '13.8'],
    ['14.0001', '13.8', '14.0001'],
  ])('%s against the configured %s is %s', (given, configured, expected) => {
    expect(read([given], configured).rows[0]?.targetCph).toBe(expected);
  });

  it('agree when a rounded integer and the configured value stand side by side', () => {
    const { agreed, warnings } = read(['14', '13.8', null], '13.8');
    expect(agreed).toEqual([{ mainLob: 'L', caseType: 'C', targetCph: '13.8' }]);
    expect(messagesOf(warnings)).toEqual([
      'L / C: the target CPH 14 is taken as the configured 13.8 (row 2)',
    ]);
  });

  it('say nothing about a pair without any CPH in the file', () => {
    expect(read([null], '12')).toEqual({
      rows: [{ targetCph: '12', warnings: [] }],
      agreed: [],
      warnings: [],
    });
  });

  it('list at most five rows of a value', () => {
    const { warnings } = read([...Array<string>(7).fill('1.5'), '2.5']);
    expect(messagesOf(warnings)).toEqual([
      'L / C: the rows have different target CPHs, 1.5 (rows 2, 3, 4, 5, 6 and 2 more), 2.5 (row 9); none is configured',
    ]);
  });
});

describe('values of a forecast row', () => {
  it('are cleaned', () => {
    expect(readName(' Facets\u00a0 Medicare ', 'mainLob')).toBe('Facets Medicare');
    expect(['fl', 'n/a', '#N/A', 'Region 9'].map((state) => readDemandState(state))).toEqual([
      'FL',
      'N/A',
      'N/A',
      'Region 9',
    ]);
    expect([readCph('12.50'), readCph(null), readCases('7')]).toEqual(['12.5', null, 7]);
  });

  it.each([
    ['an empty name', () => readName(' ', 'mainLob')],
    ['201 characters', () => readName('x'.repeat(201), 'mainLob')],
    ['a CPH with five places', () => readCph('1.23456')],
    ['a negative CPH', () => readCph('-1')],
    ['half a case', () => readCases(0.5)],
    ['more cases than the column holds', () => readCases(2_000_000_001)],
  ])('refuse %s', (_what, read) => {
    expect(read).toThrow('is not accepted; expected');
  });
});
