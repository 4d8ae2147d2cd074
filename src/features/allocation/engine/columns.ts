import { TEN_THOUSAND } from './problem';
import type { Staffing } from './staffing';
import type { AssignmentColumns, PlannedAssignment } from './types';
import { scaleUp } from './validate';

/** The desired rows of everything the plan may replace. */
export function assignmentColumns({ problem, assign }: Staffing, isPrimary: Uint8Array): AssignmentColumns {
  const { cell, locked, baseRow, rows, weekCount } = problem;
  let length = 0;
  for (let c = 0; c < cell.length; c += 1)
    if ((cell[c] as number) > 0 && (assign[c] as number) >= 0) length += 1;
  const columns = emptyColumns(problem, length);
  const released: number[] = [];
  let i = 0;
  for (let c = 0; c < cell.length; c += 1) {
    const row = locked[c] === 1 ? undefined : rows[baseRow[c] as number];
    const d = (cell[c] as number) > 0 ? (assign[c] as number) : -1;
    const stays = row !== undefined && d >= 0 && problem.rowDemand[baseRow[c] as number] === d;
    if (row !== undefined && !stays) released.push(row.id);
    if (d < 0) continue;
    columns.person[i] = (c / weekCount) | 0;
    columns.week[i] = c % weekCount;
    columns.demand[i] = d;
    columns.isPrimary[i] = isPrimary[c] as number;
    columns.percentage[i] = problem.percent[c] as number;
    if (stays) {
      const sameType = row.type === (isPrimary[c] === 1 ? 'primary' : 'bench');
      columns.existingId[i] = row.id;
      columns.unchanged[i] = sameType && scaleUp(row.percentage, TEN_THOUSAND) === problem.percent[c] ? 1 : 0;
    }
    i += 1;
  }
  columns.released = Float64Array.from(released).sort();
  return columns;
}

function emptyColumns({ people, weeks, demands }: Staffing['problem'], length: number): AssignmentColumns {
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
    if ((columns.existingId[i] as number) > 0) row.existing = columns.existingId[i] as number;
    if (columns.unchanged[i] === 1) row.unchanged = columns.existingId[i] as number;
    yield row;
  }
}
