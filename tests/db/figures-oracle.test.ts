import { createDataSource } from '../../src/app/data-source';
import { scopeFactory, type NewScope } from '../../src/app/services';
import { DomainError } from '../../src/domain/errors';
import { bulkAssign, carryAssignments, freezeAssignments } from '../../src/features/assignment';
import { freezeReportMonths, keepVanishedDemands, planReport, storeReport } from '../../src/features/demand';
import { freezeSummaries, recomputeAll, storeFixedSummaries } from '../../src/features/summary';
import type { StoredSummary } from '../../src/features/figures';
import { SUMMARY_SORTING } from '../../src/features/summary/summary.model';
import { getSummaries } from '../../src/features/summary/summary.service';
import { positionOf, type Ordering } from '../../src/platform/database/keyset';
import { columnName } from '../../src/platform/database/pool/snake-naming';
import { orderingBy } from '../../src/platform/database/sorting';
import type { Position } from '../../src/platform/database/page';
import type { TreeWants } from '../../src/features/tree/nodes/tree.model';
import { EVERYTHING } from '../../src/features/tree/nodes/tree-wants.rules';
import { openTree } from '../../src/features/tree/nodes/tree.service';
import type { CalendarMonth } from '../../src/domain/time/month';
import { createLogger } from '../../src/platform/logging/logger';
import type { RequestScope, WriteScope } from '../../src/platform/scope/request-scope';
import { sql } from '../../src/platform/database/sql';
import { amount } from '../support/amount';
import { monthsAfter } from '../support/factories/demand';
import { oracleNodes, type OracleQuestion } from '../support/figures-oracle';
import {
  addRandomGround,
  DECK,
  DEMANDS,
  PEOPLE,
  seeded,
  type Chance,
  type Operation,
} from '../support/random-writes';
import { exactFigures, exactSums, nodesBelow } from '../support/report-nodes';
import { openTestApp, TEST_SETTINGS, type TestApp } from '../support/scope';

const ROUNDS = Number(process.env['ORACLE_ROUNDS'] ?? amount(40, 400));
const SEED = Number(process.env['RANDOM_SEED'] ?? 4140);

let app: TestApp;
let connected: { destroy(): Promise<void> }[] = [];
let servers: readonly NewScope[] = [];

beforeAll(async () => {
  app = await openTestApp();
  await addRandomGround(app);
  // Two servers on one database: each has figures in a memory of its own.
  const pools = await Promise.all(
    [5, 5].map((poolSize) => createDataSource(app.database.url, { poolSize }).initialize()),
  );
  connected = pools;
  servers = pools.map((pool) =>
    scopeFactory(pool, { clock: app.clock, log: createLogger('silent'), settings: TEST_SETTINGS }),
  );
});
afterAll(async () => {
  await Promise.all(connected.map((pool) => pool.destroy()));
  await app.close();
});

const assignMany: Operation = (tx, chance) =>
  bulkAssign(tx, {
    assignments: PEOPLE.map((resourceCn) => ({
      resourceCn,
      week: { year: 2025, week: 18 + chance.below(26) },
      ...chance.pick(DEMANDS),
    })),
    onConflict: 'REPLACE',
    override: true,
    note: 'random',
  } as never);

/**
 * Today’s tiers by plain SQL: nothing tells this process that they have changed but the database. Summaries, which keep
 * people by tier for single demands, are recomputed as the mutation does.
 */
const changeTier: Operation = async (tx, chance) => {
  const percentage = chance.pick(['0.45', '0.5', '0.55']);
  await tx.db.execute(
    sql`UPDATE production_capacity_tier SET capacity_percentage = ${percentage} WHERE id = 3`,
  );
  await recomputeAll(tx);
};

/** A report of a month with some of the demands, as an import stores it. */
function importReport(report: CalendarMonth): Operation {
  return async (tx: WriteScope, chance: Chance) => {
    const plan = await planReport(tx, { report, mapping: monthsAfter(report) });
    await freezeAssignments(tx, plan.freezes);
    await freezeReportMonths(tx, plan.freezes);
    await freezeSummaries(tx, plan.freezes);
    const demands = DEMANDS.filter((_, n) => n === 0 || chance.below(3) > 0);
    const months = [1, 2, 3, 4, 5, 6].map(() => chance.below(2_000));
    const rows = demands.map((demand, n) => ({
      ...demand,
      row: n + 2,
      callTypeId: null,
      targetCph: '9.5',
      months,
    }));
    await storeReport(tx, { plan, rows });
    await storeFixedSummaries(tx, plan);
    await keepVanishedDemands(tx, plan.liveMonths);
    const { reportMonth, reportYear } = plan.report;
    const live = plan.months.filter(({ isLive }) => isLive);
    await carryAssignments(
      tx,
      live.map(({ forecastMonthIndex, monthStart }) => ({
        reportMonth,
        reportYear,
        forecastMonthIndex,
        monthStart,
      })),
    );
  };
}

async function write(newScope: NewScope, operation: Operation, chance: Chance): Promise<void> {
  const dryRun = chance.below(12) === 0;
  try {
    await newScope().write({ action: 'random', lock: 'exclusive', dryRun }, (tx) => operation(tx, chance));
  } catch (error) {
    if (!(error instanceof DomainError)) throw new Error(`seed ${SEED}`, { cause: error });
  }
}

const some = <T>(chance: Chance, values: readonly T[]): T[] | undefined =>
  chance.below(3) > 0 ? undefined : values.filter(() => chance.below(2) === 0);

async function randomQuestion(scope: RequestScope, chance: Chance): Promise<OracleQuestion> {
  const reports = await scope.db.query<{ reportYear: number; reportMonth: string }>(
    sql`SELECT report_year AS "reportYear", report_month AS "reportMonth" FROM forecast_report ORDER BY report_start`,
  );
  const filter = {
    mainLobs: some(
      chance,
      DEMANDS.map(({ mainLob }) => mainLob.toLowerCase()),
    ),
    states: some(chance, ['fl', 'ga', 'n/a']),
    caseTypes: some(
      chance,
      DEMANDS.map(({ caseType }) => caseType.toLowerCase()),
    ),
    localities: some(chance, ['Domestic', 'Global']),
  };
  return {
    report: chance.pick(reports),
    forecastMonthIndex: 1 + chance.below(6),
    byCategory: chance.below(2) === 0,
    ...Object.fromEntries(Object.entries(filter).filter(([, values]) => values !== undefined)),
    lobScope: chance.below(4) === 0 ? [DEMANDS[0]?.mainLob ?? ''] : null,
  };
}

/** A tree that counts nobody: other sums are kept of it than of one with people. */
const NOBODY = Object.fromEntries(
  Object.entries(EVERYTHING).map(([level, wants]) => [level, { ...wants, heads: 'none', byTier: false }]),
) as TreeWants;

async function openedTree(newScope: NewScope, question: OracleQuestion, wants: TreeWants) {
  const { report, forecastMonthIndex, byCategory, lobScope, ...filter } = question;
  const scope = newScope({ actor: { name: 'reader', role: 'viewer', lobScope } });
  const choice = `${report.reportMonth} ${report.reportYear}`;
  const tree = await openTree(scope, { report: choice, forecastMonthIndex, filter, byCategory, wants });
  if (!tree) throw new Error('no tree');
  return nodesBelow(tree);
}

/** Every node of the tree that a server answers, by path. */
async function treeNodes(newScope: NewScope, question: OracleQuestion) {
  const nodes = await openedTree(newScope, question, EVERYTHING);
  return new Map(nodes.map(({ node, path }) => [path, exactFigures(node)] as const));
}

async function treeSums(newScope: NewScope, question: OracleQuestion) {
  const nodes = await openedTree(newScope, question, NOBODY);
  return new Map(nodes.map(({ node, path }) => [path, exactSums(node)] as const));
}

async function compare(chance: Chance, at: string): Promise<void> {
  const question = await randomQuestion(app.newScope(), chance);
  const expected = await oracleNodes(app.database, question);
  const sort = chance.pick(SORTS);
  const ordering = orderingBy(SUMMARY_SORTING, sort);
  const stored = await storedSummaries(question, ordering);
  const expectedSums = new Map(
    [...expected].map(([path, { people: _people, tiers: _tiers, ...sums }]) => [path, sums]),
  );
  for (const newScope of servers) {
    const sums = await treeSums(newScope, question);
    expect({ at, question, sums }).toEqual({ at, question, sums: expectedSums });
    const nodes = await treeNodes(newScope, question);
    expect({ at, question, nodes }).toEqual({ at, question, nodes: expected });
    const { rows, total } = await summaryPages(newScope, question, { ordering, limit: 1 + chance.below(9) });
    expect({ at, question, sort, rows, total }).toEqual({
      at,
      question,
      sort,
      rows: stored,
      total: stored.length,
    });
  }
}

const SORTS = [
  ...[[], ['REVERSED'], ['GAP_ASC'], ['FORECAST_DESC', 'STATE_DESC'], ['FTE_REQUIRED_ASC']],
  ...[
    ['FTE_REQUIRED_DESC', 'MONTH_ASC'],
    ['CAPACITY_DESC'],
    ['FTE_EQUIVALENT_ASC', 'REVERSED'],
    ['COMPUTED_DESC'],
  ],
];

/** Every summary that a filter selects, read page by page in its order. */
async function summaryPages(
  newScope: NewScope,
  question: OracleQuestion,
  { ordering, limit }: { ordering: Ordering<StoredSummary>; limit: number },
) {
  const { report, lobScope, mainLobs, states, caseTypes } = question;
  const columns = ordering === SUMMARY_SORTING.listed ? undefined : ordering.columns;
  const found: StoredSummary[] = [];
  for (let after: Position | undefined; ; after = positionOf(ordering, found.at(-1) as StoredSummary)) {
    const scope = newScope({ actor: { name: 'reader', role: 'viewer', lobScope } });
    const { rows, total } = await getSummaries(scope, {
      report: `${report.reportMonth} ${report.reportYear}`,
      filter: { mainLobs, states, caseTypes },
      limit,
      offset: 0,
      after,
      columns,
      withTotal: true,
    });
    found.push(...rows.slice(0, limit));
    if (rows.length <= limit) return { total, rows: found };
  }
}

/** Summaries read from the table. */
function storedSummaries(
  { report, lobScope, mainLobs, states, caseTypes }: OracleQuestion,
  { columns }: Ordering<StoredSummary>,
) {
  const order = columns.map(
    ({ field, descending, nulls }) =>
      `s.${columnName(field)}${descending ? ' DESC' : ''}${nulls ? ` NULLS ${nulls}` : ''}`,
  );
  return app.database.query<StoredSummary>(
    `SELECT s.id AS "id", s.report_year AS "reportYear", s.report_month AS "reportMonth",
       s.forecast_month_index AS "forecastMonthIndex", s.forecast_year AS "forecastYear", s.forecast_month AS "forecastMonth",
       s.main_lob AS "mainLob", s.state AS "state", s.case_type AS "caseType", s.total_forecast AS "totalForecast",
       s.total_fte_count AS "totalFteCount", trim_scale(s.total_fte_equivalent)::text AS "totalFteEquivalent",
       trim_scale(s.total_capacity)::text AS "totalCapacity", s.fte_required AS "fteRequired",
       s.fte_required_reason AS "fteRequiredReason", trim_scale(s.capacity_gap)::text AS "capacityGap",
       s.tier_breakdown AS "tierBreakdown", s.unknown_capacity_count AS "unknownCapacityCount", s.is_frozen AS "isFrozen",
       s.computed_datetime AS "computedDatetime"
     FROM monthly_capacity_summary s WHERE s.report_year = $1 AND s.report_month = $2
       AND ($3::text[] IS NULL OR text_key(s.main_lob) = ANY($3)) AND ($4::text[] IS NULL OR text_key(s.state) = ANY($4))
       AND ($5::text[] IS NULL OR text_key(s.case_type) = ANY($5)) AND ($6::text[] IS NULL OR s.main_lob = ANY($6))
     ORDER BY ${order.join(', ')}`,
    [report.reportYear, report.reportMonth, mainLobs, states, caseTypes, lobScope],
  );
}

test('whatever is written through either server, both answer what plain SQL finds in the tables', async () => {
  const chance = seeded(SEED);
  const [first, second] = servers as [NewScope, NewScope];
  const rare = [
    importReport({ year: 2025, month: 5 }),
    changeTier,
    assignMany,
    importReport({ year: 2025, month: 5 }),
    changeTier,
    importReport({ year: 2025, month: 6 }),
  ];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const next = round % 10 === 0 ? (rare[(round / 10 - 1) % rare.length] ?? assignMany) : chance.pick(DECK);
    await write(chance.pick(servers), next, chance);
    await compare(chance, `seed ${SEED}, round ${round}`);
    if (round % 5 > 0) continue;
    // Writers and readers at once; whoever asks afterwards sees all of it.
    const reading = Promise.all([
      treeNodes(first, await randomQuestion(app.newScope(), chance)),
      compareSides(chance),
    ]);
    await Promise.all([
      write(first, chance.pick(DECK), chance),
      write(second, chance.pick(DECK), chance),
      write(second, assignMany, chance),
      reading,
    ]);
    await compare(chance, `seed ${SEED}, round ${round}, after writers at once`);
  }
}, 600_000);

/** A reader in the middle of writers: every figure of its tree is of one moment, so that parents are what their children add up to. */
async function compareSides(chance: Chance): Promise<void> {
  const question = await randomQuestion(app.newScope(), chance);
  const nodes = await treeNodes(servers[1] as NewScope, question);
  const total = nodes.get(JSON.stringify([null, null, null, null, null]));
  const leaves = [...nodes].filter(([path]) => !path.endsWith('null]'));
  const sum = leaves.reduce((cases, [, { forecast }]) => cases + Number(forecast), 0);
  expect(total?.forecast).toBe(String(sum));
}

test('what a caller with a LOB scope reads first is not all that others read afterwards', async () => {
  const report = { reportYear: 2025, reportMonth: 'April' };
  const question = { report, forecastMonthIndex: 1, byCategory: false, lobScope: null };
  const narrow = { ...question, lobScope: [DEMANDS[0]?.mainLob ?? ''] };
  const pool = await createDataSource(app.database.url, { poolSize: 2 }).initialize();
  connected.push(pool);
  const fresh = scopeFactory(pool, {
    clock: app.clock,
    log: createLogger('silent'),
    settings: TEST_SETTINGS,
  });
  expect(await treeNodes(fresh, narrow)).toEqual(await oracleNodes(app.database, narrow));
  expect(await treeNodes(fresh, question)).toEqual(await oracleNodes(app.database, question));
});
