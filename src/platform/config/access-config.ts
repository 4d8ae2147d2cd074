import { withoutEnd } from '../../domain/text-ends';
import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { UsageError } from '../process/usage-error';

const HOUR_MS = 3_600_000;

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

const networks = list.pipe(
  z
    .array(z.string().refine(isNetwork, 'expected addresses such as 10.1.2.3 or networks such as 10.0.0.0/8'))
    .transform(networkList),
);

function isNetwork(text: string): boolean {
  const [address = '', prefix] = text.split('/');
  const bits = isIP(address) === 6 ? 128 : 32;
  return isIP(address) > 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits));
}

function networkList(texts: string[]): BlockList {
  const networks = new BlockList();
  for (const text of texts) {
    const [address = '', prefix] = text.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) networks.addAddress(address, family);
    else networks.addSubnet(address, Number(prefix), family);
  }
  return networks;
}

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
    .transform((url) => withoutEnd(url, '/'))
    .optional(),
  HEADROOM_ALLOWED_HOSTS: list,
  HEADROOM_TRUSTED_PROXIES: list,
  HEADROOM_CORS_ORIGINS: origins,
  HEADROOM_METRICS_ADDRESSES: networks,
  HEADROOM_JWT_ISSUER: z.url().optional(),
  HEADROOM_JWT_AUDIENCE: z.string().min(1).optional(),
  HEADROOM_JWT_JWKS_URL: z.url().optional(),
  HEADROOM_OIDC_ISSUER: z.url().optional(),
  HEADROOM_OIDC_CLIENT_ID: z.string().min(1).optional(),
  HEADROOM_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  HEADROOM_NAME_CLAIM: z.string().min(1).default('preferred_username'),
  HEADROOM_ROLE_CLAIM: z.string().min(1).default('roles'),
  HEADROOM_LOB_CLAIM: z.string().min(1).default('lobs'),
  HEADROOM_ROLE_MAP: list.pipe(
    z.array(z.string().regex(/^[^=]+=(viewer|planner|admin)$/, 'expected value=role')),
  ),
  HEADROOM_RATE_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(12_000),
  HEADROOM_SESSION_IDLE_HOURS: z.coerce.number().int().min(1).max(720).default(12),
  HEADROOM_SESSION_DAYS: z.coerce.number().int().min(1).max(365).default(7),
  HEADROOM_REFUSALS_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(600),
};

/** The variables after parsing. */
export type AccessEnvironment = z.infer<z.ZodObject<typeof ACCESS_ENVIRONMENT>>;

/** How claims of a token become a name, a role and LOBs. */
export interface ClaimNames {
  name: string;
  role: string;
  lobs: string;
  /** Role by value of the role claim. */
  roles: ReadonlyMap<string, string>;
}

/** Whose tokens are accepted. */
export interface JwtConfig {
  issuer: string;
  audience: string;
  /** Absent = found by the issuer's discovery document. */
  jwksUrl: string | undefined;
}

/** The identity provider that people sign in with. */
export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string | undefined;
}

/** The access part of the configuration; throws where a way to sign in lacks what it needs. */
export function readAccess(env: AccessEnvironment): AccessConfig {
  const auth = env.HEADROOM_AUTH;
  return {
    auth,
    publicUrl: env.HEADROOM_PUBLIC_URL,
    allowedHosts: env.HEADROOM_ALLOWED_HOSTS,
    trustedProxies: env.HEADROOM_TRUSTED_PROXIES,
    corsOrigins: env.HEADROOM_CORS_ORIGINS,
    readsMetrics: (ip) => env.HEADROOM_METRICS_ADDRESSES.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4'),
    jwt: auth.includes('jwt')
      ? {
          issuer: needed('jwt', 'HEADROOM_JWT_ISSUER', env.HEADROOM_JWT_ISSUER),
          audience: needed('jwt', 'HEADROOM_JWT_AUDIENCE', env.HEADROOM_JWT_AUDIENCE),
          jwksUrl: env.HEADROOM_JWT_JWKS_URL,
        }
      : undefined,
    oidc: auth.includes('oidc')
      ? {
          issuer: needed('oidc', 'HEADROOM_OIDC_ISSUER', env.HEADROOM_OIDC_ISSUER),
          clientId: needed('oidc', 'HEADROOM_OIDC_CLIENT_ID', env.HEADROOM_OIDC_CLIENT_ID),
          clientSecret: env.HEADROOM_OIDC_CLIENT_SECRET,
        }
      : undefined,
    claims: {
      name: env.HEADROOM_NAME_CLAIM,
      role: env.HEADROOM_ROLE_CLAIM,
      lobs: env.HEADROOM_LOB_CLAIM,
      roles: new Map(env.HEADROOM_ROLE_MAP.map((pair) => pair.split('=') as [string, string])),
    },
    ratePerMinute: env.HEADROOM_RATE_PER_MINUTE,
    refusalsPerMinute: env.HEADROOM_REFUSALS_PER_MINUTE,
    sessions: {
      idleMs: env.HEADROOM_SESSION_IDLE_HOURS * HOUR_MS,
      maxMs: env.HEADROOM_SESSION_DAYS * 24 * HOUR_MS,
    },
  };
}

function needed(kind: AuthKind, name: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new UsageError(`The environment is not usable: HEADROOM_AUTH has ${kind}, which needs ${name}`);
}

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
  /** Whether an address reads `/metrics` without a key. */
  readsMetrics: (ip: string) => boolean;
  jwt: JwtConfig | undefined;
  oidc: OidcConfig | undefined;
  claims: ClaimNames;
  /** Requests a minute of one caller. */
  ratePerMinute: number;
  /** Requests a minute of one address whose credentials are refused or missing. */
  refusalsPerMinute: number;
  /** When sessions of browsers end: without use, and in any case. */
  sessions: { idleMs: number; maxMs: number };
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
