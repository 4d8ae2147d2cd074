export { percentagesFor, replaceStepsFrom, type NewStep } from './production-step.service';
export {
  countActiveAssignmentsAfter,
  currentWeek,
  deactivateResource,
  getResource,
  requireNoLaterAssignments,
} from './resource-activity.service';
export { percentageInWeek, productionStepsByCn, resourceByCn } from './resource.loaders';
export type { ResourceRow } from './resource.model';
export { findResourcesByCns } from './resource-lookup.service';
export { asPerson } from './resource.rules';
export { updateResource } from './update-resource.service';
export { upsertRoster } from './roster.service';
export type { RosterOptions, RosterPerson, RosterResult } from './roster.model';
export type { PersonWeek } from './production-step.model';
