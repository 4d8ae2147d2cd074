import { REPORTS } from '../features/reports';
import type { AccessRule, AccessRules } from '../platform/graphql/hooks/access-rule';

const READ: AccessRule = { role: 'viewer' };
/** Changes rows that belong to one LOB: assignments, plans, forecast rows. */
const PLAN: AccessRule = { role: 'planner' };
/** Changes what all LOBs share. */
const SHARED: AccessRule = { role: 'planner', unscoped: true };
const ADMINISTER: AccessRule = { role: 'admin', unscoped: true };

function rules(rule: AccessRule, fields: string): AccessRules {
  return Object.fromEntries(
    fields
      .trim()
      .split(/\s+/)
      .map((field) => [field, rule]),
  );
}

/** What every root field of the schema asks of its caller; a test fails when a field has no rule or a rule no field. */
export const ACCESS_RULES: AccessRules = {
  ...rules(
    READ,
    `allocationPlan calendarCheck assignment assignments candidates capacityNode capacityTier capacityTiers capacityTree changeSet
     capacityByTier capacityCharts capacityTotals closedMonths demandFacets eligibility forecast forecastReport forecastReports forecasts freeResources hiringValue history holidays
     importFormat job monthConfigs monthlySummaries reportComparison
     reportInfo
     reports resource resources server targetCphs viewer weekConfig weekConfigs whyNotAssigned whyShort`,
  ),
  ...rules(READ, REPORTS.map(({ field }) => field).join(' ')),
  ...rules(
    PLAN,
    `assign assignWeeks freeWeeks moveWeeks pinWeeks bulkAssign cancelJob changeProduction copyWeek deallocate deallocateAssignments
     executeAllocation moveAssignments pinAssignments previewAllocation rebalanceAllocation revertChangeSet setForecast
     setWeekProduction unpinAssignments`,
  ),
  ...rules(
    SHARED,
    `applyRamp createResource deactivateResource deleteHoliday generateWeeks importFile importRows reactivateResource recogniseFile
     seedHolidays setHoliday setMonthConfig setProduction setTargetCph setWeekConfig updateResource`,
  ),
  ...rules(
    ADMINISTER,
    `apiKeys closeMonth createApiKey createCapacityTier deactivateCapacityTier recompute reopenMonth revokeApiKey
     updateCapacityTier`,
  ),
};
