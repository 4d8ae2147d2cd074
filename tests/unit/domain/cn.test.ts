import fc from 'fast-check';
import { normaliseCn } from '../../../src/domain/demand/cn';

describe('normaliseCn', () => {
  it.each([
    ['AA999999', 'AA999999'],
    [' aa999999\u00a0', 'AA999999'],
    ['aa\u00a0999999', 'AA999999'],
    ['\ufeffbot-07\t', 'BOT-07'],
    ['TBH-001', 'TBH-001'],
    ["'AA999999", 'AA999999'],
    ['’0012.0', '0012'],
    ['x'.repeat(64), 'X'.repeat(64)],
  ])('reads %j as %s', (raw, expected) => {
    expect(normaliseCn(raw)).toBe(expected);
  });

  it.each([
    ['', 'expected a non-empty contractor number'],
    [' \u00a0\t', 'expected a non-empty contractor number'],
    ["'", 'expected a non-empty contractor number'],
    ['a\tb', 'holds a control character'],
    ['a\u0000b', 'holds a control character'],
    ['a\ud800', 'holds a control character'],
    ['x'.repeat(65), 'expected at most 64 characters'],
    [null, 'expected text such as AA999999'],
    [123, 'expected text such as AA999999'],
  ])('refuses %j: %s', (raw, message) => {
    expect(() => normaliseCn(raw, 'resource_cn')).toThrow(message);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (raw) => {
        let once: string;
        try {
          once = normaliseCn(raw);
        } catch {
          return;
        }
        expect(normaliseCn(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });
});
