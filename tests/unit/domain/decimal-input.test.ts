import fc from 'fast-check';
import {
  cleanSpreadsheetNumber,
  CPH,
  type DecimalRange,
  FORECAST,
  MONTH_DAYS,
  OCCUPANCY,
  PERCENTAGE,
  readDecimal,
  readInteger,
  SHRINKAGE,
  TIER_PERCENTAGE,
  WEEK_DAYS,
  WORK_HOURS,
} from '../../../src/domain/decimal-input';
import { DomainError } from '../../../src/domain/errors';
import { plain } from '../../../src/domain/rounding';

function refusal(read: () => unknown): DomainError {
  try {
    read();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const read = (value: unknown, range: DecimalRange) => plain(readDecimal(value, { ...range, path: 'field' }));

describe('readDecimal', () => {
  it.each<[string, DecimalRange, unknown, string]>([
    ['a percentage as number', PERCENTAGE, 0.75, '0.75'],
    ['a percentage as text', PERCENTAGE, ' 0.3333 ', '0.3333'],
    ['0 %', PERCENTAGE, 0, '0'],
    ['−0 as 0', PERCENTAGE, '-0.0', '0'],
    ['100 % with trailing zeros beyond the scale', PERCENTAGE, '1.000000', '1'],
    ['an exponent', PERCENTAGE, '5e-1', '0.5'],
    ['a plus sign', PERCENTAGE, '+0.5', '0.5'],
    ['a leading point', PERCENTAGE, '.5', '0.5'],
    ['a tier of 1', TIER_PERCENTAGE, 1, '1'],
    ['the smallest tier', TIER_PERCENTAGE, '0.0001', '0.0001'],
    ['no shrinkage', SHRINKAGE, 0, '0'],
    ['the largest shrinkage', SHRINKAGE, 0.9999, '0.9999'],
    ['full occupancy', OCCUPANCY, 1, '1'],
    ['a day of 24 hours', WORK_HOURS, 24, '24'],
    ['quarter hours', WORK_HOURS, 7.25, '7.25'],
    ['a CPH of 0', CPH, 0, '0'],
    ['the largest CPH', CPH, '9999.9999', '9999.9999'],
  ])('accepts %s', (_name, range, value, expected) => {
    expect(read(value, range)).toBe(expected);
  });

  it.each<[string, DecimalRange, unknown]>([
    ['a percentage above 1', PERCENTAGE, 1.0001],
    ['a negative percentage', PERCENTAGE, -0.1],
    ['five decimal places', PERCENTAGE, '0.12345'],
    ['binary noise', PERCENTAGE, 0.1 + 0.2],
    ['a tier of 0', TIER_PERCENTAGE, 0],
    ['a shrinkage of 1', SHRINKAGE, 1],
    ['an occupancy of 0', OCCUPANCY, '0.0000'],
    ['a day of 0 hours', WORK_HOURS, 0],
    ['a day of more than 24 hours', WORK_HOURS, 24.01],
    ['hours with three decimal places', WORK_HOURS, 7.125],
    ['a negative CPH', CPH, -1],
    ['a CPH of 10000', CPH, 10_000],
    ['NaN', CPH, NaN],
    ['Infinity', CPH, Infinity],
    ['Infinity as text', CPH, 'Infinity'],
    ['an empty text', CPH, ''],
    ['white space', CPH, '  '],
    ['a word', CPH, 'twelve'],
    ['a percent sign', PERCENTAGE, '75%'],
    ['a decimal comma', CPH, '13,8'],
    ['hexadecimal', CPH, '0x1f'],
    ['an absurd exponent', CPH, '1e99999999'],
    ['a very long text', CPH, '1'.repeat(100)],
    ['null', CPH, null],
    ['undefined', CPH, undefined],
    ['true', CPH, true],
    ['a list', CPH, [5]],
    ['a bigint', CPH, 5n],
  ])('refuses %s', (_name, range, value) => {
    expect(refusal(() => read(value, range)).code).toBe('VALIDATION');
  });

  it('says the field, the value seen and what is accepted', () => {
    const error = refusal(() => readDecimal('1.5', { ...SHRINKAGE, path: 'weeks.3.shrinkage' }));
    const expected =
      '"1.5" is not accepted; expected a number at least 0 and below 1 with at most 4 decimal places';
    expect(error.message).toBe(`weeks.3.shrinkage: ${expected}`);
    expect(error.issues).toEqual([{ path: 'weeks.3.shrinkage', message: expected, value: '1.5' }]);
    expect(refusal(() => read(7.125, WORK_HOURS)).message).toBe(
      'field: 7.125 is not accepted; expected a number above 0 and at most 24 with at most 2 decimal places',
    );
    expect(refusal(() => read(NaN, CPH)).message).toContain('"NaN"');
  });

  it('reads every number of 4 places back exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (units) => {
        const value = readDecimal(units / 10_000, { ...CPH, path: 'target_cph' });
        expect(plain(value.times(10_000))).toBe(String(units));
      }),
    );
  });
});

describe('readInteger', () => {
  it.each([
    [WEEK_DAYS, 0, 0],
    [WEEK_DAYS, 7, 7],
    [WEEK_DAYS, '5', 5],
    [MONTH_DAYS, '21.0', 21],
    [MONTH_DAYS, 31, 31],
    [FORECAST, '2e3', 2000],
    [FORECAST, 2_000_000_000, 2_000_000_000],
    [FORECAST, '-0', 0],
  ])('within %j reads %j as %d', (range, value, expected) => {
    expect(readInteger(value, { ...range, path: 'field' })).toBe(expected);
  });

  it.each([
    [WEEK_DAYS, 8],
    [WEEK_DAYS, -1],
    [WEEK_DAYS, 4.5],
    [MONTH_DAYS, 32],
    [FORECAST, 2_000_000_001],
    [FORECAST, ''],
    [FORECAST, 'five'],
    [FORECAST, null],
    [FORECAST, false],
  ])('within %j refuses %j', (range, value) => {
    expect(() => readInteger(value, { ...range, path: 'field' })).toThrow(
      `expected a whole number from ${range.min} to ${range.max}`,
    );
  });
});

describe('cleanSpreadsheetNumber', () => {
  it('removes the binary noise of spreadsheet doubles and nothing else', () => {
    expect(cleanSpreadsheetNumber(0.30000000000000004)).toBe(0.3);
    expect(cleanSpreadsheetNumber(13.8)).toBe(13.8);
    expect(cleanSpreadsheetNumber(123456789012345)).toBe(123456789012345);
  });
});
