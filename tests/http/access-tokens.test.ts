import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { freePort, startServerProcess, type ServerProcess } from '../support/server-process';

let database: TestDatabase;
let provider: ChildProcess;
let issuer: string;
let server: ServerProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  const port = await freePort();
  const program = path.join(__dirname, '../support/identity-provider.mjs');
  provider = spawn(process.execPath, [program, `http://127.0.0.1:${port}/auth/callback`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  [issuer] = (await once(createInterface({ input: provider.stdout as NodeJS.ReadableStream }), 'line')) as [
    string,
  ];
  server = await startServerProcess(database.url, {
    PORT: String(port),
    HEADROOM_AUTH: 'keys,jwt,oidc',
    HEADROOM_JWT_ISSUER: issuer,
    HEADROOM_JWT_AUDIENCE: 'headroom',
    HEADROOM_OIDC_ISSUER: issuer,
    HEADROOM_OIDC_CLIENT_ID: 'headroom',
    HEADROOM_OIDC_CLIENT_SECRET: 'a-secret-of-tests',
    HEADROOM_ROLE_MAP: 'headroom-planners=planner,headroom-admins=admin',
    HEADROOM_REFUSALS_PER_MINUTE: '40',
  });
}, 90_000);
afterAll(async () => {
  await server.stop();
  provider.kill();
  await database.drop();
});

const token = async (claims: object): Promise<string> =>
  (await fetch(`${issuer}/test-token?claims=${encodeURIComponent(JSON.stringify(claims))}`)).text();
const status = async (bearer: string, init: RequestInit = {}): Promise<number> =>
  (
    await fetch(`${server.url}/api/v2/capacity-tiers`, {
      ...init,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    })
  ).status;
const NEW_TIER = { method: 'POST', body: JSON.stringify({ tier_name: 'JWT', capacity_percentage: 0.41 }) };
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

it('takes tokens of the issuer, with roles by the mapping', async () => {
  expect(await status(await token({ sub: 'm', roles: ['viewer'] }))).toBe(200);
  expect(await status(await token({ sub: 'm', roles: ['headroom-planners'] }), NEW_TIER)).toBe(403);
  expect(await status(await token({ sub: 'm', roles: 'headroom-admins' }), NEW_TIER)).toBe(201);
  expect(await status(await token({ sub: 'm', roles: ['other'] }))).toBe(403);
});

it('limits a token to the LOBs that it names', async () => {
  const query = encodeURIComponent('{ viewer { name role lobScope } }');
  const headers = {
    authorization: `Bearer ${await token({ sub: 'scoped', roles: ['viewer'], lobs: ['None *'] })}`,
    'apollo-require-preflight': '1',
  };
  const answer = (await (await fetch(`${server.url}/graphql?query=${query}`, { headers })).json()) as {
    data: { viewer: object };
  };
  expect(answer.data.viewer).toEqual({ name: 'scoped', role: 'VIEWER', lobScope: [] });
});

it('refuses every other token with 401', async () => {
  const now = Math.trunc(Date.now() / 1000);
  const good = await token({ sub: 'm', roles: ['admin'] });
  const [, payload] = good.split('.');
  const wrong = [
    `${encoded({ alg: 'none' })}.${payload}.`,
    `${encoded({ alg: 'HS256', kid: 'k1' })}.${payload}.AAAA`,
    `${good.slice(0, -4)}AAAA`,
    await token({ sub: 'm', roles: ['admin'], exp: now - 120 }),
    await token({ sub: 'm', roles: ['admin'], nbf: now + 120 }),
    await token({ sub: 'm', roles: ['admin'], aud: 'another' }),
    await token({ sub: 'm', roles: ['admin'], iss: 'https://other.example' }),
    await token({ sub: 'a\u0000b', roles: ['viewer'], lobs: ['Amisys *'] }),
    await token({ sub: 'm'.repeat(201), roles: ['viewer'] }),
    `${'a'.repeat(3_000)}.${'b'.repeat(3_000)}.c`,
    'a.b.c',
  ];
  for (const text of wrong) expect([text.slice(0, 20), await status(text)]).toEqual([text.slice(0, 20), 401]);
});

/** A browser's cookies and redirects, as far as signing in needs them. */
class Browser {
  private readonly cookies = new Map<string, Map<string, string>>();

  async open(address: string, init: RequestInit = {}): Promise<Response> {
    let url = new URL(address);
    let request = init;
    for (let hop = 0; hop < 12; hop += 1) {
      const jar = this.cookies.get(url.host) ?? new Map<string, string>();
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(url, {
        ...request,
        redirect: 'manual',
        headers: { ...request.headers, cookie },
      });
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = (line.split(';', 1)[0] as string).split('=', 2);
        jar.set(name, value);
      }
      this.cookies.set(url.host, jar);
      const location = answer.headers.get('location');
      if (answer.status < 300 || answer.status >= 400 || !location) return answer;
      url = new URL(location, url);
      request = {};
    }
    throw new Error('Too many redirects');
  }
}

it('signs a person in with the identity provider, and out again', async () => {
  const browser = new Browser();
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const login = await (await browser.open(`${server.url}/auth/sign-in`)).text();
  const action = /action="([^"]+)"/.exec(login)?.[1] as string;
  const consent = await (
    await browser.open(action, {
      method: 'POST',
      headers: form,
      body: 'prompt=login&login=pia.planner&password=x',
    })
  ).text();
  const confirm = /action="([^"]+)"/.exec(consent)?.[1] as string;
  await browser.open(confirm, { method: 'POST', headers: form, body: 'prompt=consent' });
  const query = encodeURIComponent('{ viewer { name role } }');
  const who = await browser.open(`${server.url}/graphql?query=${query}`, {
    headers: { 'apollo-require-preflight': '1' },
  });
  expect(((await who.json()) as { data: { viewer: object } }).data.viewer).toEqual({
    name: 'pia.planner',
    role: 'PLANNER',
  });
  expect((await browser.open(`${server.url}/auth/session`, { method: 'DELETE' })).status).toBe(204);
  expect((await browser.open(`${server.url}/api/v2/capacity-tiers`)).status).toBe(401);
});

it('slows an address down whose credentials are refused again and again', async () => {
  const seen = new Set<number>();
  let retryAfter: string | null = null;
  for (let i = 0; i < 60; i += 1) {
    const answer = await fetch(`${server.url}/api/v2/capacity-tiers`, {
      headers: { authorization: 'Bearer hr_wrong' },
    });
    seen.add(answer.status);
    retryAfter ??= answer.headers.get('retry-after');
  }
  expect([...seen]).toEqual([401, 429]);
  expect(Number(retryAfter)).toBeGreaterThan(0);
});
