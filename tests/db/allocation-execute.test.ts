import { generateInstance } from '../../bench/allocation/instance.generator';
import { executeAndAnswer, previewPlan } from '../../src/features/allocation/allocation.service';
import type { KeptPlan } from '../../src/features/allocation/allocation.model';
import { brokenRules, insertInstance } from '../support/factories/allocation';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;

beforeAll(async () => {
  app = await openTestApp();
  await insertInstance(app.database, generateInstance('XS'));
});

afterAll(() => app.close());

async function preview(options = {}): Promise<KeptPlan> {
  const answer = await previewPlan(app.newScope(), options, 60);
  if ('jobId' in answer) throw new Error('the preview took longer than a minute');
  return answer.plan;
}

async function execute(input: Parameters<typeof executeAndAnswer>[1] = {}) {
  const answer = await executeAndAnswer(app.newScope(), input, 60);
  if ('jobId' in answer) throw new Error('the execution took longer than a minute');
  return answer;
}

test('a preview writes no assignment, an execution commits exactly what it showed', async () => {
  const plan = await preview();
  expect(await app.database.query('SELECT id FROM weekly_resource_assignment')).toEqual([]);
  expect(plan.complete).toBe(true);
  const { changeSetId } = await execute({ planHash: plan.planHash });
  expect(await brokenRules(app.database)).toEqual([]);
  const [entries] = await app.database.query<{ count: string }>(
    'SELECT count(*) FROM change_set_entry WHERE change_set_id = $1',
    [changeSetId],
  );
  expect(Number(entries?.count)).toBe(plan.counts.created);
});
