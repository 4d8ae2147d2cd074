/** An ISO week as tests write it: `2025-W18`. */
export type WeekText = `${number}-W${number}`;

/** Year and number of a week text. */
export function isoWeekOf(text: WeekText): { year: number; week: number } {
  const [year, week] = text.split('-W');
  return { year: Number(year), week: Number(week) };
}
