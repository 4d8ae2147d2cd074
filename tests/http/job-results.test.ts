import { setTimeout as sleep } from 'node:timers/promises';
import { startJob } from '../../src/platform/jobs/jobs';
import { DomainError } from '../../src/domain/errors';
import { generateInstance } from '../support/allocation/instance.generator';
import { insertInstance } from '../support/factories/allocation';
import { startTestServer, type TestServer } from '../support/http';
import { RestClient } from '../support/rest';

let server: TestServer;
let rest: RestClient;
beforeAll(async () => {
  server = await startTestServer();
  rest = new RestClient(server);
  await insertInstance(server.database, generateInstance('XS'));
});
afterAll(() => server.close());

const JOB = `query ($id: ID!) { job(id: $id) { status body problem
  error { code message userErrors { path code reason message value } }
  result { __typename
    ... on AllocationJobResult { planHash changeSetId complete counts { created } gapPct expiresDatetime plan { planHash months } }
    ... on WriteResult { dryRun counts { created failed } rows { row key status code changes { field } } warnings { code message } warningMessages }
    ... on RecomputeJobResult { differenceCount differences { column } }
    ... on EarlierJobResult { body } } } }`;

interface Shown {
  status: string;
  body: Record<string, unknown> | null;
  problem: Record<string, unknown> | null;
  error: { code: string | null; message: string; userErrors: Record<string, unknown>[] } | null;
  result: ({ __typename: string } & Record<string, unknown>) | null;
}

async function ended(id: string): Promise<Shown> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { data, errors } = await server.graphql<{ job: Shown }>(JOB, { id });
    expect(errors).toBeUndefined();
    if (!['QUEUED', 'RUNNING'].includes(data.job.status)) return data.job;
    await sleep(50);
  }
  throw new Error(`${id} did not end`);
}

test('a preview answers its plan, whichever way it was asked', async () => {
  const { data } = await server.graphql<{ previewAllocation: { jobId: string } }>(
    'mutation { previewAllocation(waitSeconds: 0) { jobId userErrors { message } } }',
  );
  const overRest = await rest.get('/allocation/preview?wait_s=0');
  const [first, second] = [await ended(data.previewAllocation.jobId), await ended(overRest.body.job_id)];
  for (const job of [first, second]) {
    expect(job.result).toEqual({
      __typename: 'AllocationJobResult',
      planHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      changeSetId: null,
      complete: true,
      counts: { created: expect.any(Number) },
      gapPct: expect.any(Number),
      expiresDatetime: '2025-04-03T12:00:00.000Z',
      plan: { planHash: job.result?.['planHash'], months: expect.arrayContaining(['2025-05']) },
    });
    expect(job.error).toBeNull();
  }
  // What REST shows stays as it was: the end of a plan, or the plan itself.
  expect(Object.keys(first.body ?? {}).sort()).toEqual([
    'change_set_id',
    'complete',
    'counts',
    'expires_datetime',
    'gap_pct',
    'plan_hash',
  ]);
  expect((await rest.get(`/jobs/${String(overRest.body.job_id)}`)).body.result).toEqual(second.body);
  expect(second.body).toMatchObject({ plan_hash: second.result?.['planHash'], solve: expect.anything() });
});

test('an import answers its rows and remarks with codes, which REST does not show', async () => {
  const roster =
    'cn,first_name,last_name,location,primary_platform,state_list,skills\nJJ000001,Jo,Doe,Domestic,Amisys,FL|ZZ,Claims\n';
  const accepted = await rest.upload('/resources/bulk-import?wait_s=0', 'roster.csv', roster);
  expect(accepted.status).toBe(202);
  const job = await ended(accepted.body.job_id);
  expect(job.result).toMatchObject({
    __typename: 'WriteResult',
    dryRun: false,
    counts: { created: 1, failed: 0 },
    rows: [{ row: 2, key: 'JJ000001', status: 'CREATED', code: 'DROPPED', changes: [] }],
    warnings: expect.arrayContaining([{ code: 'UNKNOWN_STATE', message: expect.stringContaining('"ZZ"') }]),
  });
  expect(job.body).toMatchObject({ counts: { created: 1 }, warnings: job.result?.['warningMessages'] });
  expect(JSON.stringify(job.body)).not.toContain('UNKNOWN_STATE');
});

test('a recomputation answers what was not right', async () => {
  const accepted = await rest.post('/reports/recompute?wait_s=0');
  expect((await ended(accepted.body.job_id)).result).toEqual({
    __typename: 'RecomputeJobResult',
    differenceCount: expect.any(Number),
    differences: expect.any(Array),
  });
});

test('a job that failed says why in types', async () => {
  const accepted = await rest.upload('/resources/bulk-import?wait_s=0', 'roster.csv', 'cn\nJJ000002\n');
  const refused = await ended(accepted.body.job_id);
  expect(refused).toMatchObject({ status: 'FAILED', result: null, body: null });
  expect(refused.error).toMatchObject({ code: 'VALIDATION', message: refused.problem?.['detail'] });
  expect(refused.error?.userErrors[0]).toMatchObject({ reason: 'MISSING_VALUE', code: 'VALIDATION' });
  const broken = await startJob(server.newScope(), 'recompute', () => Promise.reject(new Error('a secret')));
  await broken.outcome.catch(() => undefined);
  expect((await ended(broken.id)).error).toEqual({
    code: null,
    message: 'Something went wrong on our side; it has been logged',
    userErrors: [],
  });
  const issues = [{ path: 'planHash', message: 'weeks have changed', value: 'x', code: 'WEEKS' as const }];
  const stale = await startJob(server.newScope(), 'allocation.execute', () =>
    Promise.reject(new DomainError('STALE_PLAN', 'The plan is stale', issues)),
  );
  await stale.outcome.catch(() => undefined);
  expect((await ended(stale.id)).error?.userErrors).toEqual([
    { path: ['planHash'], code: 'STALE_PLAN', reason: 'WEEKS', message: 'weeks have changed', value: 'x' },
  ]);
});

test('a job of an earlier version is readable: its answer as REST showed it, its problem with codes that are known', async () => {
  const insert = (id: string, status: string, result: unknown, error: unknown) =>
    server.database.query(
      `INSERT INTO job (id, kind, status, actor, created_datetime, finished_datetime, result, error)
       VALUES ($1, 'import.roster', $2, 'local', now(), now(), $3, $4)`,
      [id, status, result && JSON.stringify(result), error && JSON.stringify(error)],
    );
  const body = { dry_run: false, counts: { created: 3 }, warnings: ['something'] };
  const done = '11111111-2222-4333-8444-000000000001';
  await insert(done, 'succeeded', body, null);
  expect(await ended(done)).toEqual({
    status: 'SUCCEEDED',
    body,
    problem: null,
    error: null,
    result: { __typename: 'EarlierJobResult', body },
  });
  expect((await rest.get(`/jobs/${done}`)).body.result).toEqual(body);
  const problem = {
    code: 'SOMETHING_OLD',
    detail: 'It failed',
    errors: [{ path: 'rows.2.cn', message: 'is wrong', code: 'GONE' }, { message: 'no path' }],
  };
  const failed = '11111111-2222-4333-8444-000000000002';
  await insert(failed, 'failed', null, problem);
  expect((await ended(failed)).error).toEqual({
    code: null,
    message: 'It failed',
    userErrors: [
      { path: ['rows', '2', 'cn'], code: 'VALIDATION', reason: null, message: 'is wrong', value: null },
      { path: null, code: 'VALIDATION', reason: null, message: 'no path', value: null },
    ],
  });
});
