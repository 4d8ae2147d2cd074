import type { MonthFlow } from '../bound/month-flow';
import type { Problem } from '../problem/problem';
import type { Staffing } from './staffing';
import { monthHours } from './stay-flow';

/** One class in one month while its hours are handed to people. */
interface Handout {
  staffing: Staffing;
  month: number;
  firstArc: number;
  endArc: number;
  /** Micro-hours each arc still has to give, by arc number. */
  left: Float64Array;
}

interface Member {
  p: number;
  hours: number;
  stay: number;
}

/** Turns the flow of month m into person-weeks: stays first, then whole people by best fit, then weeks one after another. */
export function disaggregate(staffing: Staffing, m: number, flow: MonthFlow, stay: Int32Array): void {
  const { problem } = staffing;
  const { classCount, classStart } = problem.eligibility;
  const left = flow.onArc.slice();
  for (let k = 0; k < classCount; k += 1) {
    const handout = {
      staffing,
      month: m,
      firstArc: classStart[k] as number,
      endArc: classStart[k + 1] as number,
      left,
    };
    if (handout.firstArc === handout.endArc) continue;
    const members = membersOf(problem, k, m, stay);
    const movable = members.filter((member) => !placeStay(handout, member));
    const rest = movable.filter((member) => !placeWhole(handout, member));
    for (const member of rest) placeWeeks(handout, member);
  }
}

/** People with free hours, most hours first. */
function membersOf(problem: Problem, k: number, m: number, stay: Int32Array): Member[] {
  const { memberStart, memberPerson } = problem.eligibility;
  const members: Member[] = [];
  for (let i = memberStart[k] as number; i < (memberStart[k + 1] as number); i += 1) {
    const p = memberPerson[i] as number;
    const hours = monthHours(problem, p, m);
    if (hours > 0) members.push({ p, hours, stay: stay[p] as number });
  }
  return members.sort((a, b) => b.hours - a.hours || a.p - b.p);
}

function arcTo({ staffing, firstArc, endArc }: Handout, d: number): number {
  const { arcDemand } = staffing.problem.eligibility;
  for (let arc = firstArc; arc < endArc; arc += 1) if (arcDemand[arc] === d) return arc;
  return -1;
}

function placeStay(handout: Handout, { p, hours, stay }: Member): boolean {
  const arc = stay < 0 ? -1 : arcTo(handout, stay);
  if (arc < 0 || (handout.left[arc] as number) < hours) return false;
  giveMonth(handout, p, arc);
  return true;
}

function placeWhole(handout: Handout, { p, hours }: Member): boolean {
  const { left, firstArc, endArc } = handout;
  let best = -1;
  for (let arc = firstArc; arc < endArc; arc += 1) {
    if ((left[arc] as number) >= hours && (best < 0 || (left[arc] as number) < (left[best] as number)))
      best = arc;
  }
  if (best < 0) return false;
  giveMonth(handout, p, best);
  return true;
}

function giveMonth(handout: Handout, p: number, arc: number): void {
  const { weekCount, monthStart } = handout.staffing.problem;
  for (let w = monthStart[handout.month] as number; w < (monthStart[handout.month + 1] as number); w += 1) {
    give(handout, p * weekCount + w, arc);
  }
}

function give({ staffing, left }: Handout, c: number, arc: number): void {
  const { cell, eligibility } = staffing.problem;
  if (cell[c] === 0) return;
  staffing.set(c, eligibility.arcDemand[arc] as number);
  left[arc] = (left[arc] as number) - (cell[c] as number);
}

/** Week by week: the demand of the week before while it has at least half of the week left, else the one with most left. */
function placeWeeks(handout: Handout, { p, stay }: Member): void {
  const { staffing, month, left, firstArc, endArc } = handout;
  const { weekCount, monthStart, cell } = staffing.problem;
  let current = stay < 0 ? -1 : arcTo(handout, stay);
  for (let w = monthStart[month] as number; w < (monthStart[month + 1] as number); w += 1) {
    const c = p * weekCount + w;
    if (cell[c] === 0) continue;
    if (current < 0 || (left[current] as number) * 2 < (cell[c] as number)) {
      current = firstArc;
      for (let arc = firstArc; arc < endArc; arc += 1)
        if ((left[arc] as number) > (left[current] as number)) current = arc;
    }
    if ((left[current] as number) * 2 >= (cell[c] as number)) give(handout, c, current);
  }
}
