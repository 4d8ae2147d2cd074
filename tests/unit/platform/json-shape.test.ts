import {
  MAX_JSON_DEPTH,
  MAX_JSON_MEMBERS,
  requireJsonShape,
} from '../../../src/platform/http/bodies/json-shape';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

it('takes JSON up to the limit and refuses one level more', () => {
  expect(() => requireJsonShape(nested(MAX_JSON_DEPTH))).not.toThrow();
  expect(() => requireJsonShape(nested(MAX_JSON_DEPTH + 1))).toThrow(/objects 101 deep; at most 100 are/);
  expect(() => requireJsonShape(nested(3_000))).toThrow(/objects 3000 deep/);
});

it('counts no brackets inside texts', () => {
  expect(() => requireJsonShape(`{"a":"\\"${'['.repeat(500)}"}`)).not.toThrow();
});

it('counts depth, not number', () => {
  expect(() => requireJsonShape(`[${'[],'.repeat(500)}[]]`)).not.toThrow();
});

const wide = (members: number): string =>
  JSON.stringify(Object.fromEntries(Array.from({ length: members }, (_, i) => [`k${i}`, [i, 'a,b', {}]])));

test('an object is as wide as it may be, and lists as long as they like', () => {
  expect(() => requireJsonShape(wide(MAX_JSON_MEMBERS))).not.toThrow();
  expect(() => requireJsonShape(`[${wide(MAX_JSON_MEMBERS + 1)},${wide(3)}]`)).toThrow(
    /has 1001 members; at most 1000 are/,
  );
  expect(() => requireJsonShape(wide(4_000))).toThrow(/has 4000 members/);
  expect(() => requireJsonShape(JSON.stringify(Array(5_000).fill({ a: 1, b: 2 })))).not.toThrow();
  expect(() => requireJsonShape('1,2')).not.toThrow();
});
