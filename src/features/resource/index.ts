export {
  exceptionsInMonths,
  keepExceptionsFrom,
  setWeekPercentage,
  setWeekPercentages,
} from './production/week-exception.service';
export { restoreProduction } from './production/restore-production.service';
export { percentagesFor, replaceStepsFrom, type NewStep } from './production/production-step.service';
export {
  countActiveAssignmentsAfter,
  currentWeek,
  deactivateResource,
  getResource,
  requireNoLaterAssignments,
} from './person/resource-activity.service';
export { assignmentsFrom, findMisfits } from './person/assignment-fit.service';
export { CNS, LOCATIONS, PEOPLE_PLATFORMS, PEOPLE_STATES, SKILLS } from './names/people-names.service';
export { percentageInWeek, productionStepsByCn, resourceByCn } from './schema/resource.loaders';
export type { ResourceRow } from './person/resource.model';
export { findResourcesByCns, shareLockPeople } from './person/resource-lookup.service';
export { restorePeople } from './person/restore-people.service';
export { asPerson } from './person/resource.rules';
export { updateResource } from './person/update-resource.service';
export { peopleBeside, upsertRoster } from './roster/roster.service';
export type { RosterOptions, RosterPerson, RosterResult } from './roster/roster.model';
export type { PersonWeek, WeekExceptionRow } from './production/production-step.model';
export { RESOURCE_SORTING } from './list/resource-list.model';
