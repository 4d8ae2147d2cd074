export { bulkAssign } from './bulk-assign.service';
export { assign } from './create-assignment.service';
export { importAssignments, type ImportedAssignment } from './import-assignments.service';
export type { AssignmentFilter, AssignmentInput, AssignmentRow, AssignmentTypeName } from './assignment.model';
export type { BulkAnswer, BulkOptions, BulkRow, OnConflict } from './bulk.model';
