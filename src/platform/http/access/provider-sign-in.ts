import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Configuration } from 'openid-client' with { 'resolution-mode': 'import' };
import { DomainError } from '../../../domain/errors';
import type { OidcConfig } from '../../config/access-config';
import type { Logger } from '../../logging/logger';
import { cookieOf } from './credentials';
import { setSession } from './sessions';
import { turnAway } from './turned-away';

/** What signing in with an identity provider works with. */
export interface ProviderParts {
  oidc: OidcConfig;
  /** Where browsers reach this server; absent = as the request states. */
  publicUrl: string | undefined;
  openSession: (claims: Readonly<Record<string, unknown>>, request: FastifyRequest) => Promise<string>;
  isSecure: boolean;
  sessionMs: number;
  log: Logger;
}

const PENDING_COOKIE = 'headroom_sign_in';
const PENDING_S = 600;
const CALLBACK = '/auth/callback';
const NO_PROVIDER = 'The identity provider cannot be asked just now; try again later';

/** `/auth/sign-in` and `/auth/callback`: authorization code with PKCE, state and nonce. */
export function providerSignIn(parts: ProviderParts) {
  let found: Promise<Configuration> | undefined;
  const provider = (): Promise<Configuration> => {
    found ??= discoverProvider(parts.oidc);
    found.catch(() => (found = undefined));
    return found;
  };
  return (http: FastifyInstance, _options: unknown, done: () => void): void => {
    // A person in a browser goes back to the page, which shows what went wrong; a program gets the problem document.
    http.setErrorHandler((error, request, reply) => {
      if (!request.headers.accept?.includes('text/html')) throw error;
      const reason = error instanceof DomainError ? error.message : NO_PROVIDER;
      parts.log.warn({ request_id: request.id, err: error }, 'signing in with the identity provider failed');
      return turnAway(reply, reason, parts.isSecure).redirect('/');
    });
    http.get('/auth/sign-in', async (request, reply) => {
      const client = await import('openid-client');
      const verifier = client.randomPKCECodeVerifier();
      const pending = { verifier, state: client.randomState(), nonce: client.randomNonce() };
      const address = client.buildAuthorizationUrl(await provider(), {
        redirect_uri: `${baseOf(parts, request)}${CALLBACK}`,
        scope: 'openid profile email',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state: pending.state,
        nonce: pending.nonce,
      });
      return keepPending(reply, pending, parts.isSecure).redirect(address.href);
    });
    http.get(CALLBACK, { config: { admission: 'gated' } }, async (request, reply) => {
      const claims = await receive(parts, await provider(), request);
      setSession(reply, await parts.openSession(claims, request), parts);
      return reply.redirect('/');
    });
    done();
  };
}

interface Pending {
  verifier: string;
  state: string;
  nonce: string;
}

async function discoverProvider({ issuer, clientId, clientSecret }: OidcConfig): Promise<Configuration> {
  const client = await import('openid-client');
  const isLocal = new URL(issuer).protocol === 'http:';
  return client.discovery(new URL(issuer), clientId, clientSecret, clientSecret ? undefined : client.None(), {
    // An issuer without TLS is one that the environment names on purpose, on the same machine.
    ...(isLocal && { execute: [client.allowInsecureRequests] }),
  });
}

async function receive(
  parts: ProviderParts,
  provider: Configuration,
  request: FastifyRequest,
): Promise<Readonly<Record<string, unknown>>> {
  const client = await import('openid-client');
  const pending = readPending(request);
  const address = new URL(`${baseOf(parts, request)}${request.url}`);
  try {
    const tokens = await client.authorizationCodeGrant(provider, address, {
      pkceCodeVerifier: pending.verifier,
      expectedState: pending.state,
      expectedNonce: pending.nonce,
    });
    return tokens.claims() ?? {};
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'no answer';
    throw new DomainError('UNAUTHENTICATED', `Signing in failed: ${reason}`);
  }
}

function baseOf({ publicUrl }: ProviderParts, request: FastifyRequest): string {
  return publicUrl ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`;
}

function keepPending(reply: FastifyReply, pending: Pending, isSecure: boolean): FastifyReply {
  const value = Buffer.from(JSON.stringify(pending)).toString('base64url');
  const secure = isSecure ? '; Secure' : '';
  return reply
    .header('cache-control', 'no-store')
    .header(
      'set-cookie',
      `${PENDING_COOKIE}=${value}; Path=/auth; HttpOnly; SameSite=Lax; Max-Age=${PENDING_S}${secure}`,
    );
}

function readPending(request: FastifyRequest): Pending {
  const text = cookieOf(request.headers.cookie, PENDING_COOKIE);
  try {
    return JSON.parse(Buffer.from(text ?? '', 'base64url').toString()) as Pending;
  } catch {
    throw new DomainError(
      'UNAUTHENTICATED',
      'This sign-in was not begun in this browser, or more than ten minutes ago; begin again at /',
    );
  }
}
