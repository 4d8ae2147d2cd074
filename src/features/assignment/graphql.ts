export { WeeklyAssignment } from './assignment.type';
