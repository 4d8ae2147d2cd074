import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  authenticateKey,
  actorOf,
  authenticateSession,
  identityOfClaims,
  openSession,
  readKey,
  readKeyPair,
  refused,
  signInWithKey,
  signOut,
  type KeyParts,
} from '../features/access';
import type { AccessConfig } from '../platform/config/access-config';
import { authentication } from '../platform/http/access/authentication';
import type { Credentials } from '../platform/http/access/credentials';
import { rateLimits } from '../platform/http/access/rate-limits';
import { requestGuard } from '../platform/http/access/request-guard';
import { providerSignIn } from '../platform/http/access/provider-sign-in';
import { sessions } from '../platform/http/access/sessions';
import { TokenVerifier } from '../platform/http/access/token-verifier';
import type { Lifecycle } from '../platform/http/lifecycle';
import type { Logger } from '../platform/logging/logger';
import type { Actor } from '../platform/scope/actor';
import type { RequestScope } from '../platform/scope/request-scope';
import type { NewScope } from './services';

/** What looks up keys and sessions. */
const GATEKEEPER: Actor = { name: 'sign-in', role: 'admin', lobScope: null };

/** What access is composed from. */
export interface AccessParts {
  access: AccessConfig;
  newScope: NewScope;
  lifecycle: Lifecycle;
  log: Logger;
}

/** Guards every request, finds out who it is from, and offers signing in. */
export function accessControl(parts: AccessParts) {
  const { access, newScope, lifecycle, log } = parts;
  return async (http: FastifyInstance): Promise<void> => {
    const limit = await rateLimits(http);
    const isOn = access.auth.length > 0;
    const system = ({ id }: FastifyRequest): RequestScope => newScope({ requestId: id, actor: GATEKEEPER });
    const tokens = access.jwt && new TokenVerifier(access.jwt);
    requestGuard(access)(http);
    const countRefusal = limit({
      perMinute: access.refusalsPerMinute,
      keyOf: ({ ip }) => ip,
      what: 'refused requests of one address',
    });
    authentication({
      isOn,
      readsMetrics: access.readsMetrics,
      lifecycle,
      log,
      countRequest: limit({
        perMinute: access.ratePerMinute,
        keyOf: ({ actor }) => `${actor.kind ?? ''} ${actor.name}`,
        what: 'requests of one caller',
      }),
      countRefusal,
      authenticate: (credentials, request) =>
        authenticateBy({ access, tokens }, credentials, system(request)),
    })(http);
    const { sessions: lengths } = access;
    const session = { isSecure: access.publicUrl?.startsWith('https:') ?? false, sessionMs: lengths.maxMs };
    void http.register(
      sessions({
        ...session,
        kinds: access.auth,
        countRefusal,
        log,
        signIn: (text, request) => signInWithKey(system(request), keyOf(access, readKey(text)), lengths),
        signOut: (token, request) => signOut(system(request), token),
      }),
    );
    if (!access.oidc) return;
    const { oidc, publicUrl, claims: mapping } = access;
    void http.register(
      providerSignIn({
        ...session,
        log,
        oidc,
        publicUrl,
        openSession: (claims, request) =>
          openSession(system(request), { ...identityOfClaims(claims, mapping), kind: 'person' }, lengths),
      }),
    );
  };
}

interface Verifiers {
  access: AccessConfig;
  tokens: TokenVerifier | undefined;
}

function authenticateBy(
  { access, tokens }: Verifiers,
  credentials: Credentials,
  scope: RequestScope,
): Promise<Actor> {
  switch (credentials.kind) {
    case 'session':
      return authenticateSession(scope, credentials.token, { ways: access.auth, ...access.sessions });
    case 'basic':
      return authenticateKey(scope, keyOf(access, readKeyPair(credentials.user, credentials.password)));
    case 'query':
      return authenticateKey(scope, keyOf(access, readKey(credentials.text)));
    case 'bearer':
      return tokens && credentials.text.split('.').length === 3
        ? authenticateToken(tokens, access, credentials.text, scope)
        : authenticateKey(scope, keyOf(access, readKey(credentials.text)));
  }
}

async function authenticateToken(
  tokens: TokenVerifier,
  { claims }: AccessConfig,
  text: string,
  scope: RequestScope,
): Promise<Actor> {
  const identity = identityOfClaims(await tokens.verify(text), claims);
  return actorOf(scope, { ...identity, kind: 'machine' });
}

function keyOf({ auth }: AccessConfig, parts: KeyParts | undefined): KeyParts {
  if (!auth.includes('keys')) throw refused('API keys are not accepted here (HEADROOM_AUTH)');
  if (!parts) throw refused('This is no API key: one looks like hr_0123456789ab_ and 43 characters');
  return parts;
}
