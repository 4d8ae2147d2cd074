import fc from 'fast-check';
import pg from 'pg';
import { REPORTS } from '../../src/features/reports';
import { insertReport } from '../support/factories/demand';
import { MANY_ASSIGNMENTS } from '../support/factories/report';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
let root: string;
beforeAll(async () => {
  server = await startTestServer({}, MANY_ASSIGNMENTS);
  root = `${server.url}/api/v2/odata`;
});
afterAll(() => server.close());

type Row = Record<string, string | number | boolean | null>;
interface Page {
  '@odata.context'?: string;
  '@odata.count'?: number;
  '@odata.nextLink'?: string;
  value: Row[];
}
interface Failure {
  error: { code: string; message: string; target?: string; details?: unknown[] };
}

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(path.startsWith('http') ? path : `${root}/${path}`, { headers });
async function page(path: string, headers?: Record<string, string>): Promise<Page> {
  const response = await get(path, headers);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Page;
}
async function failure(path: string, headers?: Record<string, string>): Promise<[number, Failure['error']]> {
  const response = await get(path, headers);
  expect(response.headers.get('odata-version')).toBe('4.0');
  expect(response.headers.get('content-type')).toContain('application/json');
  expect(response.headers.get('etag')).toBeNull();
  return [response.status, ((await response.json()) as Failure).error];
}
/** A flat report as REST answers it, row by row; every month from its live report if it is of reports. */
async function flat(path: string): Promise<Row[]> {
  const isOfReport = REPORTS.some(
    (one) => one.path === path && one.parameters.some(({ name }) => name === 'report'),
  );
  const response = await fetch(`${server.url}/api/v2/reports/${path}${isOfReport ? '?report=live' : ''}`);
  const { columns, rows } = (await response.json()) as { columns: string[]; rows: Row[string][][] };
  return rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null])));
}
const FLAT = REPORTS.filter(({ statement }) => statement);
const nameOf = (path: string): string => (path.split('/').at(-1) ?? '').replaceAll('-', '_');

describe('the service', () => {
  it('has a document at its root, with and without a slash, that names every flat table', async () => {
    for (const path of [root, `${root}/`, `${root}/?$format=json`]) {
      const response = await get(path);
      expect([response.status, response.headers.get('odata-version')]).toEqual([200, '4.0']);
      expect(response.headers.get('content-type')).toMatch(/^application\/json;odata\.metadata=minimal/);
      const body = (await response.json()) as { '@odata.context': string; value: Row[] };
      expect(body['@odata.context']).toBe(`${root}/$metadata`);
      expect(body.value.map(({ name }) => name)).toEqual(FLAT.map((report) => nameOf(report.path)));
      for (const { name, kind, url } of body.value) {
        expect([kind, url]).toEqual(['EntitySet', name]);
        expect(name).toMatch(/^[A-Za-z_]\w*$/);
      }
    }
  });

  it('describes every set in $metadata with keys and types', async () => {
    const response = await get('$metadata', { accept: 'application/xml' });
    expect(response.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    const xml = await response.text();
    expect(xml).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\n<edmx:Edmx Version="4.0"/);
    for (const { path, key } of FLAT) {
      const name = nameOf(path);
      const type = new RegExp(`<EntityType Name="${name}">([\\s\\S]*?)</EntityType>`).exec(xml)?.[1] ?? '';
      const refs = [...type.matchAll(/<PropertyRef Name="(\w+)"\/>/g)].map(([, ref]) => ref);
      expect([name, refs]).toEqual([name, key]);
      // A key property is there and never null.
      for (const ref of refs)
        expect(type).toMatch(new RegExp(`<Property Name="${ref}" Type="[\\w.]+" Nullable="false"`));
      expect(xml).toContain(`<EntitySet Name="${name}" EntityType="Headroom.${name}">`);
    }
    expect(xml).toContain('<Property Name="gap" Type="Edm.Decimal" Nullable="false" Scale="variable">');
    expect(xml).toContain('<Property Name="month_start" Type="Edm.Date" Nullable="false">');
    expect(xml).toContain('<Property Name="forecast" Type="Edm.Int64" Nullable="false">');
    expect(xml).toContain('<Property Name="target_cph" Type="Edm.Decimal" Scale="variable">');
    expect(xml).toContain('<Property Name="is_active" Type="Edm.Boolean" Nullable="false">');
    expect(xml).toContain('<Property Name="computed_at" Type="Edm.DateTimeOffset" Precision="6">');
    // The custom tier of the data has a column as in the flat report.
    expect(xml).toContain('<Property Name="tier_37_5" Type="Edm.Int64" Nullable="false">');
  });

  it('answers HEAD, refuses every other method, and knows no other path', async () => {
    for (const path of ['', '/', '/$metadata', '/tiers', '/tiers(1)', '/tiers/$count']) {
      const response = await fetch(`${root}${path}`, { method: 'HEAD' });
      expect([path, response.status, response.headers.get('odata-version')]).toEqual([path, 200, '4.0']);
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const refused = await fetch(`${root}${path}`, { method });
        expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
        expect(((await refused.json()) as Failure).error.code).toBe('METHOD_NOT_ALLOWED');
      }
    }
    expect(await failure('nope')).toMatchObject([404, { code: 'NotFound', target: 'nope' }]);
    expect(await failure('tiers(1)/tier_name')).toMatchObject([501, { code: 'NotImplemented' }]);
    expect(await failure('charts_data')).toMatchObject([404, {}]);
  });

  it('says 304 to who holds the answer, until something is written', async () => {
    for (const path of ['', '/$metadata', '/tiers?$top=1', '/tiers(1)', '/tiers/$count']) {
      const first = await get(`${root}${path}`);
      await first.text();
      const etag = first.headers.get('etag') ?? '';
      expect(etag).toMatch(/^W\/"\d+-[0-9a-f]+"$/);
      expect((await get(`${root}${path}`, { 'if-none-match': etag })).status).toBe(304);
      const other = await get(`${root}${path}`, {
        'if-none-match': etag,
        accept: 'application/json;odata.metadata=none',
      });
      await other.text();
      if (path !== '/$metadata' && path !== '/tiers/$count') expect(other.status).toBe(200);
    }
  });
});

describe('formats', () => {
  it('writes as much metadata as asked for', async () => {
    const none = await page('tiers?$top=1&$count=true', { accept: 'application/json;odata.metadata=none' });
    expect(Object.keys(none)).toEqual(['@odata.count', 'value']);
    const minimal = await page('tiers?$top=1&$select=tier_id');
    expect(minimal).toEqual({
      '@odata.context': `${root}/$metadata#tiers(tier_id)`,
      value: [{ tier_id: 1 }],
    });
    const full = await page(
      'tiers?$top=1&$select=tier_percentage,tier_id&$format=application/json;odata.metadata=full',
    );
    expect(full.value[0]).toEqual({
      '@odata.type': '#Headroom.tiers',
      '@odata.id': `${root}/tiers(1)`,
      'tier_id@odata.type': '#Int64',
      tier_id: 1,
      'tier_percentage@odata.type': '#Decimal',
      tier_percentage: 1,
    });
    const texts = await page('tiers?$top=1&$select=tier_percentage,tier_id', {
      accept: 'application/json;IEEE754Compatible=true',
    });
    expect(texts.value).toEqual([{ tier_id: '1', tier_percentage: '1' }]);
  });

  it('takes what clients of Microsoft accept, and refuses what is no JSON', async () => {
    const accept =
      'application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,application/atomsvc+xml;q=0.8,*/*;q=0.1';
    expect((await page('tiers', { accept, 'odata-maxversion': '4.0' })).value).toHaveLength(5);
    expect(await failure('tiers', { accept: 'application/atom+xml' })).toMatchObject([
      406,
      { target: 'Accept' },
    ]);
    expect(await failure('tiers?$format=xml')).toMatchObject([406, { target: '$format' }]);
    expect(await failure('tiers', { 'odata-maxversion': '3.0' })).toMatchObject([
      400,
      { target: 'OData-MaxVersion' },
    ]);
    expect((await page('tiers', { 'odata-maxversion': '4.0;NetFx' })).value).toHaveLength(5);
    expect(await failure('tiers', { 'odata-version': '2.0' })).toMatchObject([
      400,
      { target: 'OData-Version' },
    ]);
  });
});

test.each(FLAT.map(({ path }) => path))('the set of %s has the rows of the flat report', async (path) => {
  const set = nameOf(path);
  const expected = await flat(path);
  const { value } = await page(set);
  const sorted = (rows: Row[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
  expect(sorted(value)).toEqual(sorted(expected));
  const counted = await page(`${set}?$top=0&$count=true`);
  expect([counted['@odata.count'], counted.value]).toEqual([expected.length, []]);
  expect(await (await get(`${set}/$count`)).text()).toBe(String(expected.length));
});

describe('pages', () => {
  /** Every page that the links lead to. */
  async function walk(path: string, headers: Record<string, string>): Promise<Row[][]> {
    const pages: Row[][] = [];
    let next: string | undefined = path;
    while (next !== undefined) {
      const { value, '@odata.nextLink': link }: Page = await page(next, headers);
      pages.push(value);
      next = link;
      if (pages.length > 500) throw new Error('endless');
    }
    return pages;
  }

  it.each([
    ['monthly_summary', 'powerbi/monthly-summary', '$orderby=gap desc,month_start', 37],
    // target_cph is null in some rows: null comes first, descending last.
    ['monthly_summary', 'powerbi/monthly-summary', '$orderby=target_cph', 11],
    ['monthly_summary', 'powerbi/monthly-summary', '$orderby=target_cph desc,coverage desc&$select=gap', 11],
    ['weekly_detail', 'powerbi/weekly-detail', '', 100],
    ['resource_assignments', 'powerbi/resource-assignments', '$orderby=capacity desc&$select=capacity', 97],
    ['capacity_by_tier', 'capacity-by-tier', '$orderby=tier,main_lob desc', 50],
    ['comparison', 'comparison', 'mode=month', 20],
  ])('%s: links lead through every row once, in order (%s, %s)', async (set, path, options, size) => {
    const whole = (await page(`${set}?${options}`)).value;
    expect(whole).toHaveLength(
      (await flat(`${path}${options.startsWith('mode') ? `?${options}` : ''}`)).length,
    );
    const pages = await walk(`${set}?${options}`, { prefer: `odata.maxpagesize=${size}` });
    expect(pages.flat()).toEqual(whole);
    expect(pages.slice(0, -1).every((rows) => rows.length === size)).toBe(true);
    expect(pages.length).toBe(Math.ceil(whole.length / size));
  });

  it('sorts as told, null before every value', async () => {
    const { value } = await page('monthly_summary?$orderby=target_cph&$select=target_cph');
    const numbers = value.map(({ target_cph }) => (target_cph === null ? -1 : Number(target_cph)));
    expect(numbers[0]).toBe(-1);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    const down = await page('monthly_summary?$orderby=target_cph desc&$select=target_cph');
    expect(down.value.at(-1)).toEqual({ target_cph: null });
  });

  it('keep $top, $skip and $filter across the links, and count once', async () => {
    const options = "$filter=state eq 'FL'&$orderby=gap&$select=gap&$skip=3&$top=25";
    const whole = (await page(`monthly_summary?${options}`)).value;
    expect(whole).toHaveLength(25);
    const first = await get(`monthly_summary?${options}&$count=true`, { prefer: 'maxpagesize=10' });
    expect(first.headers.get('preference-applied')).toBe('odata.maxpagesize=10');
    // 8 demands of FL in six months: what $skip and $top leave out counts too.
    expect(((await first.json()) as Page)['@odata.count']).toBe(48);
    const pages = await walk(`monthly_summary?${options}`, { prefer: 'maxpagesize=10' });
    expect(pages.map((rows) => rows.length)).toEqual([10, 10, 5]);
    expect(pages.flat()).toEqual(whole);
  });

  it('stay with the report that the first was of', async () => {
    const { '@odata.nextLink': link } = await page('demands', { prefer: 'maxpagesize=5' });
    expect(link).toContain('report=live');
    expect(link).toContain('$skiptoken=');
    const named = await page('demands?report=2025-04', { prefer: 'maxpagesize=5' });
    expect(named['@odata.nextLink']).toContain('report=2025-04');
  });

  it('refuse tokens that are forged, of another list, or beside other options', async () => {
    const { '@odata.nextLink': link = '' } = await page('demands', { prefer: 'maxpagesize=5' });
    const token = new URL(link).searchParams.get('$skiptoken') ?? '';
    for (const path of [
      'demands?$skiptoken=abc',
      `demands?$skiptoken=${token.slice(0, -3)}AAA`,
      `demands?$skiptoken=${token}&$filter=state eq 'FL'`,
      `resources?$skiptoken=${token}`,
    ])
      expect(await failure(path)).toMatchObject([400, { code: 'BadRequest', target: '$skiptoken' }]);
    expect(await failure(`demands?$skiptoken=${token}&$top=3`)).toMatchObject([400, { target: '$top' }]);
  });
});

describe('rows by their key', () => {
  it('answers each table’s first row by its key', async () => {
    for (const { path, key = [] } of FLAT) {
      const set = nameOf(path);
      const full = await page(`${set}?$top=1&$format=application/json;odata.metadata=full`);
      const [row] = full.value;
      if (!row) continue;
      const id = String(row['@odata.id']);
      const response = await get(id);
      expect([id, response.status]).toEqual([id, 200]);
      const entity = (await response.json()) as Row;
      expect(entity['@odata.context']).toBe(`${root}/$metadata#${set}/$entity`);
      for (const name of key) expect(entity[name]).toEqual(row[name]);
    }
  });

  it('selects columns, and has an answer for what is not there', async () => {
    const response = await get("resources(resource_cn='P001')?$select=location");
    expect(await response.json()).toEqual({
      '@odata.context': `${root}/$metadata#resources(location)/$entity`,
      location: 'Domestic',
    });
    expect(await failure("resources('NOBODY')")).toMatchObject([404, { code: 'NotFound', target: 'key' }]);
    expect(await failure('resources(1)')).toMatchObject([400, { target: 'key' }]);
    expect(await failure("monthly_summary('x')")).toMatchObject([400, { target: 'key' }]);
    expect(await failure("resources('P001')?$top=1")).toMatchObject([400, { target: '$top' }]);
  });
});

describe('parameters of a table', () => {
  it('narrow the set, and are refused like those of REST', async () => {
    const { value } = await page('demands?state=FL&state=GA&$select=state');
    expect(new Set(value.map(({ state }) => state))).toEqual(new Set(['FL', 'GA']));
    expect((await page('monthly_summary?report=live&$top=1')).value).toHaveLength(1);
    const [status, error] = await failure('demands?report=2019-01');
    expect([status, error.code, error.target]).toEqual([400, 'VALIDATION', 'report']);
    expect(await failure('demands?colour=red')).toMatchObject([400, { target: 'colour' }]);
    expect(await failure('demands?filter=x')).toMatchObject([400, { target: 'filter' }]);
    expect(await failure('demands?limit=1')).toMatchObject([400, { target: 'limit' }]);
    expect(await failure('?colour=red')).toMatchObject([400, { target: 'colour' }]);
  });
});

test.each([
  ['$filter=nope eq 1', 400, '$filter', 'there is no property nope'],
  ["$filter=gap eq '1'", 400, '$filter', 'gap is a number'],
  ["$filter=state in ('FL')", 501, '$filter', 'The operator in is not supported'],
  ['$filter=now() gt month_start', 501, '$filter', 'now'],
  ['$select=nope', 400, '$select', 'there is no property nope'],
  ['$orderby=nope', 400, '$orderby', 'there is no property nope'],
  ['$expand=demands', 501, '$expand', '$expand is not supported'],
  ['$apply=aggregate(gap with sum as g)', 501, '$apply', '$apply is not supported'],
  ['$search=FL', 501, '$search', '$search is not supported'],
  ['$compute=gap mul 2 as g', 501, '$compute', '$compute is not supported'],
  ['$top=-1', 400, '$top', '"-1" is not accepted'],
  ['$unknown=1', 400, '$unknown', '$unknown is no query option'],
  [`$filter=${Array(2000).fill('gap eq 1').join(' or ')}`, 400, '$filter', 'at most 10000 are accepted'],
])('bad option %# (%.30s) is refused by name', async (options, status, target, message) => {
  const [seen, error] = await failure(`monthly_summary?${options}`);
  expect([seen, error.target]).toEqual([status, target]);
  expect(error.message).toContain(message);
});

test('resources of the standard that are not there are named, by GET and POST', async () => {
  for (const path of [
    '$batch',
    '$all',
    '$crossjoin(tiers,demands)',
    '$entity?$id=tiers(1)',
    'tiers/$query',
  ]) {
    const [status, error] = await failure(path);
    expect([path, status]).toEqual([path, 501]);
    expect(error.message).toMatch(/\$\w+ is not supported/);
  }
  const batch = await fetch(`${root}/$batch`, { method: 'POST' });
  expect([batch.status, await batch.json()]).toEqual([
    501,
    {
      error: {
        code: 'NotImplemented',
        message: 'The resource $batch is not supported; send each request by itself',
        target: '$batch',
      },
    },
  ]);
});

test('texts are values: nothing that a filter, a key or an order holds becomes SQL', async () => {
  const evil = ["' OR ''1''=''1", "'); DROP TABLE forecast; --", "''||pg_sleep(5)||''", '\\', '$1', '%', '_'];
  for (const text of evil) {
    const quoted = `'${encodeURIComponent(text.replaceAll("'", "''"))}'`;
    expect((await page(`demands?$filter=state eq ${quoted}`)).value).toEqual([]);
    expect((await get(`demands(${quoted})`)).status).toBe(404);
  }
  for (const order of [
    'state;DROP TABLE forecast',
    'state,(select 1)',
    'state desc nulls last',
    't.state',
    '1',
  ])
    expect([400, 501]).toContain((await get(`demands?$orderby=${encodeURIComponent(order)}`)).status);
  expect((await page('demands')).value.length).toBeGreaterThan(20);
});

describe('what reaches PostgreSQL', () => {
  interface Sent {
    text: string;
    values: readonly unknown[];
    rows: number;
  }
  /** The statements that one request sends, with how many rows each has brought. */
  async function sentBy(path: string, headers?: Record<string, string>): Promise<Sent[]> {
    const sent: Sent[] = [];
    const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
    const original = Reflect.get<typeof prototype, 'query'>(prototype, 'query');
    const spy = jest.spyOn(prototype, 'query').mockImplementation(function (
      this: unknown,
      ...args: unknown[]
    ) {
      // Not of a request: the watch asks once a second whether the database is there.
      const { application_name = '' } = (this as pg.Client & { connectionParameters: pg.ClientConfig })
        .connectionParameters;
      if (application_name.startsWith('headroom ')) return original.apply(this, args);
      const [first, second] = args;
      const text = typeof first === 'string' ? first : ((first as { text?: string }).text ?? '');
      const entry: Sent = { text, values: Array.isArray(second) ? (second as unknown[]) : [], rows: 0 };
      sent.push(entry);
      const result = original.apply(this, args);
      if (result instanceof Promise)
        void result.then(
          (answer: { rows?: unknown[] }) => (entry.rows = answer.rows?.length ?? 0),
          () => undefined,
        );
      return result;
    });
    try {
      await (await get(path, headers)).text();
    } finally {
      spy.mockRestore();
    }
    return sent;
  }
  const reads = (sent: Sent[]) => ({
    tables: sent.filter(({ text }) => text.startsWith('DECLARE')),
    rows: sent.filter(({ text }) => text.startsWith('FETCH')).reduce((sum, { rows }) => sum + rows, 0),
  });

  it('is one statement that selects, filters, orders and limits; ten rows come back for $top=10', async () => {
    const path = `weekly_detail?$top=10&$skip=2&$select=capacity&$orderby=capacity desc&$filter=capacity gt 5 and state eq 'FL'`;
    const { tables, rows } = reads(await sentBy(path));
    expect(rows).toBe(10);
    expect(tables).toHaveLength(1);
    const [{ text = '', values = [] } = {}] = tables;
    expect(text).toMatch(/WHERE \(\(t\."capacity" > \$\d+::bigint\) AND \(t\."state" = \$\d+::text\)\)/);
    expect(text).toMatch(
      /ORDER BY t\."capacity" DESC NULLS LAST, t\."demand_key" NULLS FIRST, .* LIMIT 10 OFFSET 2\) q$/s,
    );
    expect(text).toMatch(/SELECT t\."capacity", t\."demand_key", t\."week_key"\s+FROM/);
    expect(text).not.toContain("'FL'");
    expect(values).toContain('FL');
  });

  it('reads no more of the assignments than the first rows need, for $top alone', async () => {
    interface Plan {
      'Relation Name'?: string;
      'Actual Rows': number;
      'Actual Loops': number;
      'Rows Removed by Filter'?: number;
      Plans?: Plan[];
    }
    const read = (plan: Plan): number =>
      (plan['Relation Name'] === 'weekly_resource_assignment'
        ? plan['Actual Loops'] * (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0))
        : 0) + (plan.Plans ?? []).reduce((sum, part) => sum + read(part), 0);
    await server.database.query('ANALYZE');
    const [all] = await server.database.query<{ count: string }>(
      'SELECT count(*) FROM weekly_resource_assignment',
    );
    expect(Number(all?.count)).toBeGreaterThan(1000);
    for (const set of ['weekly_detail', 'resource_assignments']) {
      const [{ text = '', values = [] } = {}] = reads(await sentBy(`${set}?$top=5&$skip=5`)).tables;
      const statement = text.replace(/^DECLARE \w+ NO SCROLL CURSOR FOR/, 'EXPLAIN (ANALYZE, FORMAT JSON)');
      const [answer] = await server.database.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(statement, [
        ...values,
      ]);
      const plan = answer?.['QUERY PLAN'][0].Plan;
      // Weeks have few people here: ten rows need some hundred person-weeks at most.
      expect([set, plan !== undefined && read(plan) <= 200]).toEqual([set, true]);
    }
  });

  it('comes in the order of the flat report where that is one of columns, whole and in parts', async () => {
    for (const { path, order } of FLAT) {
      if (!order) continue;
      const set = nameOf(path);
      const expected = (await flat(path)).slice(0, 12);
      expect((await page(`${set}?$top=12`)).value).toEqual(expected);
      expect((await page(`${set}?$top=4&$skip=8`)).value).toEqual(expected.slice(8));
      expect((await page(set, { prefer: 'maxpagesize=12' })).value).toEqual(expected);
    }
  });

  it('reads a page and one row more, never the table', async () => {
    const { tables, rows } = reads(await sentBy('weekly_detail', { prefer: 'odata.maxpagesize=20' }));
    expect([tables.length, rows]).toEqual([1, 21]);
  });

  it('counts in the database', async () => {
    const { tables, rows } = reads(await sentBy('weekly_detail/$count?$filter=fte_count gt 0'));
    expect([tables.length, rows]).toEqual([1, 1]);
    const whole = await sentBy('weekly_detail?$count=true&$top=1');
    // One row of the table, and no second reading of it: the count is a number of PostgreSQL's.
    expect([reads(whole).tables.length, reads(whole).rows]).toEqual([1, 1]);
  });

  it('sends as many statements for any number of rows', async () => {
    // What ends the snapshot may come after the answer.
    const asked = (sent: Sent[]): string[] =>
      sent.map(({ text }) => text.trim().slice(0, 20)).filter((text) => !/^(ROLLBACK|COMMIT)/.test(text));
    const few = asked(await sentBy('monthly_summary?$top=1'));
    expect(asked(await sentBy('monthly_summary?$top=140'))).toEqual(few);
    expect(few.length).toBeGreaterThan(3);
  });

  it('takes month, week, LOB and person out of the filter into the table’s own statement', async () => {
    const sent = await sentBy(
      "weekly_detail?$filter=week_start ge 2025-05-05 and week_start lt 2025-05-12 and main_lob eq 'Amisys Medicaid DOMESTIC'",
    );
    const [{ text = '', values = [] } = {}] = reads(sent).tables;
    expect(text).toContain('text_key(f.main_lob) = ANY(');
    expect(values).toContainEqual(['amisys medicaid domestic']);
    expect(values.filter((value) => value === '2025-05-05').length).toBeGreaterThan(1);
    const { value } = await page(
      "weekly_detail?$filter=week_start ge 2025-05-05 and week_start lt 2025-05-12 and main_lob eq 'Amisys Medicaid DOMESTIC'",
    );
    // 8 demands of the LOB, one week.
    expect(value).toHaveLength(8);
    expect(new Set(value.map(({ week_start }) => week_start))).toEqual(new Set(['2025-05-05']));
  });
});

describe('before the first import', () => {
  let empty: TestServer;
  beforeAll(async () => {
    empty = await startTestServer();
  });
  afterAll(() => empty.close());

  it('every table answers, with all its columns and no rows of a report', async () => {
    const xml = await (await fetch(`${empty.url}/api/v2/odata/$metadata`)).text();
    for (const { path } of FLAT) {
      const response = await fetch(`${empty.url}/api/v2/odata/${nameOf(path)}?$top=5&$count=true`);
      expect([path, response.status]).toEqual([path, 200]);
      await response.json();
      expect(xml).toContain(`<EntityType Name="${nameOf(path)}">`);
    }
  });
});

test('whatever stands in an option or a key, the answer is a refusal or rows: never a failure of ours', async () => {
  const word = fc.constantFrom(
    ...[
      'gap',
      'state',
      "'FL'",
      'null',
      '1',
      '-2.5',
      '2025-05-01',
      'true',
      'eq',
      'ne',
      'gt',
      'and',
      'or',
      'not',
      '(',
      ')',
    ],
    ...[
      'add',
      'div',
      'mod',
      ',',
      'contains(',
      'substring(',
      'year(',
      'tolower(',
      "'",
      '%',
      '\\',
      '$',
      ';',
      '--',
      'in',
      '/',
      '*',
    ],
    ...[
      '\u0000',
      'é',
      '😀',
      '99999999999999999999',
      '1e999',
      'INF',
      '@p',
      'desc',
      'month_start',
      'is_active',
      'x',
    ],
  );
  const text = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' '));
  const option = fc.constantFrom(
    '$filter',
    '$orderby',
    '$select',
    '$top',
    '$skip',
    '$count',
    '$skiptoken',
    '$format',
    '$x',
  );
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(option, text, fc.boolean(), async (name, value, asKey) => {
      const path = asKey
        ? `demands(${encodeURIComponent(value)})`
        : `monthly_summary?$top=3&${name}=${encodeURIComponent(value)}`;
      const response = await get(path);
      seen.add(response.status);
      const body = await response.text();
      expect([200, 400, 404, 406, 501]).toContain(response.status);
      if (response.status !== 200) expect((JSON.parse(body) as Failure).error.message).not.toBe('');
    }),
    { numRuns: 300, seed: 14 },
  );
  expect([...seen].sort()).toEqual(expect.arrayContaining([400, 501]));
}, 120_000);

test('without a report every calendar month comes from its live one, once', async () => {
  // March covers April, too, which it stays live in; May to September are April's.
  await insertReport(server.database, {
    report: { year: 2025, month: 3 },
    demands: [{ mainLob: 'Amisys Medicaid DOMESTIC', state: 'FL', caseType: 'Case type 0' }],
    frozen: [2, 3, 4, 5, 6],
  });
  const months = async (path: string): Promise<unknown[]> => {
    const { value } = await page(
      `monthly_summary?${path}$filter=state eq 'FL' and case_type eq 'Case type 0'`,
    );
    return value.map((row) => [row['month_start'], row['report_month']]);
  };
  const live = await months('');
  expect(live.slice(0, 2)).toEqual([
    ['2025-04-01', 'March'],
    ['2025-05-01', 'April'],
  ]);
  expect(live).toHaveLength(7);
  expect(await months('report=live&')).toEqual(live);
  expect(await months('report=2025-04&')).toEqual(live.slice(1));
  expect(await months('report_month=March&report_year=2025&')).toHaveLength(6);
  expect(await (await get('monthly_summary/$count')).text()).toBe(String(6 * 24 + 1));
  const byKey = await get(
    `monthly_summary(demand_key='amisys medicaid domestic|fl|case type 0',month_start=2025-04-01)`,
  );
  expect(((await byKey.json()) as Row)['report_month']).toBe('March');
});
