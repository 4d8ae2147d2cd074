import fc from 'fast-check';
import { demandKey } from '../../../src/domain/demand/demand-key';
import { compareC } from '../../../src/domain/ordering';
import { cleanName, cleanText, nearest, slug, textKey } from '../../../src/domain/text-key';

const storable = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !text.includes('\u0000'));

describe('cleanText', () => {
  it('folds NBSP, tabs, newlines and controls to one space and trims', () => {
    expect(cleanText('\u00a0 Amisys\u00a0\u00a0Medicaid\t\r\n DOMESTIC \u0001')).toBe(
      'Amisys Medicaid DOMESTIC',
    );
  });

  it('removes zero-width characters and composes accents', () => {
    expect(cleanText('\ufeffAmi\u200bsys')).toBe('Amisys');
    expect(cleanText('Cafe\u0301')).toBe('Caf\u00e9');
  });

  it('refuses NUL and half a surrogate pair, which cannot be stored', () => {
    expect(() => cleanText('a\u0000b', 'main_lob')).toThrow('main_lob: text with the character U+0000');
    expect(() => cleanText('a\ud800', 'main_lob')).toThrow('main_lob: text with half of a surrogate pair');
    expect(cleanText('a\u{1f600}')).toBe('a\u{1f600}');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(storable, (text) => {
        const once = cleanText(text);
        expect(cleanText(once)).toBe(once);
        expect(once).toBe(once.normalize('NFC'));
        expect(textKey(textKey(text))).toBe(textKey(text));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('textKey', () => {
  it('lower-cases A to Z only, as COLLATE "C" does', () => {
    expect(textKey('  Amisys  MEDICAID ')).toBe('amisys medicaid');
    expect(textKey('\u00c9COLE \u0130 \u03a3')).toBe('\u00c9cole \u0130 \u03a3');
  });

  it('keeps the length of a clean name', () => {
    fc.assert(
      fc.property(storable, (text) => {
        expect(textKey(text)).toHaveLength(cleanName(text).length);
      }),
    );
  });
});

describe('nearest', () => {
  const lobs = ['Amisys Medicaid DOMESTIC', 'Amisys Medicaid GLOBAL', 'Amisys Medicare', 'Facets Medicaid'];

  it.each([
    ['Amisys Medicaid DOMESTC', 'Amisys Medicaid DOMESTIC'],
    ['amysis medicare', 'Amisys Medicare'],
    ['Amisys Medciaid Global', 'Amisys Medicaid GLOBAL'],
    ['Facet Medicaid', 'Facets Medicaid'],
    [' amisys  MEDICARE', 'Amisys Medicare'],
  ])('of %j is %s', (text, expected) => {
    expect(nearest(text, lobs)).toBe(expected);
  });

  it('is nothing when all are far, or there are none', () => {
    expect(nearest('Workday', lobs)).toBeUndefined();
    expect(nearest('', lobs)).toBeUndefined();
    expect(nearest('Amisys', [])).toBeUndefined();
    expect(nearest('FL', ['GA', 'TX'])).toBeUndefined();
  });

  it('counts a swap of neighbours as one edit and keeps the first of equals', () => {
    expect(nearest('FTC', ['ABC', 'FCT', 'TFC'])).toBe('FCT');
  });

  it('always finds a candidate that differs by at most two edits in a long text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...lobs), fc.nat(), fc.nat(), (lob, i, j) => {
        const without = (text: string, at: number) =>
          text.slice(0, at % text.length) + text.slice((at % text.length) + 1);
        expect(nearest(without(without(lob, i), j), lobs)).toBe(lob);
      }),
    );
  });
});

describe('slug', () => {
  it.each([
    ['Amisys Medicaid DOMESTIC-FL', 'amisys-medicaid-domestic-fl'],
    ['N/A', 'n-a'],
    ['FTC-Basic/Non MMP', 'ftc-basic-non-mmp'],
    ['Xcelys Medicare (Global)', 'xcelys-medicare-global'],
    ['Amisys Projects- Global', 'amisys-projects-global'],
    ['--', ''],
  ])('of %s is %s', (text, expected) => {
    expect(slug(text)).toBe(expected);
  });
});

describe('demandKey', () => {
  it('is one for every spelling of a demand', () => {
    const key = demandKey({
      mainLob: 'Amisys Medicaid DOMESTIC',
      state: 'FL',
      caseType: 'FTC-Basic/Non MMP',
    });
    expect(key).toBe('["amisys medicaid domestic","fl","ftc-basic/non mmp"]');
    expect(
      demandKey({ mainLob: ' amisys  medicaid domestic', state: 'fl', caseType: 'FTC-BASIC/NON MMP\u00a0' }),
    ).toBe(key);
  });

  it('keeps apart demands whose joined names would be equal', () => {
    const a = demandKey({ mainLob: 'A-B', state: 'C', caseType: 'D' });
    const b = demandKey({ mainLob: 'A', state: 'B-C', caseType: 'D' });
    expect(a).not.toBe(b);
  });
});

describe('compareC', () => {
  it('puts capitals before small letters and prefixes first', () => {
    expect(['b', 'B', 'a', 'ab', ''].sort(compareC)).toEqual(['', 'B', 'a', 'ab', 'b']);
  });

  it('puts characters above U+FFFF last, unlike UTF-16 order', () => {
    expect(['\u{1f600}', '\uffee', '\ud7ff'].sort(compareC)).toEqual(['\ud7ff', '\uffee', '\u{1f600}']);
  });

  it('is the order of the UTF-8 bytes', () => {
    const wide = fc.string({ unit: 'binary', maxLength: 6 });
    fc.assert(
      fc.property(wide, wide, (a, b) => {
        expect(Math.sign(compareC(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
      { numRuns: 2000 },
    );
  });
});
