// A real OpenID provider for tests, as a process of its own (it is an ECMAScript module): prints its address when ready.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import { exportJWK, SignJWT } from 'jose';

const [, , callback] = process.argv;
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...(await exportJWK(privateKey)), kid: 'k1', alg: 'RS256', use: 'sig' };

const ROLES = { viewer: ['viewer'], planner: ['headroom-planners'], admin: ['headroom-admins'] };

const server = createServer().listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  jwks: { keys: [jwk] },
  clients: [{ client_id: 'headroom', client_secret: 'a-secret-of-tests', redirect_uris: [callback] }],
  conformIdTokenClaims: false,
  claims: { openid: ['sub', 'preferred_username', 'roles', 'lobs'], profile: ['name'], email: ['email'] },
  findAccount: (_context, id) => ({
    accountId: id,
    // `pia.planner` is a planner; whoever has none of these names has no role.
    claims: () => ({ sub: id, preferred_username: id, roles: ROLES[id.split('.').at(-1)] ?? ['guests'] }),
  }),
  features: { devInteractions: { enabled: true } },
});
const answer = provider.callback();
// Not part of OpenID: tests ask for tokens of machines with the claims that they need.
server.on('request', async (request, response) => {
  const url = new URL(request.url, issuer);
  if (url.pathname !== '/test-token') return answer(request, response);
  const claims = JSON.parse(url.searchParams.get('claims') ?? '{}');
  const now = Math.trunc(Date.now() / 1000);
  const token = await new SignJWT({ iss: issuer, aud: 'headroom', exp: now + 60, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: url.searchParams.get('kid') ?? 'k1' })
    .sign(privateKey);
  response.end(token);
});
process.stdout.write(`${issuer}\n`);
