import { parse } from 'csv-parse/sync';
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
});
afterAll(() => server.close());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.url}/api/v2/reports/${path}`, { headers });

interface Table {
  columns: string[];
  rows: unknown[][];
  schema: { name: string; type: string; nullable: boolean; description: string }[];
  meta: Record<string, unknown>;
}
const table = async (path: string): Promise<Table> => {
  const response = await get(path);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`);
  return JSON.parse(text) as Table;
};
const FLAT = [
  'powerbi/monthly-summary',
  'powerbi/weekly-detail',
  'powerbi/resource-assignments',
  'powerbi/calendar-weeks',
  'powerbi/tiers',
  'powerbi/demands',
  'powerbi/resources',
  'powerbi/calendar-months',
  'powerbi/calendar-days',
  'powerbi/reports',
  'capacity-by-tier',
  'powerbi/capacity-by-tier',
  'comparison',
  'powerbi/comparison',
];

test('before the first import every report answers 200, without rows and with a warning', async () => {
  for (const path of FLAT) {
    const { columns, rows, schema, meta } = await table(path);
    expect(columns.length).toBe(schema.length);
    if (path.endsWith('/tiers')) continue;
    expect(rows).toEqual([]);
    if (/calendar|resources|powerbi\/reports/.test(path)) continue;
    expect(meta['warnings']).toEqual(['No forecast report is stored yet: there are no rows']);
  }
  const charts = (await (await get('dashboard/charts-data')).json()) as { months: []; meta: object };
  expect(charts.months).toEqual([]);
});

/** The clock of the tests. */
const COMPUTED = '2025-04-02T12:00:00Z';

describe('with the worked example', () => {
  beforeAll(() => insertWorkedExample(server.database, () => server.newScope()));

  test('monthly-summary has the shape of the proposal, then the further columns', async () => {
    const { columns, rows, schema, meta } = await table('powerbi/monthly-summary');
    expect(columns).toEqual([
      ...[
        'main_lob',
        'case_type',
        'state',
        'month',
        'forecast',
        'fte_count',
        'fte_equivalent',
        'capacity',
        'gap',
      ],
      ...['tier_100', 'tier_75', 'tier_50', 'tier_25'],
      ...[
        'month_start',
        'report_month',
        'report_year',
        'forecast_month_index',
        'platform',
        'market',
        'locality',
      ],
      ...['target_cph', 'fte_required', 'coverage', 'demand_key', 'computed_at'],
    ]);
    expect(rows).toHaveLength(12);
    // FL in May: 5 × 486 + (2 × 0.75 + 3) × 486 + 0.5 × 486 = 2430 + 2187 + 243 = 4860; Σ% = 5 + 4.5 + 0.5 = 10, ÷ 5 = 2.
    // Required: 5000 ÷ (5 × 486 = 2430) = 2.06 → 3. AA2's latest week is at 100 %. Coverage 4860 ÷ 5000 = 0.972.
    expect(rows[0]).toEqual([
      ...[
        'Amisys Medicaid DOMESTIC',
        'FTC-Basic/Non MMP',
        'FL',
        'May-25',
        5000,
        3,
        2,
        4860,
        -140,
        2,
        0,
        1,
        0,
      ],
      ...['2025-05-01', 'April', 2025, 1, 'Amisys', 'Medicaid', 'Domestic', 12, 3, 0.972],
      ...['amisys medicaid domestic|fl|ftc-basic/non mmp', COMPUTED],
    ]);
    // June has nobody on FL: zeros are shown. 5200 ÷ (4 weeks × 486 = 1944) = 2.67 → 3.
    expect(rows[1]?.slice(3, 13)).toEqual(['Jun-25', 5200, 0, 0, 0, -5200, 0, 0, 0, 0]);
    expect(rows[1]?.slice(-4, -2)).toEqual([3, 0]);
    // Forecast 0: nobody required, no coverage.
    expect(rows[2]?.slice(-4, -2)).toEqual([0, null]);
    // The global demand has no CPH: capacity unknown and left out, one person at 50 %: 0.5 ÷ 5 = 0.1.
    expect(rows[6]?.slice(3)).toEqual([
      ...['May-25', 40, 1, 0.1, 0, -40, 0, 0, 1, 0, '2025-05-01', 'April', 2025, 1],
      ...['Facets', 'Commercial', 'Global', null, null, 0],
      ...['facets commercial global|n/a|adj-cob', COMPUTED],
    ]);
    expect(schema.map(({ name }) => name)).toEqual(columns);
    expect(schema.find(({ name }) => name === 'coverage')).toMatchObject({ type: 'decimal', nullable: true });
    expect(schema.find(({ name }) => name === 'month_start')).toMatchObject({
      type: 'date',
      nullable: false,
    });
    expect(Object.keys(meta)).toEqual([
      'report',
      'as_of',
      'computed_at',
      'row_count',
      'data_version',
      'warnings',
    ]);
    expect(meta).toMatchObject({ report: '2025-04', row_count: 12 });
    expect(meta['warnings']).toEqual([
      '2 weekly assignments have no known capacity (no target CPH, or no week configuration); sums leave them out',
      '2 demand-months have no known fte_required; sums leave them out',
    ]);
  });

  test('weekly-detail has a row for every demand and week, zeros too', async () => {
    const { columns, rows } = await table('powerbi/weekly-detail');
    expect(columns).toEqual([
      ...['main_lob', 'case_type', 'state', 'year', 'week_number', 'week_start', 'month', 'month_start'],
      ...['fte_count', 'fte_equivalent', 'capacity', 'demand_key', 'week_key', 'computed_at'],
      ...['tier_100', 'tier_75', 'tier_50', 'tier_25'],
    ]);
    // May to October 2025 have 27 Thursdays: W18 to W44.
    expect(rows).toHaveLength(2 * 27);
    // W18: AA1 486 + AA2 0.75 × 486 = 364.5 + AA3 243 = 1093.5.
    expect(rows[0]?.slice(3)).toEqual([
      2025,
      18,
      '2025-04-28',
      'May-25',
      '2025-05-01',
      3,
      2.25,
      1093.5,
      'amisys medicaid domestic|fl|ftc-basic/non mmp',
      202518,
      COMPUTED,
      1,
      1,
      1,
      0,
    ]);
    expect(rows[2]?.slice(4, 11)).toEqual([20, '2025-05-12', 'May-25', '2025-05-01', 2, 2, 972]);
    expect(rows[5]?.slice(4, 11)).toEqual([23, '2025-06-02', 'Jun-25', '2025-06-01', 0, 0, 0]);
  });

  test('resource-assignments has a row for every person and week, by CN, year and week', async () => {
    const { columns, rows } = await table('powerbi/resource-assignments');
    expect(rows.map((row) => [row[0], row[4]])).toEqual([
      ...[18, 19, 20, 21, 22].map((week) => ['AA1', week]),
      ...[18, 19, 20, 21, 22].map((week) => ['AA2', week]),
      ...[18, 22, 23].map((week) => ['AA3', week]),
    ]);
    const at = (row: number, name: string): unknown => rows[row]?.[columns.indexOf(name)];
    expect(at(5, 'tier_name')).toBe('75% Ramp');
    expect(at(5, 'production_percentage')).toBe(0.75);
    expect(at(5, 'capacity')).toBe(364.5);
    expect(at(5, 'pinned')).toBe(false);
    expect(at(5, 'last_name')).toBe('Last AA2');
    expect(at(11, 'capacity')).toBeNull();
    expect(at(12, 'month')).toBe('Jun-25');
  });

  test('filters are ANDed, repeated values ORed, ranges half open', async () => {
    const count = async (query: string): Promise<number> => (await table(`powerbi/${query}`)).rows.length;
    expect(await count('monthly-summary?state=fl')).toBe(6);
    expect(await count('monthly-summary?state=FL&state=n/a')).toBe(12);
    expect(await count('monthly-summary?state=FL&platform=Facets')).toBe(0);
    expect(await count('monthly-summary?main_lob=%20amisys%20%20medicaid%20domestic')).toBe(6);
    expect(await count('monthly-summary?locality=Offshore')).toBe(6);
    expect(await count('monthly-summary?work_type=Domestic&case_type=ftc-basic/non%20mmp')).toBe(6);
    expect(await count('monthly-summary?from=2025-05-01&to=2025-07-01')).toBe(4);
    expect(await count('monthly-summary?from=2025-06&to=2025-06')).toBe(0);
    expect(await count('weekly-detail?from=2025-05&to=2025-06&state=FL')).toBe(5);
    expect(await count('weekly-detail?week_from=2025-W22&week_to=2025-W24&state=FL')).toBe(2);
    expect(await count('weekly-detail?week_from=2025-05-26&week_to=2025-06-02')).toBe(2);
    expect(await count('resource-assignments?week_from=2025-W22')).toBe(4);
    expect(await count('resource-assignments?resource_cn=aa3&state=FL')).toBe(1);
    expect(await count('resource-assignments?from=2026-01')).toBe(0);
    expect(await count('monthly-summary?report=2025-04')).toBe(12);
    expect(await count('monthly-summary?report_month=April&report_year=2025')).toBe(12);
    expect(await count('monthly-summary?report=Apr-25&report_month=4&report_year=2025')).toBe(12);
  });

  test('a parameter that is not known or not readable is refused, naming what is accepted', async () => {
    const refused = async (query: string) => {
      const response = await get(`powerbi/${query}`);
      const body = (await response.json()) as { code: string; detail: string; errors: { path: string }[] };
      return [
        response.status,
        response.headers.get('content-type'),
        body.errors.map(({ path }) => path),
        body.detail,
      ];
    };
    const problem = 'application/problem+json; charset=utf-8';
    expect(await refused('monthly-summary?colour=red')).toEqual([
      400,
      problem,
      ['colour'],
      expect.stringContaining('accepted are report, report_month, report_year, main_lob'),
    ]);
    expect(await refused('monthly-summary?week_from=2025-W18')).toEqual([
      400,
      problem,
      ['week_from'],
      expect.any(String),
    ]);
    expect(await refused('weekly-detail?week_from=2025-W53')).toEqual([
      400,
      problem,
      ['week_from'],
      expect.stringContaining('2025 has the ISO weeks 1 to 52'),
    ]);
    expect(await refused('monthly-summary?report=live&report=2025-04')).toEqual([
      ...[400, problem, ['report']],
      expect.stringContaining('["live","2025-04"] is not accepted; expected this parameter once'),
    ]);
    expect(await refused('monthly-summary?from=2025-09&to=2025-05')).toEqual([
      400,
      problem,
      ['to'],
      expect.stringContaining('not before from'),
    ]);
    expect(await refused('monthly-summary?report=2024-01')).toEqual([
      400,
      problem,
      ['report'],
      expect.stringContaining('one of 2025-04'),
    ]);
    expect(await refused('monthly-summary?format=pdf')).toEqual([
      400,
      problem,
      ['format'],
      expect.stringContaining('json, csv, ndjson, xlsx'),
    ]);
    expect((await refused('monthly-summary?locality=Mars'))[0]).toBe(400);
    expect((await refused('monthly-summary?report_year=2025'))[2]).toEqual(['report_month']);
    for (const other of ['2025-03', 'live'])
      expect(await refused(`monthly-summary?report=${other}&report_month=April&report_year=2025`)).toEqual([
        400,
        problem,
        ['report'],
        expect.stringContaining('the month that report_month and report_year name, 2025-04'),
      ]);
    expect(await refused('monthly-summary?report=May')).toEqual([
      400,
      problem,
      ['report'],
      expect.stringContaining(
        '"May" is not accepted; expected a report month such as 2025-04 or Apr-25, or live',
      ),
    ]);
    expect(await refused('../dashboard/charts-data?report=live')).toEqual([
      400,
      problem,
      ['report'],
      expect.stringContaining('live months in flat tables only'),
    ]);
  });

  test('CSV: byte order mark, CRLF, exact decimals; an independent parser reads the same table', async () => {
    const json = await table('powerbi/weekly-detail');
    const response = await get('powerbi/weekly-detail?format=csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="weekly-detail-2025-04.csv"',
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString('utf8').split('\r\n')[1]).toBe(
      'Amisys Medicaid DOMESTIC,FTC-Basic/Non MMP,FL,2025,18,2025-04-28,May-25,2025-05-01,3,2.25,1093.5,amisys medicaid domestic|fl|ftc-basic/non mmp,202518,2025-04-02T12:00:00Z,1,1,1,0',
    );
    const records = parse(bytes, { bom: true, columns: false });
    expect(records[0]).toEqual(json.columns);
    expect(records.slice(1)).toEqual(
      json.rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell as string | number)))),
    );
  });

  test('XLSX: an independent reader finds typed cells and the sheet about the report', async () => {
    const json = await table('powerbi/monthly-summary');
    const response = await get('powerbi/monthly-summary', {
      accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    });
    const sheets = await sheetsOf(response);
    const [first, second] = sheets;
    expect(first?.sheet).toBe('Monthly summary');
    expect(first?.data[0]).toEqual(json.columns);
    expect(first?.data[1]?.slice(0, 13)).toEqual(json.rows[0]?.slice(0, 13));
    expect(first?.data[1]?.[13]).toEqual(new Date('2025-05-01T00:00:00Z'));
    expect(first?.data).toHaveLength(13);
    expect(second?.sheet).toBe('About');
    const about = new Map(second?.data.map(([name, value]) => [name, value]));
    expect(about.get('Report')).toBe('Monthly summary');
    expect(about.get('row_count')).toBe('12');
    expect(about.get('computed_at')).toBe(json.meta['computed_at']);
  });

  test('NDJSON: one object a line', async () => {
    const text = await (await get('powerbi/tiers?format=ndjson')).text();
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[1]).toEqual({
      tier_id: 2,
      tier_name: '75% Ramp',
      tier_percentage: 0.75,
      tier: '75%',
      tier_column: 'tier_75',
      description: 'Resources in final ramp stage',
      display_order: 2,
      is_active: true,
    });
  });

  test('texts that start a formula are neutralised in CSV and XLSX, numbers never', async () => {
    await server.database.query(`UPDATE resource_v2 SET first_name = '=1+1' WHERE cn = 'AA1'`);
    const csv = await (await get('powerbi/resources?format=csv')).text();
    expect(csv).toContain("AA1,'=1+1,");
    const gap = await (await get('powerbi/monthly-summary?format=csv&state=FL')).text();
    expect(gap).toContain(',4860,-140,');
    const json = await table('powerbi/resources');
    expect(json.rows[0]?.[1]).toBe('=1+1');
    await server.database.query(`UPDATE resource_v2 SET first_name = 'First AA1' WHERE cn = 'AA1'`);
  });

  test('an unchanged report is 304 by its data version, a write makes it new', async () => {
    const first = await get('powerbi/monthly-summary?state=FL');
    await first.text();
    const tag = first.headers.get('etag') ?? '';
    const version = first.headers.get('x-data-version') ?? '';
    expect(tag).toMatch(new RegExp(`^W/"${version}-[0-9a-f]{20}"$`));
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const again = await get('powerbi/monthly-summary?state=FL', { 'if-none-match': tag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await get('powerbi/monthly-summary?state=GA', { 'if-none-match': tag })).status).toBe(200);
    await server.newScope().write({ action: 'test.touch' }, () => Promise.resolve());
    expect((await get('powerbi/monthly-summary?state=FL', { 'if-none-match': tag })).status).toBe(200);
  });

  test('gzip is used when accepted', async () => {
    const zipped = await get('powerbi/weekly-detail', { 'accept-encoding': 'gzip' });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(((await zipped.json()) as Table).rows).toHaveLength(54);
    const plain = await get('powerbi/weekly-detail', { 'accept-encoding': 'identity' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    await plain.text();
  });

  test('GraphQL answers the same table, through the registry’s field', async () => {
    const json = await table('powerbi/monthly-summary?state=FL');
    const { data } = await server.graphql<{ report: Table & { meta: { rowCount: number } } }>(
      '{ report: reportMonthlySummary(state: ["FL"]) { columns rows schema { name type nullable description } meta { rowCount report } } }',
    );
    expect(data.report.columns).toEqual(json.columns);
    expect(data.report.rows).toEqual(json.rows);
    expect(data.report.schema).toEqual(
      json.schema.map((column) => ({ ...column, type: column.type.toUpperCase() })),
    );
    expect(data.report.meta).toEqual({ rowCount: 6, report: '2025-04' });
  });
});
