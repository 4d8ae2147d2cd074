export { assign } from './create-assignment.service';
export type { AssignmentFilter, AssignmentInput, AssignmentRow, AssignmentTypeName } from './assignment.model';
