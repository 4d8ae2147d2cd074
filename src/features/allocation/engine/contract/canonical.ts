import { compareC } from '../../../../domain/ordering';
import type { AllocationDemand, AllocationInput, AllocationPerson, AllocationWeek } from './types';

/** The input's rows in the one order all results are computed in, whatever order they came in. */
export interface CanonicalInput {
  people: AllocationPerson[];
  weeks: AllocationWeek[];
  demands: AllocationDemand[];
  /** Position of sorted week w in `AllocationInput.weeks`, which people's percentages follow. */
  weekSource: Int32Array;
  months: string[];
}

/** People by cn, weeks by date, demands by (LOB, state, case type), all byte-wise. */
export function canonicalOrder(input: AllocationInput): CanonicalInput {
  const people = [...input.people].sort((a, b) => compareC(a.cn, b.cn));
  const demands = [...input.demands].sort(compareDemands);
  const weekOrder = input.weeks.map((week, index) => ({ week, index }));
  weekOrder.sort((a, b) => compareC(a.week.key, b.week.key));
  const months: string[] = [];
  for (const { week } of weekOrder) if (months.at(-1) !== week.month) months.push(week.month);
  return {
    people,
    demands,
    weeks: weekOrder.map((entry) => entry.week),
    weekSource: Int32Array.from(weekOrder, (entry) => entry.index),
    months,
  };
}

function compareDemands(a: AllocationDemand, b: AllocationDemand): number {
  return (
    compareC(a.mainLob, b.mainLob) ||
    compareC(a.state, b.state) ||
    compareC(a.caseType, b.caseType) ||
    compareC(a.key, b.key)
  );
}
