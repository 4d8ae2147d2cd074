import { generateInstance } from '../support/allocation/instance.generator';
import { revertChangeSet } from '../../src/features/assignment';
import { countStatements } from '../../src/platform/database/pool/statement-count';
import { brokenRules, insertInstance } from '../support/factories/allocation';
import { allocation } from '../support/factories/allocation-calls';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;

beforeAll(async () => {
  app = await openTestApp();
  await insertInstance(app.database, generateInstance('XS'));
  await app.database.query('CREATE TABLE original AS SELECT id, forecast FROM forecast');
});

afterAll(() => app.close());

beforeEach(async () => {
  await app.database.query(
    'TRUNCATE weekly_resource_assignment, monthly_capacity_summary, change_set_row, change_set_chunk, change_set, allocation_plan, month_close',
  );
  await app.database.query('UPDATE forecast f SET forecast = o.forecast FROM original o WHERE o.id = f.id');
});

const one = async <Row>(sql: string): Promise<Row> => (await app.database.query<Row>(sql))[0] as Row;

async function activeRows(): Promise<Record<string, unknown>[]> {
  return app.database.query(
    `SELECT id, resource_cn, year, week_number, demand_main_lob, demand_state, demand_case_type, assignment_type,
       production_percentage, capacity_tier_id, pinned, version
     FROM weekly_resource_assignment WHERE is_active ORDER BY resource_cn, year, week_number`,
  );
}

test('a preview writes no assignment, no summary and no history', async () => {
  const plan = await allocation.preview(app);
  expect(plan.complete).toBe(true);
  expect(plan.counts.created).toBeGreaterThan(500);
  const counts = await one(`SELECT (SELECT count(*) FROM weekly_resource_assignment)::integer AS assignments,
    (SELECT count(*) FROM monthly_capacity_summary)::integer AS summaries,
    (SELECT count(*) FROM change_set)::integer AS changes, (SELECT count(*) FROM allocation_plan)::integer AS plans`);
  expect(counts).toEqual({ assignments: 0, summaries: 0, changes: 0, plans: 1 });
});

test('an execution commits exactly the previewed plan in one change set, and breaks no rule', async () => {
  const plan = await allocation.preview(app);
  const { changeSetId } = await allocation.execute(app, { planHash: plan.planHash });
  expect(await brokenRules(app.database)).toEqual([]);
  const rows = await activeRows();
  expect(rows).toHaveLength(plan.counts.created);
  const sets = await app.database.query('SELECT id, action FROM change_set');
  expect(sets).toEqual([{ id: changeSetId, action: 'allocation.execute' }]);
  // Every run of weeks that was shown is there, and nothing else.
  const moves = await allocation.rows(app, plan, 'moves');
  const shown = moves.flatMap(({ cn, weeks, to, type }) =>
    weeks.map((week: string) => [cn, week, to.mainLob, to.state, to.caseType, type].join('|')),
  );
  const stored = rows.map((row) => {
    const week = `${String(row['year'])}-W${String(row['week_number']).padStart(2, '0')}`;
    const demand = ['demand_main_lob', 'demand_state', 'demand_case_type'].map((name) => row[name]);
    return [row['resource_cn'], week, ...demand, row['assignment_type']].join('|');
  });
  expect(stored.sort()).toEqual(shown.sort());
});

test('summaries follow in the same transaction and show the capacities of the preview', async () => {
  const plan = await allocation.preview(app);
  await allocation.execute(app, { planHash: plan.planHash });
  const stored = await app.database.query<{ key: string; capacity: string; fte: number; equivalent: string }>(
    `SELECT concat_ws('|', main_lob, state, case_type, to_char(make_date(forecast_year, 1, 1), 'YYYY'), forecast_month) AS key,
       trim_scale(total_capacity)::text AS capacity, total_fte_count AS fte, trim_scale(total_fte_equivalent)::text AS equivalent
     FROM monthly_capacity_summary`,
  );
  const byKey = new Map(stored.map((row) => [row.key, row]));
  const demands = await allocation.rows(app, plan, 'demands');
  expect(demands.length).toBe(40 * 6);
  for (const { mainLob, state, caseType, monthStart, after } of demands) {
    const month = new Date(monthStart).toLocaleString('en', { month: 'long', timeZone: 'UTC' });
    const row = byKey.get([mainLob, state, caseType, '2025', month].join('|'));
    expect([row?.capacity, row?.fte, row?.equivalent]).toEqual([
      after.capacity,
      after.fteCount,
      after.fteEquivalent,
    ]);
  }
});

test('without a hash it plans and commits in one go; planning again starts from what was stored', async () => {
  const { plan } = await allocation.execute(app);
  expect(await brokenRules(app.database)).toEqual([]);
  const next = await allocation.preview(app);
  // Head counts and cases of the stored rows are those that the plan promised.
  const { met, capacity, shortfall, personWeeks, people } = plan.totals.after;
  expect(next.totals.before).toMatchObject({ met, capacity, shortfall, personWeeks, people });
});

test('planning what has just been planned proposes nothing; a month without assignments is planned, the others stay', async () => {
  await allocation.execute(app);
  const again = await allocation.preview(app);
  expect(again.totals.after['changed']).toBe(0);
  expect(again.counts).toMatchObject({ updated: 0, deallocated: 0 });
  await app.database.query('DELETE FROM weekly_resource_assignment WHERE forecast_month_index = 6');
  const { plan } = await allocation.execute(app);
  expect(plan.counts.deallocated).toBeLessThan(plan.counts.unchanged / 20);
  expect(plan.months).toContain('2025-09-01');
  expect(await brokenRules(app.database)).toEqual([]);
});

test('the number of statements does not depend on how many assignments are written', async () => {
  const small = await countStatements(() =>
    allocation.execute(app, { fromWeek: { year: 2025, week: 14 }, toWeek: { year: 2025, week: 14 } }),
  );
  const large = await countStatements(() => allocation.execute(app));
  // The job says once a second that it lives; nothing else grows.
  expect(large.statements).toBeLessThan(small.statements + 6);
});

test('an unchanged assignment keeps its row and id; moved ones end softly and are recorded with their successor', async () => {
  await allocation.execute(app);
  const before = await activeRows();
  await app.database.query(`UPDATE forecast SET forecast = forecast / 2 WHERE id % 3 = 0`);
  const { plan, changeSetId } = await allocation.execute(app, { changeCostPrimary: '0' });
  expect(plan.counts.unchanged).toBeGreaterThan(0);
  expect(plan.counts.deallocated).toBeGreaterThan(0);
  expect(await brokenRules(app.database)).toEqual([]);
  const after = new Set((await activeRows()).map((row) => JSON.stringify(row)));
  const kept = before.filter((row) => after.has(JSON.stringify(row)));
  expect(kept).toHaveLength(plan.counts.unchanged);
  const ended = await one<{ count: number }>(
    `SELECT count(*)::integer AS count FROM weekly_resource_assignment
     WHERE NOT is_active AND deallocated_by = 'local' AND deallocated_datetime IS NOT NULL`,
  );
  expect(ended.count).toBe(plan.counts.deallocated);
  const entries = await app.database.query<{ before: { is_active: boolean } | null; key: string }>(
    `SELECT before, entity_key AS key FROM change_set_entry WHERE change_set_id = ${String(changeSetId)}`,
  );
  expect(new Set(entries.map((entry) => entry.key)).size).toBe(entries.length);
  expect(entries.every((entry) => entry.before === null || entry.before.is_active)).toBe(true);
});

test('reverting an execution brings back every person-week as it was', async () => {
  await allocation.execute(app);
  const week = (row: Record<string, unknown>) => {
    const { id: _id, version: _version, ...rest } = row;
    return rest;
  };
  const before = (await activeRows()).map(week);
  await app.database.query(`UPDATE forecast SET forecast = forecast * 2 WHERE id % 3 = 0`);
  const { changeSetId } = await allocation.execute(app, { changeCostPrimary: '0' });
  expect((await activeRows()).map(week)).not.toEqual(before);
  const scope = app.newScope();
  await scope.write({ action: 'history.revert' }, (tx) => revertChangeSet(tx, Number(changeSetId)));
  expect((await activeRows()).map(week)).toEqual(before);
});

test('the same rows in any order give the same plan', async () => {
  const other = await openTestApp();
  try {
    const input = generateInstance('XS');
    await insertInstance(other.database, {
      ...input,
      people: [...input.people].reverse(),
      demands: [...input.demands].reverse(),
    });
    const [here, there] = [await allocation.preview(app), await allocation.preview(other)];
    for (const list of ['demands', 'moves', 'idle'] as const)
      expect(await allocation.rows(other, there, list)).toEqual(await allocation.rows(app, here, list));
    expect((await allocation.preview(app)).planHash).toBe(here.planHash);
  } finally {
    await other.close();
  }
});

test('a deadline cuts the search: the plan says so and is feasible all the same', async () => {
  const { plan } = await allocation.execute(app, { deadlineSeconds: 0 });
  expect(plan.complete).toBe(false);
  expect(await brokenRules(app.database)).toEqual([]);
});

test('people whom no demand needs stay idle by default and become bench on request', async () => {
  const benched = async () =>
    (
      await one<{ count: number }>(`SELECT count(*)::integer AS count FROM weekly_resource_assignment
      WHERE is_active AND assignment_type = 'bench'`)
    ).count;
  const idle = await allocation.execute(app);
  const idleRows = (await allocation.rows(app, idle.plan, 'idle')).filter(
    (row) => row.reason === 'ALL_MATCHING_DEMANDS_MET',
  );
  expect(idleRows.length).toBeGreaterThan(0);
  const fewer = await benched();
  await allocation.execute(app, { bench: 'proportional' });
  expect(await benched()).toBeGreaterThan(fewer);
  expect(await brokenRules(app.database)).toEqual([]);
});

test('a rebalance shows its curve, stays within its budget and commits unless it is a dry run', async () => {
  await allocation.execute(app);
  const before = await activeRows();
  await app.database.query(`UPDATE forecast SET forecast = forecast * 3 / 2 WHERE id % 4 = 0`);
  const dry = await allocation.rebalance(app, { dryRun: true });
  expect(dry.changeSetId).toBeNull();
  expect(await activeRows()).toEqual(before);
  expect(dry.plan.kind).toBe('rebalance');
  expect(dry.plan.curve?.length).toBeGreaterThan(1);
  const { changeSetId, plan } = await allocation.rebalance(app, { maxChangedPct: '6' });
  expect(changeSetId).not.toBeNull();
  const chosen = plan.curve?.[plan.chosen ?? -1] as { changedPct: number };
  expect(chosen.changedPct).toBeLessThanOrEqual(6);
  expect(plan.totals.after['changed']).toBeLessThanOrEqual(before.length * 0.06);
  expect(await brokenRules(app.database)).toEqual([]);
});
