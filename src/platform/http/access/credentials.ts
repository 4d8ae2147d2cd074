import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../../domain/errors';

/** The cookie of a signed-in browser. */
export const SESSION_COOKIE = 'headroom_session';

/** What a request shows to say who it is from. */
export type Credentials =
  | { kind: 'bearer'; text: string }
  | { kind: 'basic'; user: string; password: string }
  | { kind: 'query'; text: string }
  | { kind: 'session'; token: string };

/** No credential is longer; a longer one is refused before anything looks at it. */
const MAX_CREDENTIAL = 8_000;
/** Where Power BI may put the key into the address. */
const KEY_IN_ADDRESS = /^\/api\/v2\/(reports|odata)(\/|\?|$)/;

const keyInAddress = new WeakMap<IncomingMessage, string>();

/**
 * Takes `api_key` out of the address before anything routes, logs or links with it. It counts only on GET of reports
 * and OData.
 */
export function hideKeyInAddress(request: IncomingMessage): string {
  const url = request.url ?? '/';
  const at = url.indexOf('?');
  if (at < 0 || !url.includes('api_key=')) return url;
  const parameters = url.slice(at + 1).split('&');
  const keys = parameters.filter((parameter) => parameter.startsWith('api_key='));
  if (keys.length === 0) return url;
  if (request.method === 'GET' && KEY_IN_ADDRESS.test(url))
    keyInAddress.set(request, decoded(keys[0]?.slice('api_key='.length) ?? ''));
  const rest = parameters.filter((parameter) => !parameter.startsWith('api_key='));
  return rest.length === 0 ? url.slice(0, at) : `${url.slice(0, at)}?${rest.join('&')}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The credentials of a request; undefined if it shows none. */
export function readCredentials(request: FastifyRequest): Credentials | undefined {
  const { authorization } = request.headers;
  if (authorization !== undefined) return readAuthorization(authorization);
  const text = keyInAddress.get(request.raw);
  if (text !== undefined) return { kind: 'query', text };
  const token = cookieOf(request.headers.cookie, SESSION_COOKIE);
  return token === undefined ? undefined : { kind: 'session', token };
}

function readAuthorization(header: string): Credentials {
  if (header.length > MAX_CREDENTIAL)
    throw new DomainError(
      'UNAUTHENTICATED',
      `The header Authorization has ${header.length} characters; at most ${MAX_CREDENTIAL} are accepted`,
    );
  const [, scheme = '', text = ''] = /^(\S+)\s+(\S+)\s*$/.exec(header) ?? [];
  if (scheme.toLowerCase() === 'bearer') return { kind: 'bearer', text };
  const pair = Buffer.from(text, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (scheme.toLowerCase() === 'basic' && colon >= 0)
    return { kind: 'basic', user: pair.slice(0, colon), password: pair.slice(colon + 1) };
  throw new DomainError('UNAUTHENTICATED', 'The header Authorization is neither Bearer nor Basic');
}

/** The value of a cookie. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value) return value;
  }
  return undefined;
}
