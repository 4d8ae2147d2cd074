import { groupBy } from '../problem/eligibility';
import type { Staffing } from '../construct/staffing';

/** What people do week after week in one month: each run is one person's free weeks on one demand with nothing else between. */
export interface MonthRuns {
  count: number;
  /** Cells of run i: first[i] … end[i] − 1, cells nobody can decide on included. */
  first: Int32Array;
  end: Int32Array;
  /** Micro-hours. */
  size: Float64Array;
  /** Runs on demand d: byDemand[start[d]] … byDemand[start[d + 1] − 1]. */
  start: Int32Array;
  byDemand: Int32Array;
}

/** Lists the runs of month m, person by person. */
export function listRuns({ problem, assign }: Staffing, m: number): MonthRuns {
  const { personCount, weekCount, demandCount, monthStart, cell } = problem;
  const list = new RunList();
  for (let p = 0; p < personCount; p += 1) {
    const stop = p * weekCount + (monthStart[m + 1] as number);
    list.close();
    for (let c = p * weekCount + (monthStart[m] as number); c < stop; c += 1) {
      const d = assign[c] as number;
      // Weeks without work do not end a run, fixed rows do.
      if (d >= 0 && cell[c] === 0) list.close();
      else if (d >= 0) list.add(c, d, cell[c] as number);
    }
  }
  return list.result(demandCount);
}

class RunList {
  private readonly demand: number[] = [];
  private readonly first: number[] = [];
  private readonly end: number[] = [];
  private readonly size: number[] = [];
  private open = false;

  /** The next cell starts a new run. */
  close(): void {
    this.open = false;
  }

  add(c: number, d: number, hours: number): void {
    const last = this.demand.length - 1;
    if (this.open && this.demand[last] === d) {
      this.end[last] = c + 1;
      this.size[last] = (this.size[last] as number) + hours;
      return;
    }
    this.open = true;
    this.demand.push(d);
    this.first.push(c);
    this.end.push(c + 1);
    this.size.push(hours);
  }

  result(demandCount: number): MonthRuns {
    const all = Int32Array.from(this.demand, (_, i) => i);
    const { start, items } = groupBy(all, (i) => this.demand[i] as number, demandCount);
    return {
      count: all.length,
      first: Int32Array.from(this.first),
      end: Int32Array.from(this.end),
      size: Float64Array.from(this.size),
      start,
      byDemand: items,
    };
  }
}
