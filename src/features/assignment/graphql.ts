export { WeeklyAssignment } from './table/assignment.type';
