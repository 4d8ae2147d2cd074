import { describe as show, invalid } from '../../../src/domain/errors';

test('an error shows the value seen, whatever it is', () => {
  expect(show('a "b"')).toBe('"a \\"b\\""');
  expect(show(undefined)).toBe('undefined');
  expect(show(12n)).toBe('12');
  expect(show(Number.NaN)).toBe('NaN');
  expect(show({ a: 1 })).toBe('{"a":1}');
});

test('a long value is cut to 80 characters', () => {
  expect(show('x'.repeat(200))).toHaveLength(78);
  expect(show('x'.repeat(200)).endsWith('…')).toBe(true);
});

test('a wrong field names itself, the value and what is accepted', () => {
  expect(invalid('shrinkage', 1.2, 'a number below 1')).toMatchObject({
    code: 'VALIDATION',
    message: 'shrinkage: 1.2 is not accepted; expected a number below 1',
    issues: [{ path: 'shrinkage', value: 1.2 }],
  });
});
