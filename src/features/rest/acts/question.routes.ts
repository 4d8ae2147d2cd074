import type { QueryParameter, Route } from '../../../platform/http/rest/table/route';

const TAG = 'Questions';
const PEOPLE = 'Resources';

const DEMAND = {
  forecast_id: {
    variable: 'demand.forecastId',
    description: 'Number of a forecast row of the demand, in place of its names.',
  },
  main_lob: { variable: 'demand.mainLob', description: 'Line of business.' },
  state: { variable: 'demand.state', description: 'State, or `N/A`.' },
  case_type: { variable: 'demand.caseType', description: 'Case type.' },
} as const satisfies Record<string, QueryParameter>;

const FROM = { from_week: 'fromWeek', overwrite_exceptions: 'overwriteExceptions' } as const;
const PRODUCTION_TEST = 'rest-acts: production and ramps are set from a week on';
const TEST = 'rest-questions: who is free, who could help, and why a demand is short or somebody idle';

/** What planners ask, and people’s production from a week on. */
export const QUESTION_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/free-resources',
    operation: 'FreeResources',
    summary: 'List active people without an assignment in a week',
    tag: TAG,
    query: {
      week: { variable: 'week', description: 'ISO week, e.g. `2025-W18`.' },
      skill: { variable: 'skill', description: 'Case type among the skills.' },
      state: { variable: 'state', description: 'State that they may work.' },
      platform: { variable: 'platform', description: 'Platform, e.g. `Amisys`.' },
      location: { variable: 'location', description: '`Domestic` or `Global`.' },
    },
    answer: { kind: 'list', at: 'freeResources' },
    test: TEST,
  },
  {
    method: 'GET',
    path: '/demands/candidates',
    operation: 'Candidates',
    summary: 'List who is free and could work a demand in a week or month, the most capacity first',
    tag: TAG,
    query: {
      ...DEMAND,
      week: { variable: 'when.week', description: 'ISO week, e.g. `2025-W18`; or else `month`.' },
      month: { variable: 'when.month', description: 'Month, e.g. `2025-05`; or else `week`.' },
    },
    answer: { kind: 'list', at: 'candidates' },
    test: TEST,
  },
  {
    method: 'GET',
    path: '/demands/why-short',
    operation: 'WhyShort',
    summary: 'See why a demand is short in a month',
    tag: TAG,
    query: { ...DEMAND, month: { variable: 'month', description: 'Month, e.g. `2025-05`.' } },
    answer: { kind: 'object', at: 'whyShort' },
    test: TEST,
  },
  {
    method: 'GET',
    path: '/resources/:cn/why-not-assigned',
    operation: 'WhyNotAssigned',
    summary: 'See why somebody is not assigned in a week',
    tag: TAG,
    params: { cn: 'resourceCn' },
    query: { week: { variable: 'week', description: 'ISO week, e.g. `2025-W18`.' } },
    answer: { kind: 'object', at: 'whyNotAssigned' },
    test: TEST,
  },
  {
    method: 'POST',
    path: '/resources/production',
    operation: 'SetProduction',
    summary: 'Set people’s production percentage from a week on',
    tag: PEOPLE,
    body: {
      fields: {
        resource_cns: 'resourceCns',
        production_percentage: 'productionPercentage',
        ...FROM,
      },
    },
    answer: { kind: 'result', at: 'setProduction' },
    test: PRODUCTION_TEST,
  },
  {
    method: 'POST',
    path: '/resources/ramp',
    operation: 'ApplyRamp',
    summary: 'Apply a ramp to people from a week on',
    tag: PEOPLE,
    body: { fields: { resource_cns: 'resourceCns', ramp: 'ramp', ...FROM } },
    answer: { kind: 'result', at: 'applyRamp' },
    test: PRODUCTION_TEST,
  },
  {
    method: 'POST',
    path: '/resources/:cn/reactivate',
    operation: 'ReactivateResource',
    summary: 'Make an inactive person active again',
    tag: PEOPLE,
    body: { fields: { version: 'version' } },
    answer: { kind: 'object', at: 'reactivateResource.resource' },
    test: 'rest-acts: somebody who has left comes back',
  },
];
