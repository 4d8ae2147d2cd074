/** A moment of the database as a reader of marks last saw it. */
interface SeenMoment {
  /** Tells a table of marks from one restored in its place. */
  marksTable: string;
  /** Raised by every write. */
  dataVersion: number;
}

/** Marks live for a day; who has not looked for an hour reads everything anew. */
const MAX_PAUSE_MS = 3_600_000;
/** How long marks are kept. */
export const MARKS_LIVE_MS = 86_400_000;

/** Whether marks since a moment that was seen can be trusted to say all that has changed. */
export function follows(seen: SeenMoment & { checkedAt: number }, now: SeenMoment, at: number): boolean {
  const isSameDatabase = seen.marksTable === now.marksTable && now.dataVersion >= seen.dataVersion;
  return isSameDatabase && at - seen.checkedAt < MAX_PAUSE_MS;
}
