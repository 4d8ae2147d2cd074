export { AssignmentTypeEnum, WeeklyAssignment } from './table/assignment.type';
