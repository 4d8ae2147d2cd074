import fc from 'fast-check';
import {
  addMonths,
  compareMonths,
  headerMonth,
  MONTH_NAMES,
  monthFromStart,
  monthLabel,
  monthName,
  monthStart,
  parseMonthLabel,
  parseMonthName,
  parseMonthText,
  reportMonthFromFileName,
} from '../../../src/domain/time/month';

const modernMonth = fc.record({
  year: fc.integer({ min: 2000, max: 2099 }),
  month: fc.integer({ min: 1, max: 12 }),
});

describe('month names', () => {
  it.each([
    ['April', 4],
    ['Apr', 4],
    ['apr', 4],
    ['APRIL', 4],
    [' Apr. ', 4],
    ['Sept', 9],
    ['Sep', 9],
    ['4', 4],
    ['04', 4],
    ['12', 12],
    ['May', 5],
  ])('reads %j as %d', (text, month) => {
    expect(parseMonthName(text)).toBe(month);
  });

  it.each(['', '0', '13', '004', 'Aprill', 'Ap', 'constructor', 'Apr-25'])('does not read %j', (text) => {
    expect(parseMonthName(text)).toBeUndefined();
  });

  it('are full in tables', () => {
    expect(MONTH_NAMES.map((_, index) => monthName(index + 1))).toEqual([...MONTH_NAMES]);
    expect(monthName(5)).toBe('May');
    expect(() => monthName(13)).toThrow('month: 13 is not accepted; expected a month number from 1 to 12');
  });
});

describe('parseMonthText', () => {
  it.each([
    ['April', 4, undefined],
    ['Sept', 9, undefined],
    ['Apr-2026', 4, 2026],
    ['Apr-25', 4, 2025],
    ['Sept-25', 9, 2025],
    ['April 2026', 4, 2026],
    ['April_2026', 4, 2026],
    ["May '25", 5, 2025],
    ['2026-04', 4, 2026],
    ['2026-04-01', 4, 2026],
    ['dec-99', 12, 2099],
  ])('reads %j', (text, month, year) => {
    expect(parseMonthText(text)).toEqual(year === undefined ? { month } : { month, year });
  });

  it.each(['', 'Forecast', '2026-13', '2026-04-02', 'Apr-1850', 'Apr-225', '04-05-2026', 'Apr 5 2026'])(
    'does not read %j',
    (text) => {
      expect(parseMonthText(text)).toBeUndefined();
    },
  );
});

describe('month labels', () => {
  it('are three letters and two digits', () => {
    expect(monthLabel({ year: 2025, month: 5 })).toBe('May-25');
    expect(monthLabel({ year: 2025, month: 9 })).toBe('Sep-25');
    expect(monthLabel({ year: 2005, month: 1 })).toBe('Jan-05');
  });

  it('are read back, with or without the century, and need a year', () => {
    expect(parseMonthLabel('May-25')).toEqual({ year: 2025, month: 5 });
    expect(parseMonthLabel('2025-05')).toEqual({ year: 2025, month: 5 });
    expect(parseMonthLabel('May')).toBeUndefined();
    expect(parseMonthLabel('3')).toBeUndefined();
    fc.assert(
      fc.property(modernMonth, (month) => {
        expect(parseMonthLabel(monthLabel(month))).toEqual(month);
        expect(monthFromStart(monthStart(month))).toEqual(month);
      }),
    );
  });

  it('start on the first day', () => {
    expect(monthStart({ year: 2025, month: 5 })).toBe('2025-05-01');
    expect(() => monthFromStart('2025-13-01')).toThrow('"2025-13-01" is not accepted');
  });
});

describe('month arithmetic', () => {
  it.each([
    [2025, 12, 1, 2026, 1],
    [2025, 1, -1, 2024, 12],
    [2025, 3, 6, 2025, 9],
    [2025, 10, 6, 2026, 4],
    [2025, 5, -24, 2023, 5],
  ])('%d-%d plus %d is %d-%d', (year, month, n, newYear, newMonth) => {
    expect(addMonths({ year, month }, n)).toEqual({ year: newYear, month: newMonth });
  });

  it('adds and takes away to the same month, in order', () => {
    fc.assert(
      fc.property(modernMonth, fc.integer({ min: 1, max: 100 }), (month, n) => {
        const later = addMonths(month, n);
        expect(addMonths(later, -n)).toEqual(month);
        expect(compareMonths(month, later)).toBeLessThan(0);
        expect(compareMonths(later, later)).toBe(0);
      }),
    );
  });
});

describe('headerMonth', () => {
  const report = { year: 2025, month: 10 };

  it('gives a month without a year the report year, and the next one when its number is lower', () => {
    expect(headerMonth('November', report)).toEqual({ year: 2025, month: 11 });
    expect(headerMonth('October', report)).toEqual({ year: 2025, month: 10 });
    expect(headerMonth('April', report)).toEqual({ year: 2026, month: 4 });
  });

  it('keeps a year that is named', () => {
    expect(headerMonth('Apr-2026', { year: 2026, month: 3 })).toEqual({ year: 2026, month: 4 });
    expect(headerMonth('Apr-25', report)).toEqual({ year: 2025, month: 4 });
  });

  it('refuses what is no month', () => {
    expect(() => headerMonth('Total', report, 'row 2')).toThrow(
      'row 2: "Total" is not accepted; expected a month',
    );
  });
});

describe('reportMonthFromFileName', () => {
  it.each([
    ['forecast_March_2025.xlsx', 2025, 3],
    ['Forecast Mar-2025.xlsx', 2025, 3],
    ['capacity 03_2025 final.xlsx', 2025, 3],
    ['3 2025.csv', 2025, 3],
    ['Sept_2025_v2.xlsx', 2025, 9],
    ['/uploads/May_2024/forecast_June_2025.xlsx', 2025, 6],
    ['C:\\plans\\forecast-December-2025.xlsx', 2025, 12],
    ['CapacityMarch_2025.xlsx', 2025, 3],
    ['March_2025 copy of March 2025.xlsx', 2025, 3],
    ['plan_2024_03_2025.xlsx', 2025, 3],
    ['forecast_2025_03.xlsx', 2025, 3],
    ['2025-March forecast.xlsx', 2025, 3],
    ['forecast_30-05-2025.csv', 2025, 5],
    ['forecast_05.30.2025.csv', 2025, 5],
    ['forecast_05-05-2025.csv', 2025, 5],
    ['forecast_copy_2_05_2025.csv', 2025, 5],
  ])('finds the month of %s', (name, year, month) => {
    expect(reportMonthFromFileName(name)).toEqual({ year, month });
  });

  it.each([
    'forecast.xlsx',
    'forecast_March.xlsx',
    'forecast_March_25.xlsx',
    'forecast_13_2025.xlsx',
    'dismay 20251.xlsx',
    'March_2025 against April_2025.xlsx',
    'forecast_12-05-2025.csv',
    'forecast 05_12_2025.csv',
    'forecast May-Jun 2025.csv',
    'May to June 2025.csv',
    '',
  ])('finds none, or no single one, in %j', (name) => {
    expect(reportMonthFromFileName(name)).toBeUndefined();
  });
});
