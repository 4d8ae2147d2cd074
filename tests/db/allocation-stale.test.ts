import { generateInstance } from '../support/allocation/instance.generator';
import { DomainError } from '../../src/domain/errors';
import { executeAndAnswer, previewPlan } from '../../src/features/allocation/plans/allocation.service';
import { cancelJob, getJob } from '../../src/platform/jobs/jobs';
import { sql } from '../../src/platform/database/sql';
import { brokenRules, insertInstance } from '../support/factories/allocation';
import { allocation } from '../support/factories/allocation-calls';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;

beforeAll(async () => {
  app = await openTestApp();
  await insertInstance(app.database, generateInstance('XS'));
});

afterAll(() => app.close());

beforeEach(async () => {
  app.clock.time = new Date('2025-04-02T12:00:00Z');
  await app.database.query(
    'TRUNCATE weekly_resource_assignment, monthly_capacity_summary, change_set_row, change_set_chunk, change_set, allocation_plan, month_close',
  );
});

async function failureOf(work: Promise<unknown>): Promise<DomainError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof DomainError) return error;
  throw new Error(`expected a refusal, got ${String(error)}`);
}

const activeCount = async () =>
  (
    await app.database.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM weekly_resource_assignment WHERE is_active',
    )
  )[0]?.count;

test.each([
  ['people', `UPDATE resource_v2 SET skills = skills || ',X' WHERE id = 1`],
  [
    'people',
    `INSERT INTO resource_production_step (resource_cn, year, week_number, production_percentage, set_by, set_datetime)
     SELECT cn, 2024, 1, 0.5, 'test', now() FROM resource_v2 WHERE id = 1`,
  ],
  ['weeks', 'UPDATE week_configuration SET working_days = 4 WHERE year = 2025 AND week_number = 20'],
  ['forecasts', 'UPDATE forecast SET target_cph = target_cph + 1 WHERE id = 7'],
  ['tiers', `UPDATE production_capacity_tier SET is_active = false WHERE capacity_percentage = 0.25`],
  [
    'assignments',
    `INSERT INTO weekly_resource_assignment (year, week_number, report_month, report_year, forecast_month_index, resource_cn,
       demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage, assignment_type,
       assigned_by, assigned_datetime)
     SELECT 2025, 14, 'March', 2025, 1, 'CN000001', main_lob, state, case_type, 1, 1, 'manual', 'test', now()
     FROM forecast WHERE forecast_month_index = 1 LIMIT 1`,
  ],
  [
    'closed_months',
    `INSERT INTO month_close (month_start, closed_by, closed_datetime) VALUES ('2025-06-01', 'test', now())`,
  ],
])('a plan is stale once %s have changed, and the refusal names the part', async (part, change) => {
  const plan = await allocation.preview(app);
  await app.database.query(change);
  const error = await failureOf(allocation.execute(app, { planHash: plan.planHash }));
  expect(error.code).toBe('STALE_PLAN');
  expect(error.details['staleParts']).toEqual([part]);
  expect(error.issues.map((issue) => issue.code)).toEqual([part.toUpperCase()]);
  expect(await app.database.query('SELECT id FROM change_set')).toEqual([]);
});

test('every part that changed is named', async () => {
  const plan = await allocation.preview(app);
  await app.database.query('UPDATE forecast SET forecast = forecast + 1 WHERE id = 9');
  await app.database.query(`UPDATE resource_v2 SET hire_date = '2025-05-05' WHERE id = 3`);
  const error = await failureOf(allocation.execute(app, { planHash: plan.planHash }));
  expect(error.details['staleParts']).toEqual(['people', 'forecasts']);
});

test('what a plan does not depend on may change: names, notes, holidays', async () => {
  const plan = await allocation.preview(app);
  await app.database.query(`UPDATE resource_v2 SET first_name = 'Other', version = version + 1`);
  await app.database.query(
    `INSERT INTO holiday (holiday_date, work_type, name) VALUES ('2025-07-04', 'Domestic', 'Day')`,
  );
  await app.database.query(`UPDATE production_capacity_tier SET tier_name = tier_name || '!'`);
  expect((await allocation.execute(app, { planHash: plan.planHash })).changeSetId).not.toBeNull();
});

test('an executed plan is stale for a second execution', async () => {
  const plan = await allocation.preview(app);
  await allocation.execute(app, { planHash: plan.planHash });
  const error = await failureOf(allocation.execute(app, { planHash: plan.planHash }));
  expect(error.details['staleParts']).toEqual(['assignments']);
});

test('an unknown hash is not found, nor is a plan after 24 hours', async () => {
  const unknown = await failureOf(allocation.execute(app, { planHash: 'f'.repeat(64) }));
  expect(unknown.code).toBe('NOT_FOUND');
  const plan = await allocation.preview(app);
  app.clock.time = new Date('2025-04-03T12:00:01Z');
  expect((await failureOf(allocation.execute(app, { planHash: plan.planHash }))).code).toBe('NOT_FOUND');
});

test('a hash and options exclude each other', async () => {
  const error = await failureOf(allocation.execute(app, { planHash: 'f'.repeat(64), switchCost: '3' }));
  expect(error.code).toBe('VALIDATION');
  expect(error.issues[0]?.path).toBe('input.switchCost');
});

test('of two executions at once the second waits and finds nothing more to do wrong', async () => {
  const both = await Promise.all([allocation.execute(app), allocation.execute(app)]);
  const [first, second] = both.sort((a, b) => Number(a.changeSetId) - Number(b.changeSetId));
  expect(second?.plan.totals.before['met']).toBe(first?.plan.totals.after['met']);
  expect(await brokenRules(app.database)).toEqual([]);
});

test('while another process executes, an execution waits for it or is refused, as it asks', async () => {
  const scope = app.newScope();
  const runner = scope.db.manager.connection.createQueryRunner();
  await runner.query('SELECT pg_advisory_lock(7204118005)');
  try {
    const error = await failureOf(allocation.execute(app, { ifBusy: 'refuse' }));
    expect(error.issues[0]?.code).toBe('BUSY');
    const waiting = await executeAndAnswer(app.newScope(), {}, 1);
    expect(waiting).toHaveProperty('jobId');
    await runner.query('SELECT pg_advisory_unlock(7204118005)');
    const { jobId } = waiting as { jobId: string };
    await expect(ended(jobId)).resolves.toMatchObject({ status: 'succeeded', percent: '100' });
    expect(await activeCount()).toBeGreaterThan(0);
  } finally {
    await runner.release();
  }
});

async function ended(jobId: string) {
  for (let tries = 0; tries < 100; tries += 1) {
    const job = await getJob(app.newScope(), jobId);
    if (job?.finishedDatetime) return job;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the job did not end');
}

test('what takes longer than waitSeconds goes on as a job whose result names the plan', async () => {
  const answer = (await previewPlan(app.newScope(), {}, 0)) as { jobId: string };
  const job = await ended(answer.jobId);
  expect(job).toMatchObject({ kind: 'allocation.preview', status: 'succeeded' });
  const { plan_hash: planHash } = job.result as { plan_hash: string };
  expect((await allocation.execute(app, { planHash })).changeSetId).not.toBeNull();
});

test('a cancelled execution saves nothing', async () => {
  const { jobId } = (await executeAndAnswer(app.newScope(), { effort: 'thorough' }, 0)) as { jobId: string };
  await cancelJob(app.newScope(), jobId);
  expect(await ended(jobId)).toMatchObject({ status: 'cancelled' });
  expect(await activeCount()).toBe(0);
  // The next one finds the way free.
  expect((await allocation.execute(app, { ifBusy: 'refuse' })).changeSetId).not.toBeNull();
});

test('a plan is executed although somebody changes the data faster than it is made', async () => {
  let edits = 0;
  let isOver = false;
  const editing = (async () => {
    while (!isOver) {
      await app
        .newScope()
        .write({ action: 'test.edit' }, (tx) =>
          tx.db.execute(sql`UPDATE forecast SET target_cph = target_cph + 0.01 WHERE id = 7`),
        );
      edits += 1;
    }
  })();
  const executed = await allocation.execute(app);
  isOver = true;
  await editing;
  expect(executed.changeSetId).not.toBeNull();
  expect(edits).toBeGreaterThan(2);
  const [row] = await app.database.query<{ note: string }>(
    `SELECT note FROM change_set WHERE action = 'allocation.execute'`,
  );
  expect(row?.note).toBe('planned while other changes waited');
});
