import { assignmentColumns } from './columns';
import { compareC } from '../../../../domain/ordering';
import { figuresOf, isAnswered, type MoveCounts, totalsOf } from './figures';
import { hiringList } from './hiring-list';
import { idleRuns } from './idle';
import { labelPrimary } from './label';
import { listMoves } from './moves';
import { demandOutcomes } from './outcome';
import type { Problem } from '../problem/problem';
import { weeklyTargets } from '../problem/requirement';
import { gapPct } from '../bound/gap';
import { wholeWeeks } from '../proof/whole-weeks';
import { changedPeople, type Solution } from '../search/solve';
import type { Staffing } from '../construct/staffing';
import { tallyPlanned, tallyStored } from './tally';
import type { PlanAnswer, AllocationWarning, Move, SolveFigures, WholeWeeks } from '../contract/types';
import { calendarWarnings } from './warnings';
import type { Watch } from '../contract/watch';

const NOTHING_MOVED: MoveCounts = { changed: 0, changedPeople: 0, moves: 0 };

/** Everything a finished staffing has to tell, with figures recomputed exactly from the assignments. */
export function answerPlan(solution: Solution, watch: Watch): PlanAnswer {
  const { problem, staffing, solved, delta, options, bound } = solution;
  watch.report(88, 'figures', gapPct(solution.bound.bound, staffing.value()));
  const targets = weeklyTargets(problem);
  const isPrimary = labelPrimary(staffing);
  const before = figuresOf(problem, tallyStored(problem), targets);
  const after = figuresOf(problem, tallyPlanned(staffing), targets);
  const reported: number[] = [];
  for (let dm = 0; dm < problem.need.length; dm += 1) {
    if (isAnswered(problem, dm, [before, after])) reported.push(dm);
  }
  const moves = listMoves({ staffing, isPrimary, before });
  watch.report(93, 'explanation', gapPct(solution.bound.bound, staffing.value()));
  const proof = wholeWeeks(
    { problem, delta, solved, bound: bound.bound, value: staffing.value() },
    watch.integerSolver,
    watch,
  );
  const plan: PlanAnswer = {
    complete: !watch.late,
    solve: solveFigures(solution, 0, proof),
    totals: {
      before: totalsOf(problem, before, reported, NOTHING_MOVED),
      after: totalsOf(problem, after, reported, moveCounts(staffing, moves)),
    },
    demands: demandOutcomes(solution, before, after, reported),
    moves,
    idle: idleRuns(staffing),
    hiring: hiringList(problem, solved, delta, options.hiringTop),
    warnings: sortedWarnings(problem),
    assignments: assignmentColumns(staffing, isPrimary),
  };
  return { ...plan, solve: { ...plan.solve, ms: watch.elapsed() } };
}

function solveFigures(
  { bound, staffing, delta, options }: Solution,
  ms: number,
  wholeWeeks: WholeWeeks | null,
): SolveFigures {
  const value = staffing.value();
  return {
    ms,
    bound: bound.bound,
    value,
    gapPct: gapPct(bound.bound, value),
    metBound: bound.metBound,
    certified: bound.certified,
    delta,
    effort: options.effort,
    wholeWeeks,
  };
}

function moveCounts(staffing: Staffing, moves: readonly Move[]): MoveCounts {
  return { changed: staffing.changed, changedPeople: changedPeople(staffing), moves: moves.length };
}

function sortedWarnings(problem: Problem): AllocationWarning[] {
  const all = [...problem.warnings, ...calendarWarnings(problem)];
  return all.sort((a, b) => compareC(a.code, b.code) || compareC(a.message, b.message));
}
