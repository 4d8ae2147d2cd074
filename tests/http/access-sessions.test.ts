import { createApiKey } from '../../src/features/access';
import { startTestServer, type TestServer } from '../support/http';

const HOUR = 3_600_000;
let server: TestServer;
let key: string;

beforeAll(async () => {
  server = await startTestServer({
    HEADROOM_AUTH: 'keys',
    HEADROOM_PUBLIC_URL: 'https://headroom.example',
    HEADROOM_SESSION_IDLE_HOURS: '2',
    HEADROOM_SESSION_DAYS: '1',
  });
  const made = await server
    .newScope()
    .write({ action: 'key.create' }, (tx) => createApiKey(tx, { name: 'ann', role: 'viewer', lobs: [] }));
  key = made.text;
});
afterAll(() => server.close());

async function signIn(): Promise<{ cookie: string; attributes: string }> {
  const answer = await fetch(`${server.url}/auth/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key }),
  });
  const [cookie = '', ...attributes] = (answer.headers.get('set-cookie') ?? '').split('; ');
  return { cookie, attributes: attributes.join('; ') };
}

const pass = (ms: number): void => {
  server.clock.time = new Date(server.clock.now().getTime() + ms);
};
const status = async (cookie: string): Promise<number> =>
  (await fetch(`${server.url}/api/v2/capacity-tiers`, { headers: { cookie } })).status;

it('keeps the cookie for as long as a session may last: the server ends it when it is not used', async () => {
  // 24 hours of 3,600 s.
  expect((await signIn()).attributes).toBe('Path=/; HttpOnly; SameSite=Lax; Max-Age=86400; Secure');
});

it('has browsers come by HTTPS only where that is how they reach it', async () => {
  const { headers } = await fetch(`${server.url}/livez`);
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
});

it('ends a session that was not used for two hours', async () => {
  const { cookie } = await signIn();
  pass(2 * HOUR - 1);
  expect(await status(cookie)).toBe(200);
  pass(2 * HOUR - 1);
  expect(await status(cookie)).toBe(200);
  pass(2 * HOUR);
  expect(await status(cookie)).toBe(401);
});

it('ends a session after a day, however often it is used', async () => {
  const { cookie } = await signIn();
  for (let hours = 1; hours < 24; hours += 1) {
    pass(HOUR);
    expect([hours, await status(cookie)]).toEqual([hours, 200]);
  }
  pass(HOUR - 1);
  expect(await status(cookie)).toBe(200);
  pass(1);
  expect(await status(cookie)).toBe(401);
});

it('holds shorter terms against sessions that began under longer ones', async () => {
  const { cookie } = await signIn();
  await server.database.query(
    `UPDATE session SET created_datetime = created_datetime - interval '25 hours', expires_datetime = 'infinity'
     WHERE created_datetime = $1`,
    [server.clock.now()],
  );
  expect(await status(cookie)).toBe(401);
});
