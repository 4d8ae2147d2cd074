const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const fullDay = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const monthYear = new Intl.DateTimeFormat('en-US', { month: 'short', year: '2-digit', timeZone: 'UTC' });
const fullMonth = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A day in milliseconds. */
export const DAY_MS = 86_400_000;
/** Of a month `2025-05` its first day. */
const utc = (iso: string): Date =>
  new Date(`${iso.length === '2025-05'.length ? `${iso}-01` : iso.slice(0, 10)}T00:00:00Z`);

/** `28 Apr`. */
export const day = (iso: string): string => dayMonth.format(utc(iso));
/** `28 Apr 2025`. */
export const date = (iso: string): string => fullDay.format(utc(iso));
/** `10:42`, where the reader is. */
export const time = (iso: string): string => clock.format(new Date(iso));
/** `28 Apr 2025, 10:42`. */
export const dateTime = (iso: string): string => `${date(iso)}, ${time(iso)}`;
/** `May-25`, the way the files label months. */
export const monthLabel = (iso: string): string => monthYear.format(utc(iso)).replace(' ', '-');
/** `May 2025`. */
export const monthName = (iso: string): string => fullMonth.format(utc(iso));
/** The month after, `2025-07` for `2025-06`, for ranges that leave out their end. */
export function nextMonth(yearMonth: string): string {
  const [year = 0, month = 0] = yearMonth.split('-').map(Number);
  const next = new Date(Date.UTC(year, month, 1));
  return next.toISOString().slice(0, 7);
}

/** An ISO week. */
export interface Week {
  year: number;
  weekNumber: number;
}

/** The Monday of an ISO week. */
export function weekStart({ year, weekNumber }: Week): Date {
  const fourth = Date.UTC(year, 0, 4);
  const weekday = (new Date(fourth).getUTCDay() + 6) % 7;
  return new Date(fourth + ((weekNumber - 1) * 7 - weekday) * DAY_MS);
}

/** Reads `2025-W18`. */
export function readWeek(text: string): Week {
  const [year = '', weekNumber = ''] = text.split('-W');
  return { year: Number(year), weekNumber: Number(weekNumber) };
}

/** How many weeks there are from one to another, both included; also over the end of a year. */
export const weeksFromTo = (first: Week, last: Week): number =>
  (weekStart(last).getTime() - weekStart(first).getTime()) / (7 * DAY_MS) + 1;

/** `2025-W18`, as the API takes it. */
export const weekKey = ({ year, weekNumber }: Week): string =>
  `${year}-W${String(weekNumber).padStart(2, '0')}`;

/** `W18`. */
export const weekName = ({ weekNumber }: Week): string => `W${String(weekNumber).padStart(2, '0')}`;

/** `W18 · 28 Apr – 4 May`. */
export function weekSpan(week: Week): string {
  const start = weekStart(week);
  const end = new Date(start.getTime() + 6 * DAY_MS);
  return `${weekName(week)} · ${dayMonth.format(start)} – ${dayMonth.format(end)}`;
}

/** `W18–W22` for weeks that follow each other, `W18, W20` for others. */
export function weekRuns(weeks: readonly Week[]): string {
  const starts = weeks.map((week) => ({ week, at: weekStart(week).getTime() })).sort((a, b) => a.at - b.at);
  const runs: { first: Week; last: Week; at: number }[] = [];
  for (const { week, at } of starts) {
    const run = runs.at(-1);
    if (run && at - run.at === 7 * DAY_MS) Object.assign(run, { last: week, at });
    else runs.push({ first: week, last: week, at });
  }
  return runs
    .map(({ first, last }) => (first === last ? weekName(first) : `${weekName(first)}–${weekName(last)}`))
    .join(', ');
}

/** `W18–W22` for `2025-W18` to `2025-W22`. */
export const weeksText = (keys: readonly string[]): string => weekRuns(keys.map(readWeek));

const THURSDAY = 3;

/** The ISO week of a day. */
export function weekOf(at: Date): Week {
  const monday = Date.UTC(
    at.getUTCFullYear(),
    at.getUTCMonth(),
    at.getUTCDate() - ((at.getUTCDay() + 6) % 7),
  );
  const year = new Date(monday + THURSDAY * DAY_MS).getUTCFullYear();
  const weekNumber = Math.round((monday - weekStart({ year, weekNumber: 1 }).getTime()) / (7 * DAY_MS)) + 1;
  return { year, weekNumber };
}

/** The month that a week is counted in where no calendar says so: the one of its Thursday. */
export function monthOf(week: Week): string {
  return new Date(weekStart(week).getTime() + THURSDAY * DAY_MS).toISOString().slice(0, 7);
}
