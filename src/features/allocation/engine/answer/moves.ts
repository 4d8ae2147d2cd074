import type { Figures } from './figures';
import { inUnits } from '../contract/exact';
import { roundTo } from '../contract/round-to';
import type { Staffing } from '../construct/staffing';
import type { Move, MoveReason } from '../contract/types';

/** What the list of moves is made from. */
interface MoveSources {
  staffing: Staffing;
  isPrimary: Uint8Array;
  /** The stored assignments' figures. */
  before: Figures;
  /** What each demand is called in reasons. */
  names: readonly string[];
}

interface Run {
  p: number;
  from: number;
  to: number;
  weeks: number[];
  isPrimary: boolean;
}

/** Every change against the stored rows as runs of weeks per person. */
export function listMoves(given: Omit<MoveSources, 'names'>): Move[] {
  const { problem } = given.staffing;
  const names = problem.demands.map(({ mainLob, state, caseType }) => `${mainLob} ${state} ${caseType}`);
  const sources = { ...given, names };
  const moves: Move[] = [];
  for (let p = 0; p < problem.personCount; p += 1) {
    let run: Run | null = null;
    for (let w = 0; w < problem.weekCount; w += 1) {
      const next = changeAt(sources, p, w);
      if (next === 'skip') continue;
      if (run !== null && next !== null && isSameRun(run, next)) {
        run.weeks.push(w);
        continue;
      }
      if (run !== null) moves.push(describeRun(sources, run));
      run = next;
    }
    if (run !== null) moves.push(describeRun(sources, run));
  }
  return moves;
}

function isSameRun(a: Run, b: Run): boolean {
  return a.from === b.from && a.to === b.to && a.isPrimary === b.isPrimary;
}

/** The change in one person-week: null = stays as it is, `skip` = neither was nor can be worked. */
function changeAt({ staffing, isPrimary }: MoveSources, p: number, w: number): Run | null | 'skip' {
  const { baseRow, rowDemand, weekCount, locked, cell } = staffing.problem;
  const c = p * weekCount + w;
  if (locked[c] === 1) return null;
  const from = (baseRow[c] as number) < 0 ? -1 : (rowDemand[baseRow[c] as number] as number);
  const to = cell[c] === 0 ? -1 : (staffing.assign[c] as number);
  if (from < 0 && to < 0) return cell[c] === 0 ? 'skip' : null;
  return from === to ? null : { p, from, to, weeks: [w], isPrimary: isPrimary[c] === 1 };
}

function describeRun(sources: MoveSources, run: Run): Move {
  const { problem } = sources.staffing;
  const gainCases = roundTo(
    run.weeks.reduce((sum, w) => sum + weekGain(sources.staffing, run, w), 0),
    2,
  );
  const reason = reasonOf(sources, run, gainCases);
  const shortBefore = reason === 'FILLS_SHORTAGE' ? shortBeforeOf(sources, run) : null;
  return {
    cn: problem.people[run.p]?.cn ?? '',
    from: problem.demands[run.from]?.key ?? null,
    to: problem.demands[run.to]?.key ?? null,
    weeks: run.weeks.map((w) => problem.weeks[w]?.key ?? ''),
    type: run.to < 0 ? null : run.isPrimary ? 'primary' : 'bench',
    gainCases,
    reason,
    shortBefore,
    because: because(sources.names, run, { reason, shortBefore }),
  };
}

/** Cases of the new demand that hang on this week, minus those the old one lacks now. */
function weekGain({ problem, load }: Staffing, { p, from, to }: Run, w: number): number {
  const { weekCount, monthCount, weekMonth, cell, need, price, weight } = problem;
  const hours = cell[p * weekCount + w] as number;
  const m = weekMonth[w] as number;
  let gain = 0;
  if (to >= 0) {
    const dm = to * monthCount + m;
    const without = (load[dm] as number) - hours;
    gain +=
      ((price[dm] as number) / (weight[to] as number)) *
      (Math.min(load[dm] as number, need[dm] as number) - Math.min(without, need[dm] as number));
  }
  if (from >= 0) {
    const dm = from * monthCount + m;
    gain -=
      ((price[dm] as number) / (weight[from] as number)) *
      Math.min(hours, Math.max(0, (need[dm] as number) - (load[dm] as number)));
  }
  return gain;
}

function reasonOf(sources: MoveSources, run: Run, gainCases: number): MoveReason {
  const { staffing, before } = sources;
  const { base, weekCount, weekMonth, monthCount, forecast } = staffing.problem;
  const first = run.weeks[0] ?? 0;
  const c = run.p * weekCount + first;
  if (run.to < 0) return (base[c] as number) < 0 ? 'NOT_POSSIBLE' : 'RELEASED';
  if (!run.isPrimary) return 'BENCH';
  const dm = run.to * monthCount + (weekMonth[first] as number);
  if ((before.capacity[dm] ?? 0n) < inUnits(forecast[dm] as number) && gainCases > 0) return 'FILLS_SHORTAGE';
  const last = run.weeks.at(-1) ?? first;
  const neighbours = [staffing.workedBefore(c, first), staffing.workedAfter(run.p * weekCount + last, last)];
  return neighbours.includes(run.to) ? 'CONTINUITY' : 'BETTER_USE';
}

function because(
  names: readonly string[],
  { from, to }: Run,
  { reason, shortBefore }: Pick<Move, 'reason' | 'shortBefore'>,
): string {
  const name = (d: number) => names[d] ?? 'nothing';
  switch (reason) {
    case 'FILLS_SHORTAGE':
      return `fills ${name(to)} (short ${shortBefore})`;
    case 'BETTER_USE':
      return `${name(to)} needs these hours in the new plan`;
    case 'CONTINUITY':
      return `joins the weeks around it on ${name(to)}`;
    case 'BENCH':
      return `bench of ${name(to)}: its forecast is covered`;
    case 'RELEASED':
      return `${name(from)} is covered without these weeks`;
    case 'NOT_POSSIBLE':
      return `${name(from)} can no longer be worked by this person in these weeks`;
  }
}

/** Whole cases that the run's new demand lacked in the stored assignments, in the month of its first week. */
function shortBeforeOf(
  { staffing: { problem }, before: { capacity } }: MoveSources,
  { to, weeks }: Run,
): number {
  const dm = to * problem.monthCount + (problem.weekMonth[weeks[0] ?? 0] as number);
  return Number((inUnits(problem.forecast[dm] as number) - (capacity[dm] ?? 0n)) / inUnits(1));
}
