import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { describe, DomainError } from '../../../domain/errors';
import type { Logger } from '../../logging/logger';
import { observe } from '../../observation/observed';
import type { CountRequest } from './rate-limits';
import { cookieOf, SESSION_COOKIE } from './credentials';
import { takeRefusal } from './turned-away';

/** What signing in with a key works with. */
export interface SessionParts {
  signIn: (key: string, request: FastifyRequest) => Promise<string>;
  signOut: (token: string, request: FastifyRequest) => Promise<void>;
  /** Counts a wrong key against the address that it came from. */
  countRefusal: CountRequest;
  log: Logger;
  /** What the sign-in page may offer. */
  kinds: readonly string[];
  /** True where browsers reach the server by HTTPS only. */
  isSecure: boolean;
  /** How long the browser keeps the cookie: as long as a session may last. Without use the server ends it earlier. */
  sessionMs: number;
}

/** `/auth`: what is possible, signing in with a key, signing out. */
export function sessions(parts: SessionParts) {
  return (http: FastifyInstance, _options: unknown, done: () => void): void => {
    http.get('/auth', (request, reply) => {
      // The cookie is hidden from scripts: the page learns here whether it is worth asking for anything.
      const session = cookieOf(request.headers.cookie, SESSION_COOKIE) !== undefined;
      const refusal = takeRefusal(request, reply, parts.isSecure);
      return reply.header('cache-control', 'no-store').send({ kinds: parts.kinds, session, refusal });
    });
    http.post('/auth/session', { config: { admission: 'gated' } }, async (request, reply) => {
      const { key } = (request.body ?? {}) as { key?: unknown };
      if (typeof key !== 'string')
        throw new DomainError(
          'VALIDATION',
          `key: ${describe(key)} is not accepted; expected an API key as text`,
          [{ path: 'key', message: 'expected an API key as text' }],
        );
      setSession(reply, await signedIn(parts, key.trim(), request, reply), parts);
      return reply.code(204).send();
    });
    http.delete('/auth/session', { config: { admission: 'gated' } }, async (request, reply) => {
      const token = cookieOf(request.headers.cookie, SESSION_COOKIE);
      if (token !== undefined) await parts.signOut(token, request);
      return reply
        .header('set-cookie', cookie('', 0, parts.isSecure))
        .code(204)
        .send();
    });
    done();
  };
}

/** The session of a key; a wrong one counts as any refused credential does, so that guessing is slow. */
async function signedIn(
  { signIn, countRefusal, log }: SessionParts,
  key: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  try {
    const token = await signIn(key, request);
    observe('signIn', { kind: 'key', outcome: 'accepted' });
    return token;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'UNAUTHENTICATED') throw error;
    observe('signIn', { kind: 'key', outcome: 'refused' });
    log.warn({ requestId: request.id, reason: error.message }, 'credentials refused');
    await countRefusal(request, reply);
    throw error;
  }
}

/** Hands the session to the browser. */
export function setSession(
  reply: FastifyReply,
  token: string,
  { isSecure, sessionMs }: Pick<SessionParts, 'isSecure' | 'sessionMs'>,
): void {
  void reply
    .header('cache-control', 'no-store')
    .header('set-cookie', cookie(token, Math.trunc(sessionMs / 1_000), isSecure));
}

function cookie(value: string, maxAge: number, isSecure: boolean): string {
  const secure = isSecure ? '; Secure' : '';
  return `${SESSION_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`;
}
