import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { describe } from '../../../domain/errors';
import { isLoopback, type AccessConfig } from '../../config/access-config';
import { problem, ProblemError, type Problem } from '../problem';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A GET that does work or holds a connection: pages of other sites may not send it. */
    guarded?: boolean;
  }
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
const OWN_SITE = new Set(['same-origin', 'none']);

/**
 * One guard for GraphQL, REST, uploads and events. Host: a page whose name was pointed at this machine (DNS rebinding)
 * may not speak to it. Origin: pages of other sites may not write with the rights of whoever opens them.
 */
export function requestGuard(access: AccessConfig) {
  return (http: FastifyInstance): void => {
    const hosts = new Set(access.allowedHosts.map((host) => host.toLowerCase()));
    if (access.publicUrl) hosts.add(new URL(access.publicUrl).hostname.toLowerCase());
    const origins = new Set(access.corsOrigins);
    if (access.publicUrl) origins.add(new URL(access.publicUrl).origin);
    http.addHook('onRequest', (request, _reply, done) => {
      const refusal =
        refusedHost(request, hosts, access.auth.length === 0) ?? refusedOrigin(request, origins);
      done(refusal && new ProblemError(refusal));
    });
  };
}

function refusedHost(
  { headers: { host } }: FastifyRequest,
  hosts: ReadonlySet<string>,
  loopbackOnly: boolean,
): Problem | undefined {
  if (host === undefined) return undefined;
  const name = hostName(host);
  // An address cannot be pointed elsewhere; without sign-in only those of this machine count.
  const isAddress = name !== undefined && isIP(name.replace(/^\[|\]$/g, '')) !== 0;
  if (name !== undefined && (isLoopback(name) || hosts.has(name) || (isAddress && !loopbackOnly)))
    return undefined;
  const accepted = ['localhost', '127.0.0.1', '[::1]', ...hosts].join(', ');
  const message = `The host ${describe(host)} is not served here; accepted: ${accepted} (HEADROOM_PUBLIC_URL, HEADROOM_ALLOWED_HOSTS)`;
  return problem('FORBIDDEN', message, [{ path: 'host', message, value: host }]);
}

function hostName(host: string): string | undefined {
  if (/[@/?#\s\\]/.test(host) || !URL.canParse(`http://${host}`)) return undefined;
  return new URL(`http://${host}`).hostname.toLowerCase();
}

function refusedOrigin(request: FastifyRequest, origins: ReadonlySet<string>): Problem | undefined {
  if (READS.has(request.method) && request.routeOptions.config.guarded !== true) return undefined;
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined) {
    if (origins.has(origin) || isOwn(origin, host)) return undefined;
    return otherSite('origin', origin);
  }
  if (typeof site === 'string' && !OWN_SITE.has(site)) return otherSite('sec-fetch-site', site);
  return undefined;
}

function isOwn(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

function otherSite(path: string, value: string): Problem {
  const message = `A page of another site may not do this (${path}: ${describe(value)}); expected one of this server or of HEADROOM_CORS_ORIGINS`;
  return problem('FORBIDDEN', message, [{ path, message, value }]);
}
