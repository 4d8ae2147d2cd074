import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { insertReport } from '../support/factories/demand';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ HEADROOM_ANSWERS_MB: '8' });
  const demands = Array.from({ length: 80 }, (_, n) => ({
    caseType: `Claims ${n}`,
    months: [n, 0, 0, 0, 0, 0],
  }));
  await insertReport(server.database, { demands });
});
afterAll(() => server.close());

const TREE =
  '{ capacityTree { metrics { forecast } lobs { states { caseTypes { name metrics { forecast } } } } } }';
const TIERS = '{ capacityTiers { tierName } }';

function post(body: object, headers: Record<string, string> = {}) {
  return server.http.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(body),
  });
}

/** Cases by plain SQL, which raises no data version. */
const setCases = (cases: number) =>
  server.database.query(`UPDATE forecast SET forecast = $1 WHERE case_type = 'Claims 1'`, [cases]);

const forecastOf = (text: string): number =>
  (JSON.parse(text) as { data: { capacityTree: { metrics: { forecast: number } } } }).data.capacityTree
    .metrics.forecast;

const write = () => server.newScope().write({ action: 'test' }, () => Promise.resolve());

test('a whole answer is sent again as it was until a write raises the data version', async () => {
  await setCases(1);
  await write();
  const first = await post({ query: TREE });
  // 0 + 1 + … + 79 = 3160.
  expect(forecastOf(first.body)).toBe(3160);
  await setCases(101);
  const again = await post({ query: TREE });
  expect(again.body).toBe(first.body);
  expect(again.headers['content-type']).toBe(first.headers['content-type']);
  await write();
  expect(forecastOf((await post({ query: TREE })).body)).toBe(3260);
});

test('the answer of charts, which is dear, is kept likewise', async () => {
  const query = '{ capacityCharts { topShortages { caseType gap } } }';
  const first = await post({ query });
  await setCases(7);
  expect((await post({ query })).body).toBe(first.body);
  await write();
  expect((await post({ query })).body).not.toBe(first.body);
});

test('other variables, another accept header and another operation have answers of their own', async () => {
  const query =
    'query ($months: Int!) { capacityTree(forecastMonthIndex: $months) { metrics { forecast } } }';
  const may = await post({ query, variables: { months: 1 } });
  const june = await post({ query, variables: { months: 2 } });
  expect(forecastOf(june.body)).not.toBe(forecastOf(may.body));
  const accept = 'application/graphql-response+json';
  expect((await post({ query: TREE }, { accept })).headers['content-type']).toContain(accept);
  expect((await post({ query: TREE })).headers['content-type']).toContain('application/json');
});

test('compressed forms of a kept answer hold the same body', async () => {
  const plain = await post({ query: TREE });
  for (const [encoding, unpack] of [
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const) {
    const packed = await post({ query: TREE }, { 'accept-encoding': encoding });
    expect(packed.headers['content-encoding']).toBe(encoding);
    expect(unpack(packed.rawPayload).toString()).toBe(plain.body);
    expect(packed.rawPayload.length).toBeLessThan(plain.body.length / 2);
  }
});

test('an answer with errors, and one of a question that is not known to repeat, is not kept', async () => {
  const wrong = { query: '{ capacityTree(forecastMonthIndex: 7) { metrics { forecast } } }' };
  expect((await post(wrong)).body).toContain('1 to 6');
  expect((await post(wrong)).body).toContain('1 to 6');
  const before = await post({ query: TIERS });
  await server.database.query(`UPDATE production_capacity_tier SET tier_name = 'Renamed' WHERE id = 1`);
  expect((await post({ query: TIERS })).body).not.toBe(before.body);
});
