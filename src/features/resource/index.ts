export { percentagesFor, replaceStepsFrom, type NewStep } from './production-step.service';
export {
  countActiveAssignmentsAfter,
  currentWeek,
  deactivateResource,
  getResource,
  requireNoLaterAssignments,
} from './resource-activity.service';
export { percentageInWeek, productionStepsByCn, resourceByCn } from './resource.loaders';
export type { ProductionStepRow, ResourceFilter, ResourceRow } from './resource.model';
export { findResourcesByCns } from './resource-lookup.service';
export { asPerson, skillsOf, statesOf } from './resource.rules';
export { updateResource, type ResourceChange } from './update-resource.service';
export { upsertRoster } from './roster.service';
export type {
  RosterConflict,
  RosterIssue,
  RosterOptions,
  RosterPerson,
  RosterResult,
  RosterStatus,
} from './roster.model';
export type { PersonWeek } from './production-step.model';
