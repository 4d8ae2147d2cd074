import { z } from 'zod';

/** Ways to show who one is. */
export const AUTH_KINDS = ['keys', 'jwt', 'oidc'] as const;
export type AuthKind = (typeof AUTH_KINDS)[number];

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

const origins = list.pipe(z.array(z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin)));

/** Variables of the environment about who may reach the server and do what. */
export const ACCESS_ENVIRONMENT = {
  HEADROOM_AUTH: z
    .string()
    .default('off')
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(
      z.union(
        [z.tuple([z.literal('off')]).transform((): AuthKind[] => []), z.array(z.enum(AUTH_KINDS)).min(1)],
        {
          error: `expected off, or a list of ${AUTH_KINDS.join(', ')}`,
        },
      ),
    ),
  HEADROOM_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  HEADROOM_ALLOWED_HOSTS: list,
  HEADROOM_TRUSTED_PROXIES: list,
  HEADROOM_CORS_ORIGINS: origins,
};

/** Who may reach the server and how they show who they are. */
export interface AccessConfig {
  /** Empty = everybody who reaches the server may do everything. */
  auth: readonly AuthKind[];
  /** Where browsers and Power BI reach the server, without a slash at the end. */
  publicUrl: string | undefined;
  /** Host names beside loopback, addresses and the public one. */
  allowedHosts: readonly string[];
  /** Addresses of proxies whose forwarded headers count. */
  trustedProxies: readonly string[];
  /** Origins of other sites whose pages may call the API. */
  corsOrigins: readonly string[];
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\]|::ffff:127\.\d+\.\d+\.\d+)$/i;

/** True for names and addresses that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host) || /\.localhost$/i.test(host);
}

/** What is wrong with opening `host` without sign-in; undefined if nothing. */
export function unguarded(host: string, auth: readonly AuthKind[]): string | undefined {
  if (auth.length > 0 || isLoopback(host)) return undefined;
  return [
    `HOST=${JSON.stringify(host)} would let everybody who reaches this address do everything.`,
    'Use an API key:              HEADROOM_AUTH=keys   (then: npm run headroom -- keys create --role admin --name NAME)',
    'Use your identity provider:  HEADROOM_AUTH=keys,jwt HEADROOM_JWT_ISSUER=https://… HEADROOM_JWT_AUDIENCE=…',
    'Or serve this machine only:  HOST=127.0.0.1',
  ].join('\n');
}
