import type { Dice } from './dice';

/** Text that becomes the bare number in the JSON that is sent (`JSON.stringify` cannot write it). */
const BARE = '@@bare:';

/** A number that only a hand-written body holds: 1e999 reads as Infinity. */
export function bare(digits: string): string {
  return `${BARE}${digits}@@`;
}

/** JSON text with bare numbers. */
export function jsonText(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replace(/"@@bare:([^@"]+)@@"/g, '$1');
}

const LONG = 'x'.repeat(20_000);
const INJECTION = `'; DROP TABLE forecast; --`;

/** Values that no argument is made for. */
export const HOSTILE: readonly unknown[] = [
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    'x\udfffy',
    LONG,
    INJECTION,
    '" OR ""="',
    '$1',
    '%',
    '_',
    '\\',
  ],
  ...[
    '${7*7}',
    '../../etc/passwd',
    '<script>alert(1)</script>',
    '=1+1',
    '__proto__',
    'constructor',
    'toString',
  ],
  ...['null', 'NaN', 'Infinity', '-Infinity', '1e999', '0x10', '٣', '½', '🧑‍🚀', '\u202e', '\ufeff', 'ﬀ', 'İ'],
  ...[
    0,
    -1,
    1,
    53,
    54,
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31),
    2 ** 53,
    1e21,
    1e308,
    -1e308,
    5e-324,
    0.1 + 0.2,
    -0,
  ],
  ...[bare('1e999'), bare('-1e999'), bare('9'.repeat(400)), bare('0.00000000000000000000001')],
  ...[
    '2025-W53',
    '2020-W53',
    '0000-W01',
    '9999-W52',
    '9999-W53',
    '2025-W00',
    '2025-W54',
    '2025-18',
    '0001-W01',
  ],
  ...[
    '0000-01-01',
    '9999-12-31',
    '2025-02-30',
    '2025-13-01',
    'infinity',
    'today',
    'now',
    'epoch',
    '0001-01-01',
  ],
  ...['4294967296', '2147483647', '2147483648', '-5', '00', '1.5', '1e3', 'abc', 'cm93Oi0x', 'cm93OjFlOTk5'],
  ...[null, true, false, [], {}, [[]], [null], { a: { b: {} } }, JSON.parse('{"__proto__": {"x": 1}}')],
];

/** Plausible values by the argument's name; `ids` and `cns` come from the data. */
export interface Known {
  cns: string[];
  ids: string[];
  demands: { mainLob: string; state: string; caseType: string }[];
  nodes: string[];
  plans: string[];
}

const MONTHS = [
  'May',
  'June',
  'July',
  'August',
  'October',
  'April',
  '5',
  'may',
  'May-25',
  '2025-05',
  'Maybe',
];
const NUMBERS = [0, 1, 2, 5, 10, 0.5, 0.75, 0.1, 40, 7.5, 100, 0.12345, 1.5, -1, 1000];

type Make = (known: Known, dice: Dice) => unknown;

const BY_NAME: readonly (readonly [RegExp, Make])[] = [
  [/^(resource_?)?cns?$/i, (known, dice) => dice.pick(known.cns)],
  [/cns$/i, (known, dice) => dice.pick(known.cns)],
  [/main_?lobs?$/i, (known, dice) => dice.pick(known.demands).mainLob],
  [/case_?types?$|^skill/i, (known, dice) => dice.pick(known.demands).caseType],
  [/states?$/i, (known, dice) => dice.pick(known.demands).state],
  [/platforms?$/i, (_, dice) => dice.pick(['Amisys', 'Facets', 'Xcelys', 'amisys', 'Nothing'])],
  [/location|locality|localities|work_?type/i, (_, dice) => dice.pick(['Domestic', 'Global', 'Mars'])],
  [
    /^from$|^to$|month_?start/i,
    (_, dice) => dice.pick(['2025-05-01', '2025-06', '2025-07-01', '2025-05-02']),
  ],
  [/month_?index/i, (_, dice) => dice.pick([1, 2, 6, 0, 7])],
  [/month/i, (_, dice) => dice.pick(MONTHS)],
  [/year/i, (_, dice) => dice.pick([2025, 2025, 2025, 2020, 2026, 1, 9999])],
  [/week_?number/i, (_, dice) => dice.pick([1, 18, 20, 22, 30, 52, 53])],
  [/week/i, (_, dice) => dice.pick(['2025-W18', '2025-W20', '2025-W22', '2025-W40'])],
  [/^first$|limit|^top$|depth/i, (_, dice) => dice.pick([1, 2, 5, 20, 0])],
  [/^after$/i, (_, dice) => dice.pick(['cm93OjA', 'cm93OjU'])],
  [/plan_?hash/i, (known, dice) => dice.pick(known.plans)],
  [/date$/i, (_, dice) => dice.pick(['2025-05-05', '2025-12-25', '2024-02-29'])],
  [/wait_?s|deadline/i, () => 0.2],
  [/^offset$/i, (_, dice) => dice.pick([0, 1, 10, 100_000])],
  [/format/i, (_, dice) => dice.pick(['json', 'csv', 'ndjson', 'xlsx', 'pdf'])],
  [/^report$|against/i, (_, dice) => dice.pick(['2025-04', 'Apr-25', '2025-03', '1999-01'])],
  [/version/i, (_, dice) => dice.pick([1, 2, 3])],
];

/** A plausible value of a scalar. */
export function plausible(name: string, type: string, known: Known, dice: Dice): unknown {
  if (type === 'Boolean') return dice.chance(0.5);
  for (const [pattern, make] of BY_NAME) if (pattern.test(name)) return make(known, dice);
  if (type === 'ID') return dice.pick([...known.ids, ...known.nodes]);
  if (type === 'Int' || type === 'Float' || type === 'Decimal' || type === 'number' || type === 'integer')
    return dice.pick(NUMBERS);
  if (type === 'Date') return dice.pick(['2025-05-01', '2025-06-15']);
  if (type === 'IsoWeek') return dice.pick(['2025-W20', '2025-W30']);
  if (type === 'JSON') return { cn: 'AA000001', location: 'Global', row: dice.index(9) };
  return dice.pick(['fuzz', 'Amisys Medicaid DOMESTIC', 'a b', 'Zoë', `fuzz ${dice.index(1000)}`]);
}

/** A list of identifiers longer than any accepted. */
export function tooMany(): string[] {
  return Array.from({ length: 10_001 }, (_, i) => String(i));
}
