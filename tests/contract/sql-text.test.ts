import { listSourceFiles } from '../support/structure/source-files';

/** Files whose texts are SQL: repositories, fragments and the doors to them, the database plumbing, the data checks. */
const SQL_FILE = /\.(repository|sql)\.ts$|\/sql\.ts$|^src\/platform\/database\/|^src\/checks\//;

/** Where a text is taken apart that is no SQL, with what it is. */
const NO_SQL: Readonly<Record<string, string>> = {
  'src/platform/database/copy.ts': 'values of rows in the format of COPY',
  'src/platform/database/record-text.ts': 'values of rows as PostgreSQL writes a whole one',
  'src/platform/database/pool/snake-naming.ts': 'a property that becomes the name of a column',
  'src/checks/run.ts': 'the first violations of a check',
};

const SURGERY = /\.(?:replace|replaceAll|split|match|matchAll|substring|slice)\(|new RegExp\(|\.exec\(/;

/** A rule of the domain by the words that only its formula has, with the one place where SQL says it. */
const RULES: readonly { rule: string; formula: RegExp; places: readonly string[] }[] = [
  {
    rule: 'productive hours',
    formula: /1 - [\w${}'()]*\.?shrinkage/,
    places: ['src/features/calendar/weeks/working-time.sql.ts'],
  },
  {
    rule: 'people required',
    formula: /ceil_div\(/,
    places: ['src/features/summary/table/fte-required.sql.ts'],
  },
  {
    rule: 'why people required are unknown',
    formula: /'NO_HOURS'/,
    places: ['src/features/summary/table/fte-required.sql.ts'],
  },
  {
    rule: 'percentage in a week',
    formula: /\(n\.year, n\.week_number\) <=/,
    places: ['src/features/resource/production/percentage.sql.ts'],
  },
  {
    rule: 'states of a person',
    formula: /'n\/a' OR/,
    places: ['src/features/assignment/checks/eligibility.sql.ts'],
  },
  {
    rule: 'tier of the latest week',
    formula: /% 20000|\* 20000/,
    places: ['src/features/reports/tables/demand-selection.repository.ts'],
  },
];

const files = listSourceFiles('src').filter(({ name }) => SQL_FILE.test(name));

test('no text of SQL is patched: pieces are values that are put together', () => {
  const patched = files.filter(({ text }) => SURGERY.test(text)).map(({ name }) => name);
  expect(patched.sort()).toEqual(Object.keys(NO_SQL).sort());
});

// The checks of stored data have formulas of their own on purpose: they are the judge of these.
test.each(RULES)('SQL says $rule in one place', ({ formula, places }) => {
  const found = files.filter(({ name, text }) => !name.startsWith('src/checks/') && formula.test(text));
  expect(found.map(({ name }) => name)).toEqual(places);
});

test('only repositories and other fragments read fragments of SQL', () => {
  const readers = listSourceFiles('src')
    .filter(({ text }) => /from '(?![^']*platform)[^']*(?:\/|\.)sql'/.test(text))
    .map(({ name }) => name)
    .filter((name) => name.startsWith('src/features/'));
  const others = readers.filter((name) => !/\.(repository|sql)\.ts$|\/sql\.ts$/.test(name));
  expect(readers.length).toBeGreaterThan(15);
  expect(others).toEqual([]);
});

test.each([
  ['a service', 'src/features/summary/refresh/refresh.service.ts', true],
  ['a resolver', 'src/features/summary/summary.resolver.ts', true],
  ['a repository', 'src/features/summary/refresh/refresh.repository.ts', false],
  ['a fragment', 'src/features/summary/table/fte-required.sql.ts', false],
])('the direction rules keep %s from the SQL door or let it through', (_what, file, isKept) => {
  const { forbidden } = jest.requireActual<{ forbidden: Rule[] }>('../../dependency-cruiser.config.cjs');
  const rule = forbidden.find(({ name }) => name === 'sql-door-is-for-repositories');
  const from = rule && new RegExp(rule.from.path).test(file) && !new RegExp(rule.from.pathNot).test(file);
  expect(from).toBe(isKept);
  expect(new RegExp(rule?.to.path ?? '^$').test('src/features/calendar/sql.ts')).toBe(true);
});

interface Rule {
  name: string;
  from: { path: string; pathNot: string };
  to: { path: string };
}
