import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IMPORT_KINDS, formatTables } from '../../src/features/imports';
import { startTestServer, type TestServer } from '../support/http';
import { RestClient } from '../support/rest';

jest.setTimeout(120_000);

let server: TestServer;
let rest: RestClient;
beforeAll(async () => {
  server = await startTestServer();
  rest = new RestClient(server);
});
afterAll(() => server.close());

test.each([
  ['month-config', '/month-config/bulk-import'],
  ['holidays', '/holidays/bulk-import'],
  ['target-cph', '/target-cph/bulk-import'],
  ['roster', '/resources/bulk-import'],
  ['forecast', '/forecasts/bulk-import'],
])('every template is a workbook that its import accepts: %s', async (name, path) => {
  const answer = await fetch(`${server.url}/api/v2/templates/${name}.xlsx`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ]);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const { status, body } = await rest.upload(`${path}?dry_run=true`, `${name}_May_2025.xlsx`, bytes);
  expect([status, body.counts]).toEqual([
    200,
    { created: 1, updated: 0, unchanged: 0, skipped: 0, failed: 0 },
  ]);
  expect(body.unknown_columns).toEqual([]);
});

test('docs/importing.md names every column of every kind, as its reader knows them', async () => {
  const text = await readFile(join(__dirname, '../../docs/importing.md'), 'utf8');
  const table = (markdown: string) => markdown.replace(/ +/g, ' ').replace(/-+/g, '-').trim();
  expect(table(text)).toContain(table(formatTables(IMPORT_KINDS)));
});
