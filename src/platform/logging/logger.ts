import pino, { type Logger } from 'pino';

export type { Logger };

/** JSON lines on standard error; keys and tokens never reach them. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ['req.headers.authorization', 'authorization', '*.authorization', 'api_key', '*.api_key'],
      serializers: { err: loggedError },
    },
    pino.destination({ fd: 2, sync: false }),
  );
}

/** A driver's error quotes the values of the row it refused; the log gets where and why, never what. */
function loggedError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { driverError, query } = error as { driverError?: unknown; query?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  if (driverError === undefined) {
    const { code } = error as { code?: unknown };
    return { type: error.name, message: error.message, ...(code !== undefined && { code }), frames };
  }
  const { code, constraint, routine } = driverError as Record<string, unknown>;
  return { type: error.name, code, constraint, routine, query, frames };
}
