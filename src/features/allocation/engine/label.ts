import type { Staffing } from './staffing';

/** One person's free weeks on one demand in one month. */
interface Stint {
  p: number;
  hours: number;
  wasPrimary: boolean;
}

/**
 * Which free cells are primary: in each demand-month locked rows count first, then people who were primary there, then those
 * with most hours, then by cn, until the forecast is covered; everyone after that is bench. 1 = primary, per cell.
 */
export function labelPrimary(staffing: Staffing): Uint8Array {
  const { problem } = staffing;
  const isPrimary = new Uint8Array(problem.cell.length);
  for (let m = 0; m < problem.monthCount; m += 1) {
    if (problem.monthOpen[m] === 0) continue;
    stintsByDemand(staffing, isPrimary, m).forEach((stints, d) => {
      const dm = d * problem.monthCount + m;
      stints.sort((a, b) => Number(b.wasPrimary) - Number(a.wasPrimary) || b.hours - a.hours || a.p - b.p);
      let covered = problem.lockedLoad[dm] as number;
      for (const { p, hours } of stints) {
        if (covered >= (problem.need[dm] as number)) break;
        covered += hours;
        mark(staffing, isPrimary, [p, m, d]);
      }
    });
  }
  return isPrimary;
}

function stintsByDemand(staffing: Staffing, isPrimary: Uint8Array, m: number): Map<number, Stint[]> {
  const { problem, assign } = staffing;
  const { personCount, weekCount, monthStart, cell } = problem;
  const byDemand = new Map<number, Stint[]>();
  for (let p = 0; p < personCount; p += 1) {
    const first = p * weekCount;
    for (let c = first + (monthStart[m] as number); c < first + (monthStart[m + 1] as number); c += 1) {
      const d = assign[c] as number;
      if (cell[c] === 0 || d < 0) continue;
      let stints = byDemand.get(d);
      if (stints === undefined) byDemand.set(d, (stints = []));
      let stint = stints.at(-1);
      if (stint?.p !== p) stints.push((stint = { p, hours: 0, wasPrimary: false }));
      stint.hours += cell[c] as number;
      stint.wasPrimary ||= wasPrimary(staffing, isPrimary, c, m);
    }
  }
  return byDemand;
}

/** The row of this cell was primary on the same demand, or the person was labelled so in the last week of the month before. */
function wasPrimary({ problem, assign }: Staffing, isPrimary: Uint8Array, c: number, m: number): boolean {
  const row = problem.rows[problem.baseRow[c] as number];
  if (row !== undefined && problem.base[c] === assign[c]) return row.type === 'primary';
  const before = c - (c % problem.weekCount) + (problem.monthStart[m] as number) - 1;
  return (problem.monthStart[m] as number) > 0 && assign[before] === assign[c] && isPrimary[before] === 1;
}

function mark(
  { problem, assign }: Staffing,
  isPrimary: Uint8Array,
  [p, m, d]: [number, number, number],
): void {
  const first = p * problem.weekCount;
  for (
    let c = first + (problem.monthStart[m] as number);
    c < first + (problem.monthStart[m + 1] as number);
    c += 1
  ) {
    if ((problem.cell[c] as number) > 0 && assign[c] === d) isPrimary[c] = 1;
  }
}
