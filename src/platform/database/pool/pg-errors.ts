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

/** True if a unique constraint or index of this name has refused a row. */
export function isViolationOf(constraint: string, error: unknown): boolean {
  return sqlState(error) === '23505' && constraintOf(error) === constraint;
}

/** Serialisation failure and deadlock; a named statement that a connection does not know, or knows otherwise. */
const RETRYABLE = new Set(['40001', '40P01', '26000', '42P05', '0A000']);

/** True for serialisation failures, deadlocks and lost statement names: the whole transaction may be tried again. */
export function isRetryable(error: unknown): boolean {
  return RETRYABLE.has(sqlState(error) ?? '');
}

/** Waiting time with jitter before try `attempt` + 1. */
export function retryDelayMs(attempt: number): number {
  return attempt * 20 + randomInt(0, 40);
}

/** Cancelled, lock not had, connection, resources (disk full is 53100), shutdown, files of the server, idle too long, standby. */
const UNAVAILABLE = /^(57014|55P03|08|53|57P|58|25P03|25006)/;
const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** Failures of the driver that carry no code: of a connection that is gone, and of what still wanted to use it. */
const CONNECTION_MESSAGES =
  /timeout exceeded when trying to connect|timeout expired|Connection terminated|Client has encountered a connection error|Client was closed|Driver not Connected|Query runner already released/;

/** True when every connection of the pool was in use for as long as a request waits: nothing has been sent. */
export function hadNoConnection(error: unknown): boolean {
  return error instanceof Error && error.message === 'timeout exceeded when trying to connect';
}

/** True when the database is away, overloaded or too slow just now: worth trying again later. */
export function isUnavailable(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return UNAVAILABLE.test(state) || CONNECTION_CODES.has(state);
  const message = error instanceof Error ? error.message : '';
  return CONNECTION_MESSAGES.test(message);
}
