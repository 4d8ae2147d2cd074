import { isTotalRow } from '../../../src/features/imports/reading/total-row.rules';

const isTotal = (...cells: (string | null)[]) => isTotalRow({ row: 5, cells }, [0, 1]);

describe('rows that sum others', () => {
  it.each([
    [['Total', null, '12']],
    [['Grand Total: 12', null, null]],
    [['Amisys Medicaid DOMESTIC', 'Subtotal', '12']],
    [['SUM', null, '12']],
    [['Amisys Medicaid DOMESTIC Total', null, '12']],
    [[null, null, '1,234', '75 %']],
    [[null, null, 'Totals', '12']],
    [['Gesamtergebnis', null, '12']],
    [['Total Result', null, '12']],
    [['Total général', null, '12']],
    [['Suma total', null, '12']],
    [['Totale complessivo', null, '12']],
    [['Eindtotaal', null, '12']],
  ])('%j is one', (cells) => {
    expect(isTotal(...cells)).toBe(true);
  });

  it.each([
    [['AA000001', 'FTC', '12']],
    [['Totally Medicare', 'FTC', '12']],
    [[null, null, 'Ann', 'Lee']],
    [['Sumter', 'FTC', '1']],
    [['Ergebnisse', 'FTC', '1']],
    [['Amisys Total', 'FTC', '1']],
  ])('%j is none', (cells) => {
    expect(isTotal(...cells)).toBe(false);
  });

  test.each([
    'Amisys Total',
    'TOTAL FTE',
    'Total of 3 people',
    '(Total)',
    '**Total**',
    'T o t a l',
    'Average',
  ])('%j in the only key is no person', (cn) => {
    expect(isTotalRow({ row: 5, cells: [cn, 'Ann'] }, [0])).toBe(true);
  });

  test.each(['TOTAL001', 'Counter', 'AA000001'])('%j in the only key is one', (cn) => {
    expect(isTotalRow({ row: 5, cells: [cn, 'Ann'] }, [0])).toBe(false);
  });
});
