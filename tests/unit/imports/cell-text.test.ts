import { neutraliseFormula } from '../../../src/platform/files/writing/cell-text';
import { isErrorValue, unguarded } from '../../../src/features/imports/reading/cell-text.rules';

describe('what spreadsheets show in place of a value', () => {
  it.each([
    '#REF!',
    '#¡REF!',
    '#BEZUG!',
    '#ÜBERLAUF!',
    '#NOMBRE?',
    '#¿NOMBRE?',
    '#DIV/0!',
    '#ERROR!',
    '#N/A',
    '#N/D',
    '#NV',
    '#####',
    'Err:502',
  ])('%s is an error value', (text) => {
    expect(isErrorValue(text)).toBe(true);
  });

  it.each(['#1', '# of cases', '#17 Ann Lee', 'Error', 'Err', 'N/A', '#', 'REF!', 'Errol'])(
    '%s is none',
    (text) => {
      expect(isErrorValue(text)).toBe(false);
    },
  );
});

describe('what exports put around a cell for spreadsheets', () => {
  it.each([
    ["'=1+1", '=1+1'],
    ["'-Ann", '-Ann'],
    ["''=x", "'=x"],
    ["'t Hooft", "'t Hooft"],
    ['="00123"', '00123'],
    ['="a ""b"""', 'a "b"'],
    ['\'="00123"', '="00123"'],
    ['="a"&"b"', '="a"&"b"'],
    ['=1+1', '=1+1'],
  ])('%s is %s', (cell, text) => {
    expect(unguarded(cell)).toBe(text);
  });
});

it.each(['=1+1', "'=x", "''-x", "'t Hooft", "'", '-', 'Ann'])(
  '%s comes back from an export as it is',
  (text) => {
    expect(unguarded(neutraliseFormula(text))).toBe(text);
  },
);
