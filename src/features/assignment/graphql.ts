export { AssignmentConnection, AssignmentTypeEnum, WeeklyAssignment } from './assignment.type';
export { BulkPayload } from './bulk.type';
