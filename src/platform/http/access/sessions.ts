import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../../domain/errors';
import { describe } from '../../../domain/errors';
import { cookieOf, SESSION_COOKIE } from './credentials';
import { takeRefusal } from './turned-away';

/** What signing in with a key works with. */
export interface SessionParts {
  signIn: (key: string, request: FastifyRequest) => Promise<string>;
  signOut: (token: string, request: FastifyRequest) => Promise<void>;
  /** What the sign-in page may offer. */
  kinds: readonly string[];
  /** True where browsers reach the server by HTTPS only. */
  isSecure: boolean;
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
      setSession(reply, await parts.signIn(key.trim(), request), parts);
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
