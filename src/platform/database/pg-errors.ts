import { randomInt } from 'node:crypto';

/** The SQLSTATE of a driver error, wherever TypeORM has wrapped it. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (typeof code === 'string') return code;
  return driverError === undefined || driverError === error ? undefined : sqlState(driverError);
}

/** The constraint that a driver error names. */
export function constraintOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { constraint, driverError } = error as { constraint?: unknown; driverError?: unknown };
  if (typeof constraint === 'string') return constraint;
  return driverError === undefined ? undefined : constraintOf(driverError);
}

const RETRYABLE = new Set(['40001', '40P01']);

/** True for serialisation failures and deadlocks: the whole transaction may be tried again. */
export function isRetryable(error: unknown): boolean {
  return RETRYABLE.has(sqlState(error) ?? '');
}

/** Waiting time with jitter before try `attempt` + 1. */
export function retryDelayMs(attempt: number): number {
  return attempt * 20 + randomInt(0, 40);
}

const UNAVAILABLE = /^(57014|55P03|08|53|57P)/;
const CONNECTION_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);

/** True when the database is away, overloaded or too slow just now: worth trying again later. */
export function isUnavailable(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return UNAVAILABLE.test(state) || CONNECTION_CODES.has(state);
  const message = error instanceof Error ? error.message : '';
  return /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/.test(
    message,
  );
}
