import { REPORTS, operationDocument, operationName } from '../../src/features/reports';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { POWER_BI_TABLES } from '../../src/features/reports/registry/reports.preset';
import { insertWorkedExample } from '../support/factories/report';
import { startTestServer, type TestServer } from '../support/http';

interface Sheet {
  sheet: string;
  data: unknown[][];
}
/** The workbook as an independent reader sees it. */
async function sheetsOf(response: Response): Promise<Sheet[]> {
  const reader = await import('read-excel-file/node');
  return await reader.default(Buffer.from(await response.arrayBuffer()));
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await insertWorkedExample(server.database, () => server.newScope());
});
afterAll(() => server.close());

const get = (where: string): Promise<Response> => fetch(`${server.url}/api/v2/${where}`);

test('the list names every table and answers Test connection', async () => {
  const response = await get('reports/powerbi');
  expect(response.status).toBe(200);
  const { data } = (await response.json()) as { data: Record<string, unknown>[] };
  expect(data.map(({ name }) => name)).toEqual([
    ...['powerbi/monthly-summary', 'powerbi/weekly-detail', 'powerbi/resource-assignments'],
    ...['powerbi/capacity-by-tier', 'powerbi/comparison'],
    ...['powerbi/calendar-weeks', 'powerbi/tiers', 'powerbi/demands', 'powerbi/resources'],
    ...[
      'powerbi/calendar-months',
      'powerbi/calendar-days',
      'powerbi/reports',
      'powerbi/about',
      'powerbi/access',
    ],
  ]);
  expect(data[0]).toMatchObject({
    url: `${server.url}/api/v2/reports/powerbi/monthly-summary`,
    formats: ['json', 'csv', 'ndjson', 'xlsx'],
    pbids: `${server.url}/api/v2/reports/powerbi/monthly-summary.pbids`,
  });
  const all = (await (await get('reports')).json()) as { data: unknown[] };
  expect(all.data).toHaveLength(REPORTS.length);
});

test('the script has one constant base address, everything else in RelativePath and Query', async () => {
  const response = await get(
    'reports/powerbi/monthly-summary.pq?state=FL&state=GA&from=2025-05&api_key=secret',
  );
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const script = await response.text();
  expect(script).toContain(`Web.Contents(
                "${server.url}/api/v2/reports/powerbi",
                [
                    RelativePath = "monthly-summary",
                    Query = Filters & [format = "csv", formulas = "keep"] & options,
                    ApiKeyName = "api_key",
                    Timeout = #duration(0, 0, 10, 0),
                    ManualStatusHandling = {400, 404, 409, 413}
                ]`);
  expect(script).toContain('Filters = [report = "live", state = {"FL", "GA"}, from = "2025-05"]');
  // Names and types of the columns stand in the script: none is guessed, none vanishes.
  expect(script).toContain('        main_lob = text,\n');
  expect(script).toContain('        fte_required = Int64.Type,\n');
  expect(script).toContain('        coverage = nullable number,\n');
  expect(script).toContain('MissingField.UseNull');
  for (const handler of ['GetType', 'GetRows', 'GetRowCount', 'OnTake', 'OnSelectColumns'])
    expect(script).toContain(`${handler} = (`);
  expect(script).not.toContain('secret');
  expect(script).not.toContain('RangeStart');
  const old = await (await get('reports/comparison.pq?report=2025-04')).text();
  expect(old).toContain(`"${server.url}/api/v2/reports/powerbi"`);
  expect(old).toContain('Filters = [report = "2025-04"]');
});

test('the incremental script bounds the table by RangeStart and RangeEnd, half open', async () => {
  const bounds = async (report: string): Promise<string> => {
    const script = await (await get(`reports/${report}.pq?incremental=true&from=2020-01`)).text();
    return /Filters = \[(.*)\],/.exec(script)?.[1] ?? '';
  };
  const date = (name: string): string =>
    `Date.ToText(DateTime.Date(${name}), [Format = "yyyy-MM-dd", Culture = "en-US"])`;
  expect(await bounds('powerbi/monthly-summary')).toBe(
    `report = "live", from = ${date('RangeStart')}, to = ${date('RangeEnd')}`,
  );
  expect(await bounds('powerbi/weekly-detail')).toBe(
    `report = "live", from = "2020-01", week_from = ${date('RangeStart')}, week_to = ${date('RangeEnd')}`,
  );
  const refused = await get('reports/powerbi/tiers.pq?incremental=true');
  expect(refused.status).toBe(400);
});

test('the base address is the public one if it is set, and what a proxy says counts only if it is trusted', async () => {
  const forwarded = { 'x-forwarded-host': 'reports.example.org', 'x-forwarded-proto': 'https' };
  const baseOf = async (environment: Record<string, string>): Promise<string> => {
    const other = await startTestServer(environment);
    try {
      const url = `${other.url}/api/v2/reports/powerbi/tiers.pq`;
      const script = await (await fetch(url, { headers: forwarded })).text();
      return (/"(http.*?)\/api\/v2\/reports\/powerbi"/.exec(script)?.[1] ?? '').replace(other.url, 'itself');
    } finally {
      await other.close();
    }
  };
  expect(await baseOf({})).toBe('itself');
  expect(await baseOf({ HEADROOM_PUBLIC_URL: 'https://headroom.example.org/' })).toBe(
    'https://headroom.example.org',
  );
  const trusted = { HEADROOM_TRUSTED_PROXIES: '127.0.0.1', HEADROOM_ALLOWED_HOSTS: 'reports.example.org' };
  expect(await baseOf(trusted)).toBe('https://reports.example.org');
  expect(await baseOf({ HEADROOM_TRUSTED_PROXIES: '192.0.2.1' })).toBe('itself');
});

test('one connection file opens a navigator over every table', async () => {
  const response = await get('reports/powerbi.pbids');
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="headroom.pbids"');
  expect(await response.json()).toEqual({
    version: '0.1',
    connections: [
      {
        details: { protocol: 'odata', address: { url: `${server.url}/api/v2/odata` } },
        options: {},
        mode: 'Import',
      },
    ],
  });
});

test('every flat report has a script and a connection file', async () => {
  for (const { path: name, layouts } of REPORTS) {
    const [script, file] = await Promise.all([get(`reports/${name}.pq`), get(`reports/${name}.pbids`)]);
    expect([name, script.status, file.status]).toEqual(
      layouts.includes('flat') ? [name, 200, 200] : [name, 404, 404],
    );
    await Promise.all([script.text(), file.text()]);
  }
  expect(await (await get('reports/powerbi/monthly-summary.pbids?state=FL&api_key=secret')).json()).toEqual({
    version: '0.1',
    connections: [
      {
        details: {
          protocol: 'http',
          address: {
            url: `${server.url}/api/v2/reports/powerbi/monthly-summary?format=csv&formulas=keep&report=live&state=FL`,
          },
        },
        options: {},
        mode: 'Import',
      },
    ],
  });
  // What it opens is a table, with texts as they are stored.
  const table = await get('reports/powerbi/monthly-summary?format=csv&formulas=keep&report=live&state=FL');
  expect(table.headers.get('content-type')).toBe('text/csv; charset=utf-8');
});

test('docs/powerbi.md describes every table with its key, and says what was not tried', () => {
  const text = readFileSync(path.join(__dirname, '../../docs/powerbi.md'), 'utf8');
  for (const { name, definition } of POWER_BI_TABLES) {
    const [row] = text.match(new RegExp(`^\\| \`${name}\` \\|.*$`, 'm')) ?? [];
    const [, , key = ''] = row?.split(/ \| /) ?? [];
    // About has one row, whatever its version.
    const expected = name === 'about' ? '–' : definition.key?.map((column) => `\`${column}\``).join(', ');
    expect([name, key]).toEqual([name, expected]);
  }
  expect(text).toContain('**Not run in Power BI.**');
  expect(text).toContain('loads only up to today');
});

test('the committed documents are those that the registry yields', () => {
  for (const report of REPORTS) {
    const file = path.join(__dirname, '../../operations', `${operationName(report)}.graphql`);
    expect(readFileSync(file, 'utf8')).toBe(operationDocument(report));
  }
});

test('a change set opens in Excel, changed cells as new (old)', async () => {
  const { data } = await server.graphql<{ updateCapacityTier: { userErrors: unknown[] } }>(
    'mutation { updateCapacityTier(id: 4, input: { capacityPercentage: 0.3, description: "=early" }) { userErrors { message } } }',
  );
  expect(data.updateCapacityTier.userErrors).toEqual([]);
  const [last] = await server.database.query<{ id: number }>('SELECT max(id) AS id FROM change_set');
  const response = await get(`history/${last?.id}.xlsx`);
  expect(response.status).toBe(200);
  const sheets = await sheetsOf(response);
  expect(sheets.map(({ sheet }) => sheet).slice(0, 2)).toEqual([
    `Change set ${last?.id}`,
    'production_capacity_tier',
  ]);
  expect(sheets[0]?.data.map(([, value]) => value)).toContain('tier.update');
  const [header, row] = sheets[1]?.data ?? [];
  const cell = (name: string): unknown => row?.[header?.indexOf(name) ?? -1];
  expect(cell('change')).toBe('changed');
  expect(cell('capacity_percentage')).toBe('0.3 (0.25)');
  expect(cell('description')).toBe("'=early (Resources in early ramp/training)");
  expect(cell('tier_name')).toBe('25% Ramp');
  expect(cell('display_order')).toBe(4);
  expect(cell('version')).toBe('2 (1)');
  const missing = await get('history/999999.xlsx');
  expect([missing.status, ((await missing.json()) as { code: string }).code]).toEqual([404, 'NOT_FOUND']);
});
