import { readdirSync } from 'node:fs';
import path from 'node:path';
import { openTree } from '../../src/features/tree/nodes/tree.service';
import { countStatements } from '../../src/platform/database/pool/statement-count';
import type { LoaderDef } from '../../src/platform/scope/request-scope';
import { sql } from '../../src/platform/database/sql';
import { insertHoliday, insertMonthClose, insertMonthConfigs } from '../support/factories/calendar';
import { insertReport } from '../support/factories/demand';
import { insertExceptions, insertSteps } from '../support/factories/resource';
import { insertAssignments, insertPeople, insertWeeks } from '../support/factories/summary';
import { loaderCases, type LoaderCase, type LoaderData } from '../support/loader-cases';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
let data: LoaderData;

beforeAll(async () => {
  app = await openTestApp();
  const { database } = app;
  await insertWeeks(database);
  await insertMonthConfigs(database, 2025);
  await insertHoliday(database, '2025-05-01');
  await insertHoliday(database, '2025-05-26');
  await insertMonthClose(database, '2024-01-01');
  await insertMonthClose(database, '2024-02-01');
  const demands = [{ state: 'FL' }, { state: 'GA' }, { state: 'N/A' }];
  // March covers April to September: index 3 is June.
  await insertReport(database, { report: { year: 2025, month: 3 }, demands, frozen: [2, 3, 4, 5, 6] });
  await insertReport(database, {
    demands: demands.map((demand, n) => ({ ...demand, months: [n + 1, n + 7, 0, 0, 0, 0] })),
  });
  await insertPeople(database, ['A', 'B']);
  await database.query(`UPDATE resource_v2 SET state_list = '' WHERE cn = 'B'`);
  await insertSteps(database, [
    { cn: 'A', year: 2025, week: 20, percentage: '0.5' },
    { cn: 'B', year: 2025, week: 22, percentage: '0.25' },
  ]);
  await insertExceptions(database, [
    { cn: 'A', year: 2025, week: 30, percentage: '0.2' },
    { cn: 'B', year: 2025, week: 30, percentage: '0' },
  ]);
  await insertAssignments(database, [
    { cn: 'A', weeks: ['2025-W18', '2025-W19'] },
    { cn: 'B', weeks: ['2025-W18'], state: 'GA', tierName: '75% Ramp' },
    { cn: 'A', weeks: ['2025-W23'], index: 2 },
  ]);
  await database.query(
    `INSERT INTO frozen_assignment (assignment_id, year, week_number, report_month, report_year, forecast_month_index, resource_cn,
       demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage, assignment_type, assigned_by,
       assigned_datetime, tier_name, tier_percentage, location, frozen_datetime)
     SELECT a.id, 2025, w.week, 'March', 2025, 3, a.resource_cn, a.demand_main_lob, a.demand_state, a.demand_case_type,
       a.capacity_tier_id, 1, 'primary', 'x', now(), 'Full Production', 1, 'Domestic', now()
     FROM weekly_resource_assignment a, (VALUES (23, 'FL'), (24, 'FL'), (23, 'GA')) AS w (week, state)
     WHERE a.week_number = 18 AND a.demand_state = w.state`,
  );
  await database.query(
    `INSERT INTO allocation_plan (hash, kind, part_hashes, options, plan, actor, created_datetime, expires_datetime)
     VALUES ('plan', 'run', '[]', '{}', '\\x0000000061626364'::bytea, 'x', now(), now())`,
  );
  data = await findData();
});
afterAll(() => app.close());

async function findData(): Promise<LoaderData> {
  const { database } = app;
  const changeSetIds = [await change(1, 'one'), await change(2, 'two')] as const;
  const ids = async (sql: string): Promise<[number, number]> =>
    (await database.query<{ id: number }>(sql)).map((row) => row.id).slice(0, 2) as [number, number];
  const tree = async (forecastMonthIndex: number, states?: string[]) => {
    const filter = states ? { states } : {};
    const node = await openTree(app.newScope(), { forecastMonthIndex, filter, byCategory: false });
    if (!node) throw new Error('no tree');
    return node.tree;
  };
  return {
    may: await tree(1),
    june: await tree(2),
    nothing: await tree(1, ['ZZ']),
    forecastIds: await ids('SELECT id FROM forecast ORDER BY id'),
    assignmentIds: await ids('SELECT id FROM weekly_resource_assignment ORDER BY id'),
    changeSetIds,
  };
}

/** A change set with so many entries; it brings the summaries up to date too. */
function change(entries: number, note: string): Promise<number> {
  return app.newScope().write({ action: 'test.change', note }, async (tx) => {
    await tx.db.execute(
      sql`INSERT INTO change_set_row (change_set_id, entity, entity_key, after)
        SELECT ${tx.changeSetId}, 'x', n::text, '{}' FROM generate_series(1, ${entries}) n`,
    );
    for (const month of ['2025-05-01', '2025-06-01']) tx.stale.month(month);
    return tx.changeSetId;
  });
}

const shapeOf = ({ shape }: LoaderCase, value: unknown): unknown => (shape ? shape(value) : value);

/** Loads keys through a fresh request, counting. */
async function load(one: LoaderCase, keys: readonly unknown[]) {
  const scope = app.newScope(one.actor);
  const { result, statements } = await countStatements(() => scope.loader(one.def).loadMany([...keys]));
  for (const value of result) if (value instanceof Error) throw value;
  return { values: result.map((value) => shapeOf(one, value)), statements };
}

/** Goes through all loaders and names those that break a rule. */
async function breakingRule(rule: (one: LoaderCase) => Promise<boolean>): Promise<string[]> {
  const names: string[] = [];
  for (const one of loaderCases(data)) if (!(await rule(one))) names.push(one.def.name);
  return names;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

test('keys that differ have values that differ, whatever the order they are asked in', async () => {
  const broken = await breakingRule(async (one) => {
    const [a, b] = one.found;
    const { values } = await load(one, [a, b]);
    const turned = await load(one, [b, a]);
    return !same(values[0], values[1]) && same(values, [turned.values[1], turned.values[0]]);
  });
  expect(broken).toEqual([]);
});

test('a key with nothing behind it comes back as nothing and moves no neighbour', async () => {
  const broken = await breakingRule(async (one) => {
    if (one.missing === undefined) return true;
    const [a, b] = one.found;
    const { values } = await load(one, [a, one.missing, b]);
    const alone = await load(one, [a, b]);
    const nothing = (await load(one, [one.missing])).values[0];
    return (
      same([values[0], values[2]], alone.values) && same(values[1], nothing) && !same(nothing, values[0])
    );
  });
  expect(broken).toEqual([]);
});

test('two misses do not share a list that one reader could change for the other', async () => {
  const broken = await breakingRule(async ({ def, missing }) => {
    if (missing === undefined) return true;
    const [one, other] = await def.batch(app.newScope(), [missing, missing]);
    return !Array.isArray(one) || one !== other;
  });
  expect(broken).toEqual([]);
});

test('one statement serves a batch, duplicates and all, or none where the values are in memory', async () => {
  const broken = await breakingRule(async (one) => {
    const [a, b] = one.found;
    const { values, statements } = await load(one, [
      a,
      b,
      a,
      ...(one.missing === undefined ? [] : [one.missing]),
    ]);
    const fewest = one.statements ?? 1;
    const isOne = statements >= fewest && statements <= fewest + (one.mayAlso ?? 0);
    return isOne && same(values[0], values[2]);
  });
  expect(broken).toEqual([]);
});

test('a cache key tells its keys apart and is the same for equal keys', async () => {
  const broken = await breakingRule(({ def, found: [a, b] }) => {
    const copy = structuredClone(a);
    return Promise.resolve(def.cacheKey(a) !== def.cacheKey(b) && def.cacheKey(a) === def.cacheKey(copy));
  });
  expect(broken).toEqual([]);
});

function isLoader(value: unknown): value is LoaderDef<unknown, unknown> {
  return (
    typeof value === 'object' && value !== null && 'cacheKey' in value && 'batch' in value && 'name' in value
  );
}

/** Loaders in what a module exports: themselves, or in a record of records. */
function loadersIn(value: unknown): string[] {
  if (isLoader(value)) return [value.name];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(loadersIn) : [];
}

test('every loader of every feature is under this contract', async () => {
  const features = path.join(__dirname, '../../src/features');
  const files = readdirSync(features, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.loaders.ts'),
  );
  const modules = await Promise.all(
    files.map((file) => import(path.join(features, file)) as Promise<unknown>),
  );
  const covered = new Set(loaderCases(data).map(({ def }) => def.name));
  expect(files.length).toBeGreaterThan(5);
  expect(modules.flatMap(loadersIn).filter((name) => !covered.has(name))).toEqual([]);
});

test('no two loaders share a name, under which a request would mix them up', () => {
  const names = loaderCases(data).map(({ def }) => def.name);
  expect(new Set(names).size).toBe(names.length);
});
