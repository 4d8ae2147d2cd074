import { findArc } from '../problem/eligibility';
import { MonthFlow } from '../bound/month-flow';
import type { Problem } from '../problem/problem';
import type { MonthRelaxation } from '../bound/relaxation';
import type { Staffing } from './staffing';

/** The demand each person would stay on in month m: most hours of the existing rows, else the last one worked before; −1 = none. */
export function stayDemands(staffing: Staffing, m: number): Int32Array {
  const { problem } = staffing;
  const stay = new Int32Array(problem.personCount);
  for (let p = 0; p < problem.personCount; p += 1) {
    const first = p * problem.weekCount + (problem.monthStart[m] as number);
    const kept = mostHours(problem, p, m);
    const d = kept >= 0 ? kept : staffing.workedBefore(first, problem.monthStart[m] as number);
    const staffable = d >= 0 && (problem.need[d * problem.monthCount + m] as number) > 0;
    stay[p] = staffable ? d : -1;
  }
  return stay;
}

function mostHours({ base, cell, weekCount, monthStart }: Problem, p: number, m: number): number {
  const end = p * weekCount + (monthStart[m + 1] as number);
  let best = -1;
  let bestHours = 0;
  for (let c = p * weekCount + (monthStart[m] as number); c < end; c += 1) {
    if ((base[c] as number) < 0 || base[c] === best) continue;
    let hours = 0;
    for (let other = c; other < end; other += 1) if (base[other] === base[c]) hours += cell[other] as number;
    if (hours > bestHours) {
      best = base[c] as number;
      bestHours = hours;
    }
  }
  return best;
}

/** Free micro-hours of person p in month m. */
export function monthHours({ cell, weekCount, monthStart }: Problem, p: number, m: number): number {
  const end = p * weekCount + (monthStart[m + 1] as number);
  let hours = 0;
  for (let c = p * weekCount + (monthStart[m] as number); c < end; c += 1) hours += cell[c] as number;
  return hours;
}

/**
 * Another optimal flow of the month: the same hours for every demand as `solved`, but starting from people staying where
 * they are. Cutting stays at the optimum's hours and augmenting back up to them is always possible and never takes hours away.
 */
export function stayFlow(problem: Problem, solved: MonthRelaxation, stay: Int32Array): MonthFlow {
  const { eligibility, personCount, demandCount } = problem;
  const flow = new MonthFlow(eligibility, solved.supply, demandCount);
  for (let p = 0; p < personCount; p += 1) {
    const d = stay[p] as number;
    if (d < 0) continue;
    const arc = findArc(eligibility, eligibility.classOf[p] as number, d);
    if (arc < 0) continue;
    const room = (solved.flow.served[d] as number) - (flow.served[d] as number);
    const hours = monthHours(problem, p, solved.month);
    if (room > 0 && hours > 0) flow.seed(arc, hours < room ? hours : room);
  }
  for (let d = 0; d < demandCount; d += 1) {
    const missing = (solved.flow.served[d] as number) - (flow.served[d] as number);
    if (missing > 0) flow.augment(d, missing);
  }
  return flow;
}
