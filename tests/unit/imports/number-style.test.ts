import { CPH, FORECAST, PERCENTAGE, WORK_HOURS } from '../../../src/domain/decimal-input';
import { NumberStyle } from '../../../src/features/imports/reading/number-style.rules';

const style = (delimiter?: string) => new NumberStyle(() => delimiter);

describe('numbers of a file', () => {
  it.each([
    ['1,234', 1234],
    ['1 234', 1234],
    ['1\u00a0234', 1234],
    ['1\u202f234', 1234],
    ["1'234", 1234],
    ['1,234,567', 1234567],
    ['3,000', 3000],
    ['234.0', 234],
    ['１２３', 123],
    ['1.2E+03', 1200],
  ])('a whole number %j', (text, expected) => {
    expect(style(',').integer(text, FORECAST)).toBe(expected);
  });

  it.each(['(123)', '−5', '$12', '12 cases', '1,23,456'])('no whole number: %j', (text) => {
    expect(() => style(',').integer(text, FORECAST)).toThrow('expected a whole number');
  });

  it.each([
    [';', '3,125', '3.125'],
    [';', '13.8', '13.8'],
    [';', '1.234,5', '1234.5'],
    [',', '1,234.5', '1234.5'],
    [',', '0,875', '0.875'],
    [',', '12,5', '12.5'],
  ])('with cells separated by %j the decimal %j is %s', (delimiter, text, expected) => {
    expect(style(delimiter).decimal(text, CPH, false)).toBe(expected);
  });

  it.each([
    ['75%', '0.75'],
    ['75 %', '0.75'],
    ['75,5 %', '0.755'],
    ['0,75', '0.75'],
  ])('the share %j is %s', (text, expected) => {
    expect(style(';').decimal(text, PERCENTAGE, true)).toBe(expected);
  });

  it('refuses what can be read in two ways, with both', () => {
    expect(() => style(',').decimal('3,125', CPH, false)).toThrow('"3,125" may be 3125 or 3.125');
    expect(() => style(';').decimal('1.234', CPH, false)).toThrow('"1.234" may be 1234 or 1.234');
    expect(() => style(';').integer('1,234', FORECAST)).toThrow('"1,234" may be 1234 or 1.234');
  });

  it('refuses a point before three zeros, which is a whole number either way, except where only one reading is in range', () => {
    for (const delimiter of [',', '\t', undefined])
      expect(() => style(delimiter).integer('2.000', FORECAST)).toThrow('"2.000" may be 2000 or 2.000');
    expect(style(';').integer('2.000', FORECAST)).toBe(2000);
    expect(style('\t').integer('21.000', { min: 0, max: 31 })).toBe(21);
  });

  it('reads a full-width comma as a comma', () => {
    expect(() => style('\t').decimal('３，１２５', CPH, false)).toThrow('may be 3125 or 3.125');
  });

  it('reads points between groups of three beside decimal commas', () => {
    const german = style(';');
    expect(german.decimal('12,5', CPH, false)).toBe('12.5');
    expect(german.integer('12.345.678', FORECAST)).toBe(12345678);
    expect(german.integer('1.234', FORECAST)).toBe(1234);
  });

  it('takes the only reading within the range', () => {
    expect(style(';').integer('1.234', FORECAST)).toBe(1234);
    expect(() => style(',').decimal('1,234', WORK_HOURS, false)).toThrow('is not accepted');
  });

  it('refuses a file that uses a comma in both ways, with an example of each', () => {
    const mixed = style(';');
    mixed.decimal('3,125', CPH, false);
    expect(() => mixed.decimal('13.8', CPH, false)).toThrow(
      'the file writes numbers in two ways: "3,125" has a decimal comma, "13.8" a decimal point',
    );
  });

  it.each(['\t', ','])('refuses decimal commas beside decimal points between %j, too', (delimiter) => {
    for (const pair of [
      ['3,5', '7.25'],
      ['7.25', '3,5'],
      ['3,5', '1.234'],
    ] as const) {
      const mixed = style(delimiter);
      mixed.decimal(pair[0], CPH, false);
      expect(() => mixed.decimal(pair[1], CPH, false)).toThrow('the file writes numbers in two ways');
    }
  });

  it('takes the numbers of a workbook beside a text with a decimal comma', () => {
    const workbook = style();
    expect(workbook.decimal('7.25', CPH, false)).toBe('7.25');
    expect(workbook.decimal('3,5', CPH, false)).toBe('3.5');
  });
});
