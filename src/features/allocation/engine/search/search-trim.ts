import type { Staffing } from '../construct/staffing';

/** Makes people idle in weeks no month's forecast needs, unless that adds a switch or leaves an existing row; a better weekly profile alone is no reason to keep them. */
export function releaseSurplus(staffing: Staffing): void {
  const { problem, assign, load } = staffing;
  const { cell, need, base, weekCount, weekMonth, monthCount } = problem;
  for (let c = 0; c < cell.length; c += 1) {
    const d = assign[c] as number;
    if (cell[c] === 0 || d < 0 || base[c] === d) continue;
    const dm = d * monthCount + (weekMonth[c % weekCount] as number);
    if ((load[dm] as number) - (need[dm] as number) >= (cell[c] as number) && staffing.moveGain(c, -1) >= 0)
      staffing.set(c, -1);
  }
}
