import fc from 'fast-check';
import { withoutEnd, withoutEnds } from '../../../src/domain/text-ends';

test('characters of one kind go at the end, or at both ends', () => {
  expect(withoutEnd('1.500', '0')).toBe('1.5');
  expect(withoutEnd('000', '0')).toBe('');
  expect(withoutEnd('', '0')).toBe('');
  expect(withoutEnds("'It''s'", "'")).toBe("It''s");
  expect(withoutEnds('---', '-')).toBe('');
});

test('it is what the pattern says', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('-', 'a', ' ') }), (text) => {
      expect(withoutEnd(text, '-')).toBe(text.replace(/-+$/, ''));
      expect(withoutEnds(text, '-')).toBe(text.replace(/^-+|-+$/g, ''));
    }),
  );
});
