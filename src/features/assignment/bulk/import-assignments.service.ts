import type { WriteAnswer, WriteRow } from '../../../domain/writing';
import type { WriteScope } from '../../../platform/scope/request-scope';
import type { BulkOptions, StagedAssignment } from './bulk.model';
import type { StagedRows } from './bulk-stage.repository';
import { placeAssignments } from './place-assignments.service';

/** One row of an assignment file, checked and normalised by its reader: a week, or a month for every week of it. */
export type ImportedAssignment = Omit<StagedAssignment, 'capacityTierId' | 'override'>;

/** Columns of a file for the fields that messages are about. */
const COLUMNS: Readonly<Record<string, string>> = {
  resourceCn: 'cn',
  mainLob: 'main_lob',
  capacityTierId: 'capacity_tier_id',
};

/**
 * Places the rows of a file. Ineligible people are kept with a warning: a file of assignments is history. Rows of a month
 * are expanded to its weeks in the database, at 1.0 unless they say otherwise.
 */
export async function importAssignments(
  tx: WriteScope,
  records: Iterable<ImportedAssignment> | AsyncIterable<ImportedAssignment>,
  options: BulkOptions & { refused?: readonly WriteRow[] } = {},
): Promise<WriteAnswer> {
  const answer = await placeAssignments(tx, records as StagedRows, {
    ...options,
    keepIneligible: true,
    pathOf: ({ row, column }) => `rows.${row}${column === null ? '' : `.${COLUMNS[column] ?? column}`}`,
  });
  const rows = answer.rows.map((row) => ({
    ...row,
    column: row.column === null ? null : (COLUMNS[row.column] ?? row.column),
    value: typeof row.value === 'string' ? row.value : null,
  }));
  return { ...answer, rows };
}
