import { setTimeout as sleep } from 'node:timers/promises';
import { cancelJob, getJob, startJob } from '../../src/platform/jobs/jobs';
import { sql } from '../../src/platform/database/sql';
import { startTestServer, type TestServer } from '../support/http';
import { RestClient, type RestAnswer } from '../support/rest';

let server: TestServer;
let rest: RestClient;
beforeAll(async () => {
  server = await startTestServer();
  rest = new RestClient(server);
});
afterAll(() => server.close());

async function untilEnded(path: string): Promise<RestAnswer> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await rest.get(path);
    if (!['queued', 'running'].includes(answer.body.status)) return answer;
    await sleep(50);
  }
  throw new Error(`${path} did not end`);
}

test('a recomputation that takes longer than wait_s answers 202 and can be followed', async () => {
  const accepted = await rest.post('/reports/recompute?wait_s=0');
  expect(accepted.status).toBe(202);
  const location = accepted.headers.get('location');
  expect(location).toBe(`/api/v2/jobs/${accepted.body.job_id}`);
  const { body } = await untilEnded(`/jobs/${accepted.body.job_id}`);
  expect(body).toMatchObject({
    id: accepted.body.job_id,
    kind: 'recompute',
    status: 'succeeded',
    percent: 100,
    stage: 'finished',
    result: { difference_count: 0, differences: [] },
    error: null,
    actor: 'local',
  });
});

test('a recomputation within the time answers itself', async () => {
  const { status, body } = await rest.post('/reports/recompute');
  expect(status).toBe(200);
  expect(body).toEqual({ difference_count: 0, differences: [] });
});

test('cancelling a job that has ended changes nothing', async () => {
  const { body } = await rest.post('/reports/recompute?wait_s=0');
  const ended = await untilEnded(`/jobs/${body.job_id}`);
  expect((await rest.delete(`/jobs/${body.job_id}`)).body).toEqual(ended.body);
});

test('an unknown job is not found', async () => {
  expect((await rest.get('/jobs/8a6e0804-2bd0-4672-b79d-d97027f9071a')).status).toBe(404);
  expect((await rest.get('/jobs/x')).status).toBe(404);
  expect((await rest.delete('/jobs/x')).body.code).toBe('NOT_FOUND');
});

test('a cancelled job saves nothing and says so', async () => {
  const scope = server.newScope();
  const started = await startJob(scope, 'recompute', async (job) => {
    scope.attachments.job = job;
    await new Promise((resolve) => job.signal.addEventListener('abort', resolve));
    return scope.write({ action: 'recompute' }, async (tx) => {
      await tx.db.execute(
        sql`INSERT INTO holiday (holiday_date, work_type, name) VALUES ('2025-12-25', 'Global', 'x')`,
      );
    });
  });
  const outcome = started.outcome.catch((error: unknown) => error);
  await cancelJob(server.newScope(), started.id);
  expect(await outcome).toMatchObject({ message: 'The job was cancelled' });
  expect((await rest.get(`/jobs/${started.id}`)).body).toMatchObject({
    status: 'cancelled',
    cancel_requested: true,
    error: { detail: 'The job was cancelled' },
  });
  expect(await server.database.query('SELECT id FROM holiday')).toEqual([]);
});

test('a job shows how far it is', async () => {
  const started = await startJob(server.newScope(), 'import.roster', async (job) => {
    job.progress(40, 'sorting', { rows: 12 });
    await sleep(1_500);
  });
  await sleep(1_250);
  expect((await rest.get(`/jobs/${started.id}`)).body).toMatchObject({
    status: 'running',
    percent: 40,
    stage: 'sorting',
    details: { rows: 12 },
  });
  await started.outcome;
});

test('a job whose process has died is shown as failed', async () => {
  const id = '11111111-2222-4333-8444-555555555555';
  // Noon of the test clock minus 61 seconds: silent for longer than a minute.
  await server.database.query(
    `INSERT INTO job (id, kind, status, actor, created_datetime, heartbeat_datetime)
     VALUES ($1, 'test', 'running', 'local', '2025-04-02T11:00:00Z', '2025-04-02T11:58:59Z')`,
    [id],
  );
  const job = await getJob(server.newScope(), id);
  expect(job).toMatchObject({
    status: 'failed',
    error: { detail: 'The server that ran this job has stopped' },
  });
});
