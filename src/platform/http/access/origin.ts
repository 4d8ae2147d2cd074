import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** Where clients reach the server, from the environment. */
    publicUrl: string | undefined;
  }
}

/**
 * Where clients reach this server, `https://host` without a slash at the end: as the environment states, else as the client
 * has reached us. What proxies say counts only from trusted ones.
 */
export function originOf({ server, protocol, host }: FastifyRequest): string {
  return server.publicUrl ?? `${protocol}://${/^[\w.:[\]-]+$/.test(host) ? host : 'localhost'}`;
}
