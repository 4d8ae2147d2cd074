import { type Problem, TEN_THOUSAND } from '../problem/problem';
import type { Staffing } from '../construct/staffing';
import type { AssignmentColumns, ExistingAssignment, PlannedAssignment } from '../contract/types';
import { scaleUp } from '../contract/validate';

/** The desired rows of everything the plan may replace. */
export function assignmentColumns({ problem, assign }: Staffing, isPrimary: Uint8Array): AssignmentColumns {
  const { cell } = problem;
  let length = 0;
  for (let c = 0; c < cell.length; c += 1) if (desired(cell, assign, c) >= 0) length += 1;
  const columns = emptyColumns(problem, length);
  const released: number[] = [];
  let i = 0;
  for (let c = 0; c < cell.length; c += 1) {
    const d = desired(cell, assign, c);
    const kept = keptRow(problem, c, d, released);
    if (d < 0) continue;
    columns.person[i] = (c / problem.weekCount) | 0;
    columns.week[i] = c % problem.weekCount;
    columns.demand[i] = d;
    columns.isPrimary[i] = isPrimary[c] as number;
    columns.percentage[i] = problem.percent[c] as number;
    if (kept !== undefined) noteKept(columns, i, kept);
    i += 1;
  }
  columns.released = Float64Array.from(released).sort();
  return columns;
}

/** Demand the plan wants in cell c, −1 = none or not the plan's to say. */
function desired(cell: Int32Array, assign: Int32Array, c: number): number {
  return cell[c] === 0 ? -1 : (assign[c] as number);
}

/** The replaceable row of cell c if it serves demand d; any other one is added to the released. */
function keptRow(problem: Problem, c: number, d: number, released: number[]): ExistingAssignment | undefined {
  const index = problem.baseRow[c] as number;
  const row = index < 0 || problem.locked[c] === 1 ? undefined : problem.rows[index];
  if (row === undefined || (d >= 0 && problem.rowDemand[index] === d)) return row;
  released.push(row.id);
  return undefined;
}

function noteKept(columns: AssignmentColumns, i: number, row: ExistingAssignment): void {
  const sameType = row.type === (columns.isPrimary[i] === 1 ? 'primary' : 'bench');
  const samePercentage = scaleUp(row.percentage, TEN_THOUSAND) === columns.percentage[i];
  columns.existingId[i] = row.id;
  columns.unchanged[i] = sameType && samePercentage ? 1 : 0;
}

function emptyColumns({ people, weeks, demands }: Problem, length: number): AssignmentColumns {
  return {
    people: people.map((person) => person.cn),
    weeks: weeks.map((week) => week.key),
    demands: demands.map((demand) => demand.key),
    length,
    person: new Int32Array(length),
    week: new Uint8Array(length),
    demand: new Int32Array(length),
    isPrimary: new Uint8Array(length),
    percentage: new Uint16Array(length),
    existingId: new Float64Array(length),
    unchanged: new Uint8Array(length),
    released: new Float64Array(0),
  };
}

/** The rows of a plan one by one, by cn and week. */
export function* plannedAssignments(columns: AssignmentColumns): Generator<PlannedAssignment> {
  for (let i = 0; i < columns.length; i += 1) {
    const row: PlannedAssignment = {
      cn: columns.people[columns.person[i] as number] ?? '',
      week: columns.weeks[columns.week[i] as number] ?? '',
      demand: columns.demands[columns.demand[i] as number] ?? '',
      type: columns.isPrimary[i] === 1 ? 'primary' : 'bench',
      percentage: (columns.percentage[i] as number) / TEN_THOUSAND,
    };
    if ((columns.existingId[i] as number) > 0) row.existing = columns.existingId[i];
    if (columns.unchanged[i] === 1) row.unchanged = columns.existingId[i];
    yield row;
  }
}
