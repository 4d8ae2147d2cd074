import { largestRemainder } from '../contract/largest-remainder';
import { fteRequiredOf } from '../problem/requirement';
import type { Problem } from '../problem/problem';
import type { Staffing } from './staffing';

/** Hands people no demand needs to the demands they can do, in proportion to the people those require (option `proportional`). */
export function fillBench(staffing: Staffing): void {
  const { problem } = staffing;
  for (let m = 0; m < problem.monthCount; m += 1) {
    if (problem.monthOpen[m] === 0) continue;
    const required = Float64Array.from(problem.demands, (_, d) =>
      (problem.need[d * problem.monthCount + m] as number) > 0
        ? (fteRequiredOf(problem, d, m).value ?? 0)
        : 0,
    );
    for (let k = 0; k < problem.eligibility.classCount; k += 1) fillClass(staffing, m, k, required);
  }
}

function fillClass(staffing: Staffing, m: number, k: number, required: Float64Array): void {
  const { memberStart, memberPerson, classStart, arcDemand } = staffing.problem.eligibility;
  const idle: number[] = [];
  for (let i = memberStart[k] as number; i < (memberStart[k + 1] as number); i += 1) {
    if (idleCells(staffing, memberPerson[i] as number, m).length > 0) idle.push(memberPerson[i] as number);
  }
  if (idle.length === 0) return;
  const demands = [...arcDemand.subarray(classStart[k], classStart[k + 1])];
  const counts = largestRemainder(
    idle.length,
    demands.map((d) => required[d] ?? 0),
  );
  let next = 0;
  demands.forEach((d, i) => {
    for (let n = 0; n < (counts[i] ?? 0); n += 1) {
      for (const c of idleCells(staffing, idle[next] ?? 0, m)) staffing.set(c, d);
      next += 1;
    }
  });
}

function idleCells({ problem, assign }: Staffing, p: number, m: number): number[] {
  const { weekCount, monthStart, cell }: Problem = problem;
  const cells: number[] = [];
  for (let w = monthStart[m] as number; w < (monthStart[m + 1] as number); w += 1) {
    const c = p * weekCount + w;
    if ((cell[c] as number) > 0 && (assign[c] as number) < 0) cells.push(c);
  }
  return cells;
}
