import { MAX_JSON_DEPTH, requireShallowJson } from '../../../src/platform/http/bodies/json-depth';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

it('takes JSON up to the limit and refuses one level more', () => {
  expect(() => requireShallowJson(nested(MAX_JSON_DEPTH))).not.toThrow();
  expect(() => requireShallowJson(nested(MAX_JSON_DEPTH + 1))).toThrow(/more than 100 deep/);
});

it('counts no brackets inside texts', () => {
  expect(() => requireShallowJson(`{"a":"\\"${'['.repeat(500)}"}`)).not.toThrow();
});

it('counts depth, not number', () => {
  expect(() => requireShallowJson(`[${'[],'.repeat(500)}[]]`)).not.toThrow();
});
