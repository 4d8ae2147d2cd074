import { casesGained } from './candidates';
import { MIN_GAIN } from '../search/search-fill';
import { isBeforeHire } from '../problem/compile-cells';
import type { Problem } from '../problem/problem';
import { roundTo } from '../contract/round-to';
import type { Staffing } from '../construct/staffing';
import type { AllocationPerson, Idle, IdleReason } from '../contract/types';

/** Why one person has nothing to do in one week; undefined when they have. */
interface IdleCell {
  reason: IdleReason;
  /** Best short demand and the cases it would gain. */
  best?: { d: number; cases: number };
}

/** Everyone without an assignment in weeks that may change, as runs of weeks with one reason. */
export function idleRuns(staffing: Staffing): Idle[] {
  const { problem } = staffing;
  const runs: Idle[] = [];
  for (let p = 0; p < problem.personCount; p += 1) {
    if (problem.personOpen[p] === 1) addRuns(staffing, p, runs);
  }
  return runs;
}

function addRuns(staffing: Staffing, p: number, runs: Idle[]): void {
  const { problem } = staffing;
  let run: IdleRun | null = null;
  for (let w = 0; w < problem.weekCount; w += 1) {
    const cell = problem.weekOpen[w] === 1 ? idleCell(staffing, p, w) : undefined;
    if (cell === undefined) {
      run = null;
      continue;
    }
    if (run === null || !continues(run, cell)) {
      run = startRun(problem, p, cell);
      runs.push(run.idle);
    }
    run.weeks.push(problem.weeks[w]?.key ?? '');
    if (cell.best) run.idle.casesForgone = roundTo((run.idle.casesForgone ?? 0) + cell.best.cases, 2);
  }
}

interface IdleRun {
  idle: Idle;
  weeks: string[];
  /** Best demand, −1 = none. */
  d: number;
}

function continues({ idle, d }: IdleRun, cell: IdleCell): boolean {
  return idle.reason === cell.reason && d === (cell.best?.d ?? -1);
}

function startRun(problem: Problem, p: number, { reason, best }: IdleCell): IdleRun {
  const d = best?.d ?? -1;
  const weeks: string[] = [];
  const idle: Idle = { cn: problem.people[p]?.cn ?? '', weeks, reason };
  const demand = problem.demands[d];
  if (demand !== undefined) idle.bestDemand = demand.key;
  return { idle, weeks, d };
}

/** The reason for one person-week. */
export function idleCell(staffing: Staffing, p: number, w: number): IdleCell | undefined {
  const { problem, assign } = staffing;
  const c = p * problem.weekCount + w;
  if ((assign[c] as number) >= 0 || problem.locked[c] === 1) return undefined;
  const person = problem.people[p] as AllocationPerson;
  if (problem.cell[c] === 0) return { reason: unusable(problem, person, p, w) };
  return unused(staffing, c, w);
}

function unusable(problem: Problem, person: AllocationPerson, p: number, w: number): IdleReason {
  const { classOf, classStart } = problem.eligibility;
  if (!person.isActive) return 'INACTIVE';
  if (person.skills.length === 0) return 'NO_SKILLS';
  if (classStart[classOf[p] as number] === classStart[(classOf[p] as number) + 1])
    return 'NO_MATCHING_DEMAND';
  return weekReason(problem, person, p, w);
}

/** What stands against a week of somebody who has work to do. */
function weekReason(problem: Problem, person: AllocationPerson, p: number, w: number): IdleReason {
  const absent =
    problem.percent[p * problem.weekCount + w] === 0 || isBeforeHire(person, problem.weeks[w]?.endsOn ?? '');
  if (absent) return 'NOT_AVAILABLE';
  const hours = problem.hours[w * 2 + (problem.location[p] as number)] as number;
  if (hours <= 0) return hours < 0 ? 'NO_WEEK_CONFIG' : 'NOT_AVAILABLE';
  return problem.monthOpen[problem.weekMonth[w] as number] === 0 ? 'MONTH_CLOSED' : 'WEEK_ENDED';
}

function unused(staffing: Staffing, c: number, w: number): IdleCell {
  const { problem, load } = staffing;
  const { eligibility, monthCount, weekMonth, weekCount, need } = problem;
  const k = eligibility.classOf[(c / weekCount) | 0] as number;
  let hasForecast = false;
  let mostGain = MIN_GAIN;
  let pays: { d: number; cases: number } | undefined;
  let best: { d: number; cases: number } | undefined;
  for (
    let arc = eligibility.classStart[k] as number;
    arc < (eligibility.classStart[k + 1] as number);
    arc += 1
  ) {
    const d = eligibility.arcDemand[arc] as number;
    const dm = d * monthCount + (weekMonth[w] as number);
    if (need[dm] === 0) continue;
    hasForecast = true;
    if ((load[dm] as number) >= (need[dm] as number)) continue;
    const cases = casesGained(staffing, c, d);
    if (best === undefined || cases > best.cases) best = { d, cases };
    const gain = staffing.gain(c, d);
    if (gain <= mostGain) continue;
    mostGain = gain;
    pays = { d, cases };
  }
  if (pays) return { reason: 'NOT_PLANNED', best: pays };
  if (best) return { reason: 'GAIN_BELOW_MOVE_COST', best };
  return { reason: hasForecast ? 'ALL_MATCHING_DEMANDS_MET' : 'NO_FORECAST' };
}
