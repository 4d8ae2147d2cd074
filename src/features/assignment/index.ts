export { revertChangeSet, type Reverted } from './revert.service';
export { bulkAssign } from './bulk-assign.service';
export { carryAssignments, freezeAssignments } from './carry.service';
export { deallocate, deallocateAll, setPinned, type ChangedSet } from './change-assignments.service';
export { changeProduction, type AssignmentChange } from './change-production.service';
export { copyWeek } from './copy-week.service';
export { assign } from './create-assignment.service';
export { deactivate } from './deactivate-resource.service';
export { importAssignments, type ImportedAssignment } from './import-assignments.service';
export { moveAssignments } from './move.service';
export { applyRamp, followProduction, setProduction } from './set-production.service';
export type {
  AssignmentFilter,
  AssignmentInput,
  AssignmentRow,
  AssignmentTypeName,
} from './assignment.model';
export type { BulkAnswer, BulkOptions, BulkRow, OnConflict } from './bulk.model';
