import { readFileSync } from 'node:fs';
import { crowdedFolders, featureEdges, mutualFolders } from '../support/structure/folder-rules';
import { listSourceFiles } from '../support/structure/source-files';
import { listCreatedTables, listTableWrites, type TableWrite } from '../support/structure/table-writes';

const MAX_FILES = 15;
/** Folders that may hold more for now, with how many: none may grow, and one that is back in bounds leaves the list. */
const CROWDED: Readonly<Record<string, number>> = {};

/** The part of the code that writes a table: a feature or a room of the platform. */
type Owner = string;

/** Writers other than the owner, each with the reason why. One that no longer writes leaves the list. */
const OTHER_WRITERS: readonly { table: string; writer: Owner; reason: string }[] = [
  {
    table: 'weekly_resource_assignment',
    writer: 'src/features/summary',
    reason: 'weekly_capacity is derived: it is rewritten together with the summary that it adds up to',
  },
];

/** Statements whose table is named at run time: which tables they are given, all of the same owner. */
const NAMED_AT_RUN_TIME: Readonly<Record<string, string>> = {
  'src/features/history/writing/restore.repository.ts':
    'a revert restores the tables that their owners name when they call it',
  'src/platform/database/copy.ts': 'COPY helper; the tables are checked where it is called',
  'src/features/calendar/records/upsert.repository.ts':
    'the tables of calendar, each named by its repository there',
};

const files = listSourceFiles('src');
/** Tables that a later migration renamed. */
const RENAMED = new Map([['change_set_entry', 'change_set_row']]);
const created = listCreatedTables(listSourceFiles('migrations'), 'lasting');
const tables = new Set([...created].map((table) => RENAMED.get(table) ?? table));
const temporary = listCreatedTables(files, 'temporary');

function ownerOf(file: string): Owner {
  return file.split('/').slice(0, 3).join('/');
}

/** The part that holds a table's entity owns the table. */
function tableOwners(): Map<string, Owner> {
  return new Map(
    files.flatMap(({ name, text }) =>
      [...text.matchAll(/@Entity\('(\w+)'/g)].map(([, table = '']) => [table, ownerOf(name)] as const),
    ),
  );
}

function isExcused({ table, file }: TableWrite): boolean {
  return OTHER_WRITERS.some((other) => other.table === table && other.writer === ownerOf(file));
}

describe('folders of src', () => {
  it('hold at most 15 files each', () => {
    const found = Object.fromEntries(
      crowdedFolders(files, MAX_FILES).map(({ folder, count }) => [folder, count]),
    );
    expect(found).toEqual(CROWDED);
  });

  it('never import each other', () => {
    expect(mutualFolders(files)).toEqual([]);
  });
});

describe('edges between features', () => {
  const used = [...featureEdges(files)].map(([feature, others]) => [feature, [...others].sort()] as const);

  it('are those that the direction rules allow, and none is allowed that no code uses', () => {
    const { forbidden } = jest.requireActual<{ forbidden: { name: string; to: { pathNot?: string } }[] }>(
      '../../dependency-cruiser.config.cjs',
    );
    const allowed = forbidden.flatMap(({ name, to }) => {
      const [, feature] = /^feature-edge-(.+)$/.exec(name) ?? [];
      const others = /\((.*)\)/.exec(to.pathNot ?? '')?.[1]?.split('|') ?? [];
      return feature === undefined ? [] : [[feature, others.filter((other) => other !== feature).sort()]];
    });
    expect(Object.fromEntries(used)).toEqual(Object.fromEntries(allowed));
  });

  it('are those that docs/architecture.md shows', () => {
    const rows = readFileSync('docs/architecture.md', 'utf8').matchAll(/^\| (`.+`) \| .* \| (.*) \|$/gm);
    const shown = [...rows].flatMap(([, features = '', others = '']) =>
      features
        .split(', ')
        .map((feature) => [feature.replaceAll('`', ''), others === '–' ? [] : others.split(', ').sort()]),
    );
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(used));
  });
});

describe('tables', () => {
  const owners = tableOwners();
  const writes = files.flatMap(listTableWrites);
  const lasting = writes.filter(({ table }) => tables.has(table));

  it('each have an entity, and so an owner', () => {
    expect([...tables].filter((table) => !owners.has(table))).toEqual([]);
  });

  it('are each written by their owner only', () => {
    const strangers = lasting
      .filter((write) => ownerOf(write.file) !== owners.get(write.table) && !isExcused(write))
      .map(({ file, line, table }) => `${file}:${line} writes ${table} of ${owners.get(table)}`);
    expect(strangers).toEqual([]);
  });

  it('are named in every statement, but for those listed', () => {
    const dynamic = new Set(writes.filter(({ table }) => table.startsWith('${')).map(({ file }) => file));
    expect([...dynamic].sort()).toEqual(Object.keys(NAMED_AT_RUN_TIME).sort());
  });

  it('are found: every table with an owner is written somewhere, temporary ones too', () => {
    const written = new Set(writes.map(({ table }) => table));
    const throughCalendar = ['week_configuration', 'month_configuration'];
    const byTrigger = ['tier_percentage', 'frozen_month_tier'];
    const elsewhere = new Set([...throughCalendar, ...byTrigger]);
    expect([...tables].filter((table) => !written.has(table) && !elsewhere.has(table))).toEqual([]);
    expect([...temporary].some((table) => written.has(table))).toBe(true);
  });

  it('have no exception that nothing needs any more', () => {
    const idle = OTHER_WRITERS.filter(
      ({ table, writer }) =>
        !lasting.some((write) => write.table === table && ownerOf(write.file) === writer),
    );
    expect(idle).toEqual([]);
  });
});

describe('the finder of write statements', () => {
  const found = (text: string): string[] =>
    listTableWrites({ name: 'x.ts', folder: '.', text }).map(({ table }) => table);

  it('sees inserts, updates, deletes, merges, truncates and copies, with schema, alias and in a WITH', () => {
    const statements = [
      '`WITH gone AS (DELETE FROM ONLY public.tier t RETURNING t.*) INSERT INTO "public"."entry" AS e SELECT 1`',
      "'update week SET x = 1'",
      '`MERGE INTO month m USING x ON true`',
      "'TRUNCATE TABLE holiday'",
      "'COPY job (id) FROM STDIN'",
      "copyRows(db, 'stage (a, b)', rows)",
    ];
    const expected = ['tier', 'entry', 'week', 'month', 'holiday', 'job', 'stage'];
    expect(statements.flatMap((text) => found(text))).toEqual(expected);
  });

  it('sees a table named at run time', () => {
    expect(found('`INSERT INTO ${table} AS s SELECT 1`')).toEqual(['${table}']);
    expect(found('copyText(db, target, text)')).toEqual(['${target}']);
  });

  it('passes over locks, conflict clauses and comments', () => {
    expect(found('`SELECT 1 FOR UPDATE OF a`')).toEqual([]);
    expect(found('`SELECT 1 FOR NO KEY UPDATE OF a`')).toEqual([]);
    expect(found('`ON CONFLICT (a) DO UPDATE SET b = 1`')).toEqual([]);
    expect(found('`SELECT 1 -- UPDATE tier\n /* DELETE FROM tier */`')).toEqual([]);
    expect(found('// UPDATE tier')).toEqual([]);
  });
});
