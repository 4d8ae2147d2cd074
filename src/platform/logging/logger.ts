import pino, { type Logger } from 'pino';

export type { Logger };

/** JSON lines on standard error; keys and tokens never reach them. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ['req.headers.authorization', 'authorization'],
    },
    pino.destination({ fd: 2, sync: false }),
  );
}
