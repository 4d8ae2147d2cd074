import type { WriteAnswer, WriteRow } from '../../../domain/writing';
import { normaliseCn } from '../../../domain/demand/cn';
import { DomainError, invalid } from '../../../domain/errors';
import { formatIsoWeek, requireIsoWeek, type IsoWeek } from '../../../domain/time/iso-week';
import { cleanText } from '../../../domain/text-key';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { readNote, readPercentage, requireOverrideNote } from '../checks/assignment-checks.service';
import { ASSIGNMENT_TYPES, type AssignmentInput } from '../table/assignment.model';
import type { BulkOptions, StagedAssignment } from './bulk.model';
import { placeAssignments } from './place-assignments.service';
import { readSpelled, type SpelledAssignment } from '../checks/read-assignment.service';

/** Assignments in one request. */
export const MAX_ASSIGNMENTS = 100_000;

/** Assigns many person-weeks as callers spell them; a row that can't be read is a failed row. */
export function bulkAssignSpelled(
  tx: WriteScope,
  input: BulkOptions & { assignments: readonly SpelledAssignment[] },
): Promise<WriteAnswer> {
  return placeRows(tx, input, readSpelled);
}

/** Assigns many person-weeks at once; the rules are those of `assign`, row by row, in set-based statements. */
export function bulkAssign(
  tx: WriteScope,
  input: BulkOptions & { assignments: readonly AssignmentInput[] },
): Promise<WriteAnswer> {
  return placeRows(tx, input, (assignment) => assignment);
}

async function placeRows<Row extends Named>(
  tx: WriteScope,
  input: BulkOptions & { assignments: readonly Row[] },
  read: (row: Row) => AssignmentInput,
): Promise<WriteAnswer> {
  const { assignments, ...options } = input;
  if (assignments.length === 0 || assignments.length > MAX_ASSIGNMENTS)
    throw invalid('assignments', assignments.length, `a list of 1 to ${MAX_ASSIGNMENTS} assignments`);
  const refused: WriteRow[] = [];
  return placeAssignments(tx, readRows(assignments, read, refused), {
    ...options,
    refused,
    pathOf: ({ row, column }) => `assignments.${row - 1}${column === null ? '' : `.${column}`}`,
  });
}

/** Reads rows as the database takes them, so that a large request never holds up others; what can't be read goes to `refused`. */
function* readRows<Row extends Named>(
  rows: readonly Row[],
  read: (row: Row) => AssignmentInput,
  refused: WriteRow[],
): Generator<StagedAssignment> {
  for (const [index, given] of rows.entries()) {
    try {
      yield readRow(read(given), index + 1);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push(refusedRow(given, index + 1, error));
    }
  }
}

function readRow(input: AssignmentInput, row: number): StagedAssignment {
  requireOverrideNote(input.override, input.note);
  const { year, week } = requireIsoWeek(input.week, 'weekNumber');
  const { assignmentType: type } = input;
  if (type && !ASSIGNMENT_TYPES.includes(type))
    throw invalid('assignmentType', type, `one of ${ASSIGNMENT_TYPES.join(', ')}`);
  return {
    row,
    cn: normaliseCn(input.resourceCn, 'resourceCn'),
    year,
    week,
    mainLob: cleanText(input.mainLob, 'mainLob'),
    state: cleanText(input.state, 'state'),
    caseType: cleanText(input.caseType, 'caseType'),
    productionPercentage: readPercentage(input.productionPercentage),
    capacityTierId: input.capacityTierId,
    assignmentType: type,
    pinned: input.pinned,
    note: readNote(input.note),
    override: input.override,
  };
}

/** What a refused row is called by. */
interface Named {
  resourceCn: string;
  week?: IsoWeek | null | undefined;
}

function refusedRow(input: Named, row: number, error: DomainError): WriteRow {
  const issue = error.issues[0];
  const week = input.week ? ` ${formatIsoWeek(input.week)}` : '';
  return {
    row,
    key: `${input.resourceCn}${week}`,
    status: 'failed',
    column: issue?.path ?? null,
    value: issue?.value ?? null,
    message: issue?.message ?? error.message,
    code: error.code,
    changes: [],
  };
}
