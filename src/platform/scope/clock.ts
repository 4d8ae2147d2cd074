/** The only source of time. */
export interface Clock {
  /** The moment, for what is recorded: who did what when. */
  now(): Date;
  /** The UTC date `YYYY-MM-DD` that business rules go by: which weeks have ended. */
  today(): string;
}

/** The machine's clock; tests use a fixed one. */
export const systemClock: Clock = { now: () => new Date(), today: () => utcDate(new Date()) };

/** The machine's clock on a fixed date: moments are recorded as they are, business rules go by the date. */
export function clockOn(today: string | undefined): Clock {
  return today === undefined ? systemClock : { now: () => systemClock.now(), today: () => today };
}

/** The UTC date of a moment, `YYYY-MM-DD`. */
export function utcDate(moment: Date): string {
  return moment.toISOString().slice(0, 'YYYY-MM-DD'.length);
}
