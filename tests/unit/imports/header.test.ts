import type { FileSpec } from '../../../src/features/imports/reading/header.rules';
import {
  matchHeader,
  normaliseHeader,
  requireColumns,
} from '../../../src/features/imports/reading/header.rules';

const SPEC: FileSpec<'cn' | 'status' | 'market'> = {
  what: 'test',
  keys: ['cn'],
  columns: [
    { field: 'cn', label: 'CN', aliases: ['CN#'], required: true, about: 'Number', example: 'AA000001' },
    { field: 'status', label: 'Status', required: true, about: 'Status', example: 'x' },
    { field: 'market', label: 'PrimaryMarket', about: 'Market', example: 'x' },
  ],
  ignored: ['City'],
  ignoredPattern: /mail/,
};
const match = (...cells: (string | null)[]) => matchHeader({ row: 1, cells }, SPEC);

describe('header names', () => {
  it.each([
    ['CN#', 'cn#'],
    ['Status\n[inTrainingorProduction]', 'status'],
    ['PrimaryPlatform [ABS,Amisys]', 'primaryplatform'],
    ['Worktype(FTC/ADJ/COB)', 'worktypeftcadjcob'],
    ["Supervisor'sFullName", 'supervisorsfullname'],
    ['"Production%"', 'production'],
    ['first_name', 'firstname'],
    ['First\u00a0Name\r\n', 'firstname'],
    ['__proto__', 'proto'],
  ])('%j is matched as %s', (text, expected) => {
    expect(normaliseHeader(text)).toBe(expected);
  });
});

describe('matching a header row', () => {
  it('finds columns by any spelling, ignores those that do not matter and lists the unknown', () => {
    const header = match('Work E-Mail', 'cn #', null, 'Status [x]', 'City', 'Shoe size');
    expect([...header.columns]).toEqual([
      ['cn', 1],
      ['status', 3],
    ]);
    expect(header.unknownColumns).toEqual(['Shoe size']);
    expect(header.missing).toEqual([]);
  });

  it('refuses a column that occurs twice, under whatever names', () => {
    expect(() => match('CN', 'Status', 'cn#')).toThrow(
      'the test file has the same column twice in row 1: "CN" (column 1) and "cn#" (column 3); keep one of them',
    );
  });

  it('names what is missing, what is there and a likely misspelling', () => {
    const header = match('CN', 'Statsu');
    expect(() => requireColumns(header, SPEC)).toThrow(
      'the test file lacks the column Status in its header (row 1); it has: CN, Statsu',
    );
    try {
      requireColumns(header, SPEC);
    } catch (error) {
      expect(error).toMatchObject({
        code: 'BAD_FILE',
        issues: [{ path: 'Status', message: expect.stringContaining('did you mean the column "Statsu"?') }],
      });
    }
  });

  it('takes __proto__, constructor and toString for the unknown names that they are', () => {
    const header = match('CN', '__proto__', 'constructor', 'toString');
    expect(header.unknownColumns).toEqual(['__proto__', 'constructor', 'toString']);
    expect(header.missing).toEqual(['Status']);
  });
});
