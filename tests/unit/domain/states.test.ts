import fc from 'fast-check';
import {
  formatStateList,
  isStateCode,
  parseStateList,
  STATE_NAMES,
  stateName,
} from '../../../src/domain/demand/states';

describe('states', () => {
  it('are the 50 states, DC and the 5 territories', () => {
    expect(Object.keys(STATE_NAMES)).toHaveLength(56);
    expect(new Set(Object.values(STATE_NAMES)).size).toBe(56);
    expect(Object.keys(STATE_NAMES).every((code) => /^[A-Z]{2}$/.test(code))).toBe(true);
  });

  it.each([
    ['FL', 'Florida'],
    ['fl', 'Florida'],
    ['DC', 'District of Columbia'],
    ['N/A', 'N/A'],
    ['ZZ', 'ZZ'],
    ['toString', 'toString'],
  ])('%s is spelled out as %s', (code, name) => {
    expect(stateName(code)).toBe(name);
  });

  it('knows its codes', () => {
    expect(['FL', 'pr', 'ALL', 'N/A', '__proto__'].map(isStateCode)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('parseStateList', () => {
  it.each([
    ['FL|GA|TX', ['FL', 'GA', 'TX'], []],
    ['NE AR NV', ['AR', 'NE', 'NV'], []],
    ['NC/WI', ['NC', 'WI'], []],
    ['tx, fl;ga , tx', ['FL', 'GA', 'TX'], []],
    ['ALL', ['ALL'], []],
    ['all', ['ALL'], []],
    ['N/A', [], []],
    ['n/a', [], []],
    ['#N/A', [], []],
    [' N/A\u00a0', [], []],
    ['NC/WI N/A', ['NC', 'WI'], []],
    ['N/A|N/A|FL', ['FL'], []],
    ['facets', [], ['facets']],
    ['FL facets FL XX', ['FL'], ['facets', 'XX']],
    ['dc\u00a0PR', ['DC', 'PR'], []],
    ['FL & GA and TX', ['FL', 'GA', 'TX'], []],
    ['Washington, D.C.', ['DC'], []],
    ['Washington, DC|Washington; D.C.', ['DC', 'WA'], []],
    ['Washington, Delaware', ['DE', 'WA'], []],
    ['', [], []],
    ['|/,; ', [], []],
  ])('reads %j', (text, states, dropped) => {
    expect(parseStateList(text)).toEqual({ states, dropped });
  });

  it('reads back what it stores', () => {
    const list = fc.uniqueArray(fc.constantFrom('ALL', ...Object.keys(STATE_NAMES)));
    fc.assert(
      fc.property(list, fc.constantFrom('|', '/', ',', ';', ' '), (codes, separator) => {
        const { states } = parseStateList(codes.join(separator));
        expect(states).toEqual([...codes].sort());
        expect(parseStateList(formatStateList(states))).toEqual({ states, dropped: [] });
      }),
    );
    expect(formatStateList(['FL', 'GA', 'TX'])).toBe('FL|GA|TX');
  });
});
