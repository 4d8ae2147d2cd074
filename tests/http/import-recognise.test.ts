import { readFileSync } from 'node:fs';
import path from 'node:path';
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

const recognise = (name: string, content: string | Uint8Array) =>
  rest.upload('/imports/recognise', name, content);

test.each([
  ['roster', 'ROSTER', 'Roster'],
  ['forecast', 'FORECAST', 'Forecast'],
  ['mapping', 'MAPPING', 'FTE allocation mapping'],
  ['month-config', 'MONTH_CONFIG', 'Month configuration'],
  ['target-cph', 'TARGET_CPH', 'Target CPH'],
  ['holidays', 'HOLIDAYS', 'Holidays'],
  ['assignments', 'ASSIGNMENTS', 'Weekly assignments'],
])('each template is recognised as what it is for: %s', async (name, kind, sheet) => {
  const template = await fetch(`${server.url}/api/v2/templates/${name}.xlsx`);
  const { status, body } = await recognise('a.xlsx', new Uint8Array(await template.arrayBuffer()));
  expect(status).toBe(200);
  expect(body.kinds[0]).toMatchObject({ kind, sheet, missing: [] });
  expect(body.sheets).toEqual([sheet, 'Columns']);
});

test.each([
  ['roster-total-of-a-table.xlsx', 'ROSTER'],
  ['roster-main-part-of-another-name.xlsx', 'ROSTER'],
  ['roster-title-above-header.xlsx', 'ROSTER'],
  ['forecast-month-end-headers.xlsx', 'FORECAST'],
])('a workbook of a single sheet is looked into: %s', async (file, kind) => {
  const content = readFileSync(path.join(__dirname, '../support/files/cases', file));
  const { status, body } = await recognise(file, content);
  expect([status, body.kinds[0]?.kind, body.kinds[0]?.missing]).toEqual([200, kind, []]);
  expect(body.sheets).toEqual([body.kinds[0].sheet]);
});

test('a text file is told by its header, below a title too; what a kind lacks is named', async () => {
  const { body } = await recognise('people.csv', 'People of May\nCN,State,Skills\nAA000001,FL,FTC\n');
  expect(body.kinds).toEqual([
    { kind: 'ROSTER', sheet: null, found: ['CN', 'State', 'Skills'], missing: [] },
    // CN and State are columns of a mapping and of assignments, too.
    { kind: 'MAPPING', sheet: null, found: ['cn', 'state'], missing: ['main_lob', 'case_type'] },
    {
      kind: 'ASSIGNMENTS',
      sheet: null,
      found: ['resource_cn', 'state'],
      missing: ['main_lob', 'case_type', 'week'],
    },
  ]);
  expect(body.sheets).toEqual([]);
});

test('what fits nothing is no kind, and what is no table is refused', async () => {
  expect((await recognise('notes.csv', 'dear,all\nplease,read\n')).body.kinds).toEqual([]);
  const picture = Buffer.from('89504e470d0a1a0a0000', 'hex');
  expect((await recognise('a.xlsx', picture)).body).toMatchObject({ status: 400, code: 'BAD_FILE' });
  expect((await recognise('a.csv', '')).body).toMatchObject({ status: 400, code: 'BAD_FILE' });
});
