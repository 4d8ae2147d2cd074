/** The only source of time. */
export interface Clock {
  now(): Date;
}

/** The machine's clock; tests use a fixed one. */
export const systemClock: Clock = { now: () => new Date() };
