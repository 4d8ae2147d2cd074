import { z } from 'zod';
import { ACCESS_ENVIRONMENT, readAccess, unguarded, type AccessConfig } from './access-config';
import { withSecretFiles } from './secret-files';
import { DEFAULT_FILE_LIMITS, type FileLimits } from '../files/reading/file-limits';
import { UsageError } from '../process/usage-error';

const integer = (fallback: number, min: number, max: number) =>
  z.coerce
    .number({ error: `expected a whole number from ${min} to ${max}` })
    .int()
    .min(min)
    .max(max)
    .default(fallback);
const MB = 1024 * 1024;

const ENVIRONMENT = z.object({
  PORT: integer(4000, 0, 65_535),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'expected postgres://user:password@host:port/database' })
    .optional(),
  DATABASE_DIRECT_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'expected postgres://user:password@host:port/database' })
    .optional(),
  DATABASE_OWNER_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'expected postgres://user:password@host:port/database' })
    .optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  PG_BIN: z.string().min(1).optional(),
  NODE_ENV: z.string().default('development'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  POOL_SIZE: integer(10, 3, 200),
  HEADROOM_PERSISTED: z.enum(['off', 'only']).default('off'),
  HEADROOM_UPLOAD_MB: integer(50, 1, 1000),
  HEADROOM_INFLATED_MB: integer(200, 1, 4000),
  HEADROOM_RECOMPUTE_MINUTES: integer(0, 0, 10_080),
  HEADROOM_STALL_SECONDS: integer(30, 1, 600),
  HEADROOM_DRAIN_MS: integer(1_000, 0, 60_000),
  HEADROOM_FIGURES_MB: integer(256, 1, 16_384),
  HEADROOM_ANSWERS_MB: integer(64, 0, 4_096),
  HEADROOM_SPOOL_MB: integer(1_024, 0, 1_048_576),
  HEADROOM_JOBS_PER_CALLER: integer(8, 1, 1_000),
  HEADROOM_REPORT_WAIT_SECONDS: integer(60, 1, 600),
  HEADROOM_TODAY: z.iso.date().optional(),
  ...ACCESS_ENVIRONMENT,
});

/** Everything the process learns from its environment. */
export interface Config {
  port: number;
  host: string;
  /** Absent = embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | undefined;
  /** Where LISTEN works if a pooler stands behind `databaseUrl`; absent = there. */
  databaseDirectUrl: string | undefined;
  /** Owner of the tables, who migrates them; absent = the same as `databaseUrl`. */
  databaseOwnerUrl: string | undefined;
  dataDir: string;
  pgBin: string | undefined;
  isProduction: boolean;
  logLevel: string;
  poolSize: number;
  /** `only`: GraphQL clients may send only operations of the manifest. */
  persisted: 'off' | 'only';
  /** What one file may cost. */
  upload: FileLimits;
  /** Minutes between scheduled recomputations; 0 = off. */
  recomputeMinutes: number;
  /** How long a reader may take nothing of an answer before it is cut off. */
  stallMs: number;
  /** How long a server that is told to stop still takes requests, so that load balancers notice. */
  drainMs: number;
  /** What figures of reports may take in memory; least recently used ones go. */
  figuresBytes: number;
  /** What whole answers kept for repetition may take in memory; 0 = none are kept. */
  answersBytes: number;
  /** What answers that wait for slow readers may take on disk. */
  spoolBytes: number;
  /** How long a report waits for one of the connections that reports may use. */
  reportWaitMs: number;
  /** Fixes the date that business rules go by, `2025-04-28`; absent = the machine's UTC date. */
  today: string | undefined;
  /** Jobs that one caller may have running in this process at once. */
  jobsPerCaller: number;
  access: AccessConfig;
}

const SECRET = /URL|SECRET|KEY|PASSWORD|TOKEN/;

/** A setting as an error may show it: of one that may hold a password only the scheme. */
function shownSetting(name: string, value: string): string {
  if (!SECRET.test(name)) return JSON.stringify(value);
  const scheme = /^[a-z][a-z0-9+.-]{0,20}:\/\//i.exec(value)?.[0] ?? '';
  return `"${scheme}…" (not shown: it may hold a password)`;
}

/** Parses the environment; throws one error that lists every problem. */
export function loadConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(withSecretFiles(environment)).filter(([, value]) => value !== ''),
  );
  const parsed = ENVIRONMENT.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => {
      const name = issue.path.join('.');
      return `${name}=${shownSetting(name, given[name] ?? '')}: ${issue.message}`;
    });
    throw new UsageError(`The environment is not usable: ${problems.join('; ')}`);
  }
  const env = parsed.data;
  const danger = unguarded(env.HOST, env.HEADROOM_AUTH);
  if (danger) throw new UsageError(danger);
  return {
    port: env.PORT,
    host: env.HOST,
    databaseUrl: env.DATABASE_URL,
    databaseDirectUrl: env.DATABASE_DIRECT_URL,
    databaseOwnerUrl: env.DATABASE_OWNER_URL,
    dataDir: env.DATA_DIR,
    pgBin: env.PG_BIN,
    isProduction: env.NODE_ENV === 'production',
    logLevel: env.LOG_LEVEL,
    poolSize: env.POOL_SIZE,
    persisted: env.HEADROOM_PERSISTED,
    upload: {
      ...DEFAULT_FILE_LIMITS,
      fileBytes: env.HEADROOM_UPLOAD_MB * MB,
      inflatedBytes: env.HEADROOM_INFLATED_MB * MB,
    },
    recomputeMinutes: env.HEADROOM_RECOMPUTE_MINUTES,
    stallMs: env.HEADROOM_STALL_SECONDS * 1_000,
    drainMs: env.HEADROOM_DRAIN_MS,
    figuresBytes: env.HEADROOM_FIGURES_MB * MB,
    answersBytes: env.HEADROOM_ANSWERS_MB * MB,
    spoolBytes: env.HEADROOM_SPOOL_MB * MB,
    reportWaitMs: env.HEADROOM_REPORT_WAIT_SECONDS * 1_000,
    today: env.HEADROOM_TODAY,
    jobsPerCaller: env.HEADROOM_JOBS_PER_CALLER,
    access: readAccess(env),
  };
}
