import { readDate } from '../../../src/features/imports/reading/written-dates.rules';

describe('dates with a year of two digits', () => {
  it.each([
    ['26-May-31', '2031-05-26'],
    ['1-May-98', '1998-05-01'],
    ['13/5/25', '2025-05-13'],
    ['5/13/69', '2069-05-13'],
    ['13-5-25', '2025-05-13'],
    ['01-01-01', '2001-01-01'],
  ])('%s is %s', (text, date) => {
    expect(readDate(text, undefined)).toBe(date);
  });

  it('may begin with it, so what fits several orders is refused with each', () => {
    expect(() => readDate('25-05-01', undefined)).toThrow(
      '"25-05-01" may be 2001-05-25 (day first) or 2025-05-01 (year first)',
    );
    expect(() => readDate('05-06-07', undefined)).toThrow(
      'may be 2007-05-06 (month first) or 2007-06-05 (day first) or 2005-06-07 (year first)',
    );
    expect(readDate('25-05-01', 'dmy')).toBe('2001-05-25');
  });
});
