import { DomainError } from '../../../domain/errors';
import { hiringList } from './answer/hiring-list';
import { idleCell } from './answer/idle';
import { competitionOf } from './answer/outcome';
import { prepare } from './plan';
import { inUnits } from './contract/exact';
import { figuresOf } from './answer/figures';
import { roundTo } from './contract/round-to';
import { onePersonMore, regionSizes, shortageReason } from './answer/shortage';
import { costsOf, relax, type Solution, solvePlan } from './search/solve';
import { MIN_GAIN } from './search/search-fill';
import { candidateOf, helpFor } from './answer/candidates';
import { worth } from './problem/worth';
import { Watch } from './contract/watch';
import { Staffing } from './construct/staffing';
import { tallyPlanned } from './answer/tally';
import type {
  AllocationInput,
  AllocationOptions,
  Candidate,
  PlanAnswer,
  Competition,
  HiringValue,
  IdleReason,
  ListedHire,
  ShortageReason,
} from './contract/types';

/** Why a person has no assignment in a week; `assigned` when they have one. */
export type WhyNotAssigned =
  | { assigned: string; isFixed: boolean }
  | { assigned: null; reason: IdleReason; bestDemand?: string; casesForgone?: number };

/** Why a demand is short in a month; `reason` null when it is not. */
export interface WhyShort {
  reason: ShortageReason | null;
  /** Cases missing, nearest double of the exact value. */
  shortfall: number;
  competition?: Competition;
  onePersonMore?: HiringValue;
  /** Of NOT_PLANNED: the person-week that brings most by itself. */
  candidate?: Candidate;
  /** Of NOT_PLANNED: cases that a plan made now would add. */
  casesPlanned?: number;
}

/** Answers questions about one state of the assignments: a plan's, or the stored one when no plan is given. */
export interface Explainer {
  whyNotAssigned: (cn: string, week: string) => WhyNotAssigned;
  whyShort: (demand: string, month: string) => WhyShort;
  hiringValue: (top: number) => ListedHire[];
}

/** What several answers need, made when the first of them asks for it. */
interface Known extends Solution {
  /** Exact capacity per demand-month. */
  capacity: () => ReturnType<typeof figuresOf>['capacity'];
  /** Saturated groups by month. */
  groups: () => Competition[][];
  /** A plan made from these assignments; the longest part of all. */
  planned: () => Solution;
}

/** Opens a plan (or the stored assignments) for questions; takes as long as the relaxation, and once as long as a plan. */
export function explain(
  input: AllocationInput,
  options: AllocationOptions,
  plan?: Pick<PlanAnswer, 'assignments'>,
): Explainer {
  const { problem, options: resolved } = prepare(input, options);
  const { delta, solved, bound } = relax(problem, resolved, () => true);
  const staffing = new Staffing(problem, costsOf(resolved, delta));
  if (plan === undefined) placeStored(staffing);
  else placePlan(staffing, plan.assignments);
  const solution: Known = {
    problem,
    options: resolved,
    delta,
    solved,
    bound,
    staffing,
    capacity: once(() => figuresOf(problem, tallyPlanned(staffing), new Float64Array(0)).capacity),
    groups: once(() => solved.map((month) => (month === null ? [] : regionSizes(problem, month)))),
    planned: once(() => solvePlan(problem, resolved, new Watch({ now: () => 0 }, Infinity))),
  };
  return {
    whyNotAssigned: (cn, week) => whyNotAssigned(solution, cn, week),
    whyShort: (demand, month) => whyShort(solution, { demand, month, isPlanned: plan !== undefined }),
    hiringValue: (top) => hiringList(problem, solved, delta, top),
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function placeStored(staffing: Staffing): void {
  const { base } = staffing.problem;
  for (let c = 0; c < base.length; c += 1) if ((base[c] as number) >= 0) staffing.set(c, base[c] as number);
}

function placePlan(staffing: Staffing, { person, week, demand, length }: PlanAnswer['assignments']): void {
  for (let i = 0; i < length; i += 1) {
    staffing.set(
      (person[i] as number) * staffing.problem.weekCount + (week[i] as number),
      demand[i] as number,
    );
  }
}

function whyNotAssigned({ problem, staffing }: Solution, cn: string, week: string): WhyNotAssigned {
  const p = position(problem.people, (person) => person.cn === cn, ['cn', cn, 'a resource of the plan']);
  const w = position(problem.weeks, (entry) => entry.key === week, ['week', week, 'a week of the plan']);
  const c = p * problem.weekCount + w;
  const cell = idleCell(staffing, p, w);
  if (cell === undefined) {
    const assigned =
      problem.demands[staffing.assign[c] as number]?.key ??
      problem.rows[problem.baseRow[c] as number]?.demand ??
      '';
    return { assigned, isFixed: problem.locked[c] === 1 };
  }
  const { reason, best } = cell;
  if (best === undefined) return { assigned: null, reason };
  return {
    assigned: null,
    reason,
    bestDemand: problem.demands[best.d]?.key ?? '',
    casesForgone: roundTo(best.cases, 2),
  };
}

function position<T>(
  list: readonly T[],
  matches: (entry: T) => boolean,
  [path, value, accepted]: [string, string, string],
): number {
  const found = list.findIndex(matches);
  if (found >= 0) return found;
  const message = `${path}: "${value}" is not known; expected ${accepted}`;
  throw new DomainError('NOT_FOUND', message, [{ path, message, value }]);
}

function whyShort(
  solution: Known,
  { demand, month, isPlanned }: { demand: string; month: string; isPlanned: boolean },
): WhyShort {
  const { problem } = solution;
  const d = position(problem.demands, (entry) => entry.key === demand, [
    'demand',
    demand,
    'a demand of the plan',
  ]);
  const m = position(problem.months, (entry) => entry === month, ['month', month, 'a month of the plan']);
  const dm = d * problem.monthCount + m;
  const missing = inUnits(problem.forecast[dm] as number) - (solution.capacity()[dm] ?? 0n);
  if (missing <= 0n) return { reason: null, shortfall: 0 };
  const answer: WhyShort = { ...reasonNow(solution, dm, isPlanned), shortfall: Number(missing) / 1e14 };
  const competition = competitionOf(solution, solution.groups(), dm);
  if (answer.reason === 'OUTBID' && competition !== undefined) answer.competition = competition;
  const more = (problem.need[dm] as number) > 0 ? onePersonMore(solution, dm) : undefined;
  if (more !== undefined) answer.onePersonMore = more;
  return answer;
}

/**
 * The reason as things stand. Reasons such as OUTBID speak about the best that can be done, so where people nobody has planned
 * could be rearranged, a plan is made to see what it would bring.
 */
function reasonNow(
  solution: Known,
  dm: number,
  isPlanned: boolean,
): Pick<WhyShort, 'reason' | 'candidate' | 'casesPlanned'> {
  const { problem, staffing } = solution;
  const d = (dm / problem.monthCount) | 0;
  const reason = shortageReason(solution, dm);
  if (reason === 'NOT_PLANNED') {
    const candidate = candidateOf(staffing, d, helpFor(staffing, d, dm % problem.monthCount));
    return { reason, ...(candidate && { candidate, casesPlanned: candidate.cases }) };
  }
  if (isPlanned || !PLANNABLE.has(reason)) return { reason };
  const planned = solution.planned();
  const cases = servedCases(planned.staffing, dm) - servedCases(staffing, dm);
  if (cases > MIN_GAIN) return { reason: 'NOT_PLANNED', casesPlanned: roundTo(cases, 2) };
  return { reason: shortageReason(planned, dm) };
}

/** Reasons that rearranging people could take away, or that hold for a part of what is missing only. */
const PLANNABLE: ReadonlySet<ShortageReason> = new Set([
  'OUTBID',
  'STABILITY',
  'WHOLE_WEEKS',
  'TOO_FEW_ELIGIBLE',
  'LOCKED',
]);

function servedCases({ problem, load }: Staffing, dm: number): number {
  const { price, need, weight, monthCount } = problem;
  const d = (dm / monthCount) | 0;
  return worth(price[dm] as number, need[dm] as number, load[dm] as number, 0) / (weight[d] as number);
}
