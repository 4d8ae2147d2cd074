import fc from 'fast-check';
import { capacityGap, fteEquivalent, fteRequired } from '../../src/domain/capacity/fte';
import { weeksOfMonth } from '../../src/domain/time/iso-week';
import { decimal, plain, type Decimal } from '../../src/domain/rounding';
import { tierBreakdown } from '../../src/domain/capacity/tier-breakdown';
import { productiveHours, weeklyCapacity } from '../../src/domain/capacity/weekly-capacity';
import { insertReport } from '../support/factories/demand';
import { insertAssignments, insertPeople, insertWeeks } from '../support/factories/summary';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const TIERS = [
  { name: 'Full Production', percentage: '1', active: true },
  { name: '75% Ramp', percentage: '0.75', active: true },
  { name: '50% Ramp', percentage: '0.5', active: true },
  { name: '25% Ramp', percentage: '0.25', active: true },
  { name: 'Twin of 50', percentage: '0.5000', active: true },
  { name: 'Retired', percentage: '0.3333', active: false },
];
const STATES = ['AL', 'FL'] as const;
const PEOPLE = ['A', 'B', 'C', 'D'];
const WEEKS = weeksOfMonth({ year: 2025, month: 5 });

interface Hours {
  workingDays: number;
  workHours: string;
  shrinkage: string;
}

const fourPlaces = (max: number) =>
  fc.integer({ min: 0, max: max * 10_000 }).map((n) => plain(decimal(n).times('0.0001')));
const hours = fc.option(
  fc.record<Hours>({
    workingDays: fc.integer({ min: 0, max: 7 }),
    workHours: fc.integer({ min: 1, max: 2400 }).map((n) => plain(decimal(n).times('0.01'))),
    shrinkage: fc.integer({ min: 0, max: 9999 }).map((n) => plain(decimal(n).times('0.0001'))),
  }),
  { freq: 9 },
);
const month = fc.record({
  demands: fc.tuple(
    ...STATES.map(() => fc.record({ forecast: fc.nat(20_000), cph: fc.option(fourPlaces(30), { freq: 6 }) })),
  ),
  weeks: fc.tuple(...WEEKS.map(() => hours)),
  isGlobal: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  cells: fc.array(
    fc.option(
      fc.record({
        state: fc.constantFrom(...STATES),
        percentage: fourPlaces(1),
        tier: fc.constantFrom(...TIERS),
        isActive: fc.boolean(),
      }),
    ),
    { minLength: PEOPLE.length * WEEKS.length, maxLength: PEOPLE.length * WEEKS.length },
  ),
});

type Month = typeof month extends fc.Arbitrary<infer T> ? T : never;

/** Cells as assignments; people marked global have no configured weeks, so their capacity is unknown. */
function assignmentsOf(input: Month) {
  return input.cells.flatMap((cell, n) => {
    const [person, week] = [PEOPLE[n % PEOPLE.length], WEEKS[(n - (n % PEOPLE.length)) / PEOPLE.length]];
    return cell && person && week ? [{ ...cell, cn: person, year: week.year, week: week.week, n }] : [];
  });
}

async function store(input: Month): Promise<void> {
  await app.database.query(
    'TRUNCATE weekly_resource_assignment, monthly_capacity_summary, forecast, forecast_report_month, forecast_report, week_configuration, resource_v2 CASCADE',
  );
  await app.database.query('DELETE FROM production_capacity_tier WHERE id > 4');
  await app.database.query(
    `INSERT INTO production_capacity_tier (tier_name, capacity_percentage, is_active) VALUES ('Twin of 50', 0.5000, true), ('Retired', 0.3333, false)`,
  );
  for (const [position, config] of input.weeks.entries()) {
    const text = `2025-W${18 + position}` as const;
    if (config) await insertWeeks(app.database, { from: text, to: text, workType: 'Domestic', ...config });
  }
  await insertReport(app.database, {
    demands: input.demands.map(({ forecast, cph }, n) => ({
      state: STATES[n] ?? '',
      targetCph: cph,
      months: [forecast, 0, 0, 0, 0, 0],
    })),
  });
  for (const [n, cn] of PEOPLE.entries())
    await insertPeople(app.database, [cn], input.isGlobal[n] ? 'Global' : 'Domestic');
  await insertAssignments(
    app.database,
    assignmentsOf(input).map((cell) => ({
      ...cell,
      weeks: [`${cell.year}-W${cell.week}` as const],
      tierName: cell.tier.name,
    })),
  );
}

function expected(input: Month, position: number) {
  const { forecast, cph } = input.demands[position] as { forecast: number; cph: string | null };
  const active = assignmentsOf(input).filter((cell) => cell.isActive && cell.state === STATES[position]);
  const capacityOf = (cell: (typeof active)[number]): Decimal | null => {
    const config = input.weeks[cell.week - 18];
    if (!config || cph === null || input.isGlobal[PEOPLE.indexOf(cell.cn)]) return null;
    return weeklyCapacity({ ...config, productionPercentage: cell.percentage, targetCph: cph });
  };
  const capacities = active.map(capacityOf);
  const capacity = capacities.reduce<Decimal>((sum, one) => sum.plus(one ?? 0), decimal(0));
  const required = fteRequired({
    forecast,
    hours: input.weeks.map((config) => (config ? productiveHours(config) : null)),
    targetCph: cph === null ? null : decimal(cph),
  });
  const tiers = tierBreakdown(
    active.map((cell) => ({ ...cell, tierPercentage: cell.tier.percentage })),
    TIERS.filter((tier) => tier.active).map((tier) => tier.percentage),
  );
  return {
    capacities: Object.fromEntries(
      active.map((cell, n) => [`${cell.cn}/${cell.week}`, capacities[n] ? plain(capacities[n]) : null]),
    ),
    fte_count: new Set(active.map((cell) => cell.cn)).size,
    fte_equivalent: plain(
      fteEquivalent(
        active.map((cell) => decimal(cell.percentage)),
        WEEKS.length,
      ),
    ),
    capacity: plain(capacity),
    gap: plain(capacityGap(capacity, forecast)),
    fte_required: required.value,
    reason: required.reason ?? null,
    tiers: tiers.map(({ label, count }) => [label, count]),
    unknown: capacities.filter((one) => one === null).length,
  };
}

async function stored(position: number) {
  const state = STATES[position];
  const assignments = await app.database.query<{ key: string; capacity: string | null }>(
    `SELECT resource_cn || '/' || week_number AS key, weekly_capacity AS capacity FROM weekly_resource_assignment
     WHERE is_active AND demand_state = $1`,
    [state],
  );
  const [summary] = await app.database.query<{ tiers: string }>(
    `SELECT total_fte_count AS fte_count, total_fte_equivalent AS fte_equivalent, total_capacity AS capacity,
       trim_scale(capacity_gap)::text AS gap, fte_required, fte_required_reason AS reason, tier_breakdown::text AS tiers,
       unknown_capacity_count AS unknown
     FROM monthly_capacity_summary WHERE state = $1`,
    [state],
  );
  const tiers = Object.entries(JSON.parse(summary?.tiers ?? '{}') as Record<string, number>);
  return {
    ...summary,
    tiers,
    capacities: Object.fromEntries(assignments.map((row) => [row.key, row.capacity])),
  };
}

test('SQL and the domain kernel agree to the last digit on any month', async () => {
  await fc.assert(
    fc.asyncProperty(month, async (input) => {
      await store(input);
      await app
        .newScope()
        .write({ action: 'test.refresh' }, (tx) => Promise.resolve(tx.stale.month('2025-05-01')));
      for (const position of STATES.keys()) expect(await stored(position)).toEqual(expected(input, position));
    }),
    { numRuns: 25 },
  );
}, 120_000);
