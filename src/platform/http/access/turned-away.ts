import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieOf } from './credentials';

const COOKIE = 'headroom_turned_away';
const KEPT_S = 60;

/** Keeps for the page why signing in failed: in a cookie, since an address could be made up by anybody. */
export function turnAway(reply: FastifyReply, reason: string, isSecure: boolean): FastifyReply {
  return reply.header('cache-control', 'no-store').header('set-cookie', cookie(reason, KEPT_S, isSecure));
}

/** Why signing in failed just now; asked once. */
export function takeRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  isSecure: boolean,
): string | undefined {
  const kept = cookieOf(request.headers.cookie, COOKIE);
  if (kept === undefined) return undefined;
  void reply.header('set-cookie', cookie('', 0, isSecure));
  return Buffer.from(kept, 'base64url').toString();
}

function cookie(reason: string, maxAge: number, isSecure: boolean): string {
  const value = Buffer.from(reason).toString('base64url');
  return `${COOKIE}=${value}; Path=/auth; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${isSecure ? '; Secure' : ''}`;
}
