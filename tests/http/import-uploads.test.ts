import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { checkData } from '../../src/checks/check-data';
import { DEMO_SEED, writeDemoFiles, type DemoFile } from '../../src/demo/demo-files';
import { startTestServer, type TestServer } from '../support/http';
import { RestClient } from '../support/rest';

// Many imports: slow where the machine is shared.
jest.setTimeout(120_000);

const PATHS = {
  'month-config': '/month-config/bulk-import',
  holidays: '/holidays/bulk-import',
  'target-cph': '/target-cph/bulk-import',
  forecast: '/forecasts/bulk-import',
  roster: '/resources/bulk-import',
  mapping: '/assignments/bulk-import',
  assignments: '/assignments/bulk-import',
} as const;

let server: TestServer;
let rest: RestClient;
let dir: string;
let demo: DemoFile[];
beforeAll(async () => {
  server = await startTestServer();
  rest = new RestClient(server);
  dir = await mkdtemp(join(tmpdir(), 'headroom-upload-'));
  demo = await writeDemoFiles(dir, { size: 'S', seed: DEMO_SEED });
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
  await server.close();
});

const uploadFile = async ({ kind, path }: DemoFile, query = '') =>
  rest.upload(`${PATHS[kind]}${query}`, basename(path), await readFile(path));

test('all demo files go in by upload, each answering what became of its rows', async () => {
  const counts: unknown[] = [];
  for (const file of demo) {
    const { status, body } = await uploadFile(file);
    expect([basename(file.path), status]).toEqual([basename(file.path), 200]);
    counts.push([file.kind, body.counts.created, body.counts.failed]);
    if (file.kind === 'holidays') {
      const generated = await rest.post('/week-config/generate', { year: 2025 });
      expect(generated.status).toBe(200);
    }
  }
  // April's forecast has 145 rows: 144 demands, one of them on two rows that are summed.
  expect(counts.slice(0, 5)).toEqual([
    ['month-config', 24, 0],
    ['holidays', 16, 0],
    ['target-cph', 95, 0],
    ['forecast', 144, 0],
    ['roster', 300, 0],
  ]);
  expect(await checkData(server.newScope().db)).toEqual([]);
}, 60_000);

test('the answer has the keys of the product, in snake_case', async () => {
  const holidays = 'date,work_type,name,moon\n2025-07-04,Domestic,Summer day,full\n';
  const { status, body } = await rest.upload('/holidays/bulk-import?dry_run=true', 'holidays.csv', holidays);
  expect(status).toBe(200);
  expect(Object.keys(body)).toEqual([
    'dry_run',
    'counts',
    'rows',
    'rows_truncated',
    'warnings',
    'unknown_columns',
    'skipped_closed',
  ]);
  expect(Object.keys(body.counts)).toEqual(['created', 'updated', 'unchanged', 'skipped', 'failed']);
  expect(Object.keys(body.rows[0]).slice(0, 6)).toEqual([
    'row',
    'key',
    'status',
    'column',
    'value',
    'message',
  ]);
  expect(body).toMatchObject({ dry_run: true, unknown_columns: ['moon'] });
});

test('refused rows are 400 with the row, the column and the value; skip saves the others', async () => {
  const roster =
    'cn,location,primary_platform,skills\nZZ000001,Domestic,Amisys,FTC\nZZ000002,Moon,Amisys,FTC\n';
  const refused = await rest.upload('/resources/bulk-import', 'roster.csv', roster);
  expect(refused.status).toBe(400);
  expect(refused.body).toMatchObject({
    code: 'VALIDATION',
    errors: [{ path: 'rows.3.location', value: 'Moon' }],
    result: { counts: { created: 0, failed: 1 }, rows: [{ row: 3, status: 'failed', column: 'location' }] },
  });
  expect((await rest.get('/resources/ZZ000001')).status).toBe(404);
  const skipped = await rest.upload('/resources/bulk-import?on_error=skip', 'roster.csv', roster);
  expect(skipped.body.counts).toMatchObject({ created: 1, failed: 1 });
  expect((await rest.get('/resources/ZZ000001')).status).toBe(200);
});

test('what is no spreadsheet is 400, and no file at all too', async () => {
  const picture = Buffer.from('89504e470d0a1a0a0000', 'hex');
  expect((await rest.upload('/resources/bulk-import', 'roster.xlsx', picture)).body).toMatchObject({
    status: 400,
    code: 'BAD_FILE',
  });
});

test('a file above the configured limit is 413, and refused over GraphQL', async () => {
  const small = await startTestServer({ HEADROOM_UPLOAD_MB: '1' });
  const text = `cn\n${'AA000001\n'.repeat(200_000)}`;
  const answer = await new RestClient(small).upload('/resources/bulk-import', 'roster.csv', text);
  const given = await small.graphql<{ importFile: unknown }>(
    `mutation ($file: ImportFileInput!) { importFile(kind: ROSTER, file: $file, options: { dryRun: true }) {
       result { dryRun } userErrors { path code message value } } }`,
    { file: { name: 'roster.csv', content: Buffer.from(text).toString('base64') } },
  );
  await small.close();
  expect([answer.status, answer.body.code]).toEqual([413, 'TOO_LARGE']);
  expect(given.data.importFile).toEqual({
    result: null,
    userErrors: [
      {
        path: ['file', 'content'],
        code: 'TOO_LARGE',
        message: expect.stringContaining('larger than 1.0 MB') as string,
        value: 'roster.csv',
      },
    ],
  });
});
