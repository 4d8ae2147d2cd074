import { startTestServer, type TestServer } from '../support/http';
import { RestClient } from '../support/rest';

let server: TestServer;
let rest: RestClient;
beforeAll(async () => {
  server = await startTestServer();
  rest = new RestClient(server);
});
afterAll(() => server.close());

const withKey = (key: string) => ({ 'idempotency-key': key });
const tiers = async (name: string) =>
  (await server.database.query('SELECT id FROM production_capacity_tier WHERE tier_name = $1', [name]))
    .length;
const changeSets = async () =>
  Number((await server.database.query<{ n: string }>('SELECT count(*) AS n FROM change_set'))[0]?.n);

test('a repeated request is answered byte for byte and does nothing again', async () => {
  const body = { tier_name: 'Once', capacity_percentage: 0.6 };
  const first = await rest.post('/capacity-tiers', body, withKey('once'));
  const before = await changeSets();
  const second = await rest.post('/capacity-tiers', body, withKey('once'));
  expect(second.status).toBe(201);
  expect(second.text).toBe(first.text);
  expect(second.headers.get('location')).toBe(first.headers.get('location'));
  expect(first.headers.get('idempotent-replayed')).toBeNull();
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  expect(await changeSets()).toBe(before);
  expect(await tiers('Once')).toBe(1);
});

test('the same key with another body is refused', async () => {
  await rest.post('/capacity-tiers', { tier_name: 'Key A', capacity_percentage: 0.6 }, withKey('other'));
  const { status, body } = await rest.post(
    '/capacity-tiers',
    { tier_name: 'Key B', capacity_percentage: 0.6 },
    withKey('other'),
  );
  expect(status).toBe(422);
  expect(body.code).toBe('IDEMPOTENCY_MISMATCH');
  expect(await tiers('Key B')).toBe(0);
});

test('twenty at once are one execution', async () => {
  const body = { tier_name: 'Twenty', capacity_percentage: 0.55 };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => rest.post('/capacity-tiers', body, withKey('twenty'))),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1);
  expect(await tiers('Twenty')).toBe(1);
});

test('a refused request leaves the key free', async () => {
  const wrong = { tier_name: 'Full Production', capacity_percentage: 0.5 };
  expect((await rest.post('/capacity-tiers', wrong, withKey('again'))).status).toBe(409);
  expect(await server.database.query(`SELECT key FROM idempotency_key WHERE key = 'again'`)).toEqual([]);
  const right = { tier_name: 'Right', capacity_percentage: 0.5 };
  expect((await rest.post('/capacity-tiers', right, withKey('again'))).status).toBe(201);
});

test('after 24 hours a key may be used anew', async () => {
  const body = { tier_name: 'Daily', capacity_percentage: 0.5 };
  await rest.post('/capacity-tiers', body, withKey('daily'));
  const time = server.clock.time;
  server.clock.time = new Date(time.getTime() + 24 * 3_600_000 + 1);
  const other = { tier_name: 'Daily 2', capacity_percentage: 0.5 };
  expect((await rest.post('/capacity-tiers', other, withKey('daily'))).status).toBe(201);
  server.clock.time = time;
});

test('a key is 1 to 255 printable characters', async () => {
  const body = { tier_name: 'Long', capacity_percentage: 0.5 };
  expect((await rest.post('/capacity-tiers', body, withKey('x'.repeat(256)))).status).toBe(400);
  expect((await rest.post('/capacity-tiers', body, withKey('x'.repeat(255)))).status).toBe(201);
});

test('a long operation with a key is waited for, so that its answer can be kept', async () => {
  const first = await rest.post('/reports/recompute?wait_s=0', undefined, withKey('long'));
  expect(first.status).toBe(200);
  const second = await rest.post('/reports/recompute?wait_s=0', undefined, withKey('long'));
  expect(second.text).toBe(first.text);
  expect(second.headers.get('idempotent-replayed')).toBe('true');
});
