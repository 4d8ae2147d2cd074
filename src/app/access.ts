import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  authenticateKey,
  authenticateSession,
  readKey,
  readKeyPair,
  refused,
  SESSION_MS,
  signInWithKey,
  signOut,
  type KeyParts,
} from '../features/access';
import type { AccessConfig } from '../platform/config/access-config';
import { authentication } from '../platform/http/access/authentication';
import type { Credentials } from '../platform/http/access/credentials';
import { requestGuard } from '../platform/http/access/request-guard';
import { sessions } from '../platform/http/access/sessions';
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

/** Guards every request, finds out who it is from, and offers signing in with a key. */
export function accessControl({ access, newScope, lifecycle, log }: AccessParts) {
  return (http: FastifyInstance): void => {
    const isOn = access.auth.length > 0;
    const system = ({ id }: FastifyRequest): RequestScope => newScope({ requestId: id, actor: GATEKEEPER });
    const authenticate = (credentials: Credentials, request: FastifyRequest): Promise<Actor> =>
      authenticateBy(access, credentials, system(request));
    requestGuard(access)(http);
    authentication({ isOn, authenticate, lifecycle, log })(http);
    void http.register(
      sessions({
        kinds: access.auth,
        isSecure: access.publicUrl?.startsWith('https:') ?? false,
        sessionMs: SESSION_MS,
        signIn: (text, request) => signInWithKey(system(request), keyOf(access, readKey(text))),
        signOut: (token, request) => signOut(system(request), token),
      }),
    );
  };
}

function authenticateBy(access: AccessConfig, credentials: Credentials, scope: RequestScope): Promise<Actor> {
  switch (credentials.kind) {
    case 'session':
      return authenticateSession(scope, credentials.token);
    case 'basic':
      return authenticateKey(scope, keyOf(access, readKeyPair(credentials.user, credentials.password)));
    case 'bearer':
    case 'query':
      return authenticateKey(scope, keyOf(access, readKey(credentials.text)));
  }
}

function keyOf({ auth }: AccessConfig, parts: KeyParts | undefined): KeyParts {
  if (!auth.includes('keys')) throw refused('API keys are not accepted here (HEADROOM_AUTH)');
  if (!parts) throw refused('This is no API key: one looks like hr_0123456789ab_ and 43 characters');
  return parts;
}
