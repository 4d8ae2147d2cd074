import { readNumber, writeNumber } from '../../../web/app/format/read-number';

describe('a number as people type it', () => {
  it.each([
    ['62', 0.62],
    ['62.5', 0.625],
    ['62,5', 0.625],
    ['73%', 0.73],
    ['73 %', 0.73],
    ['0.5', 0.005],
    [' 7 ', 0.07],
    ['62.57', 0.6257],
    ['150', 1.5],
    ['-5', -0.05],
    ['.5', 0.005],
  ])('%s is a percentage, exactly', (text, value) => expect(readNumber(text, true)).toBe(value));

  it.each([
    ['4,5', 4.5],
    ['7.5', 7.5],
    ['−3', -3],
  ])('%s is a number', (text, value) => expect(readNumber(text)).toBe(value));

  it.each(['', 'abc', '1,000', '1.2.3', '1,2,3', '4%', '1e3', '--4', '%'])(
    '%s is none, or could be two',
    (text) => expect(readNumber(text)).toBeNaN(),
  );

  it('stands in its field with every digit', () => {
    expect([0.29, 0.07, 0.625, 1, 0.6257].map((value) => writeNumber(value, true))).toEqual([
      '29 %',
      '7 %',
      '62.5 %',
      '100 %',
      '62.57 %',
    ]);
    expect([7.5, 5].map((value) => writeNumber(value))).toEqual(['7.5', '5']);
    expect(writeNumber(NaN)).toBe('');
  });
});
