import type { BodySource, Route } from '../../../platform/http/rest/table/route';

const TAG = 'Assignments';

/** Whose weeks: people, and weeks from–to or one by one. */
const RANGE = {
  resource_cns: 'range.resourceCns',
  from_week: 'range.fromWeek',
  to_week: 'range.toWeek',
  weeks: 'range.weeks',
} as const;

const DEMAND = {
  forecast_id: 'to.forecastId',
  main_lob: 'to.mainLob',
  state: 'to.state',
  case_type: 'to.caseType',
} as const;
const REASON = { note: 'to.note', override: 'to.override' } as const;

const IDS: BodySource = { fields: { ids: 'ids' } };
const RANGE_TEST = 'rest-acts: people are assigned, moved, pinned and freed over a range of weeks';
const IDS_TEST = 'rest-acts: assignments are moved, pinned, unpinned and freed by their numbers';

/** Acts on many assignments: one change set each, and what became of each row in the answer. */
export const ACT_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/assignments/weeks/assign',
    operation: 'AssignWeeks',
    summary: 'Assign people to one demand in every week of a range or list',
    tag: TAG,
    body: {
      fields: {
        ...RANGE,
        ...DEMAND,
        production_percentage: 'to.productionPercentage',
        capacity_tier_id: 'to.capacityTierId',
        production: 'to.production',
        ...REASON,
        on_conflict: 'to.onConflict',
        on_error: 'to.onError',
      },
    },
    answer: { kind: 'object', at: 'assignWeeks.result' },
    test: RANGE_TEST,
  },
  {
    method: 'POST',
    path: '/assignments/weeks/move',
    operation: 'MoveWeeks',
    summary: 'Move people to another demand in every week of a range or list',
    tag: TAG,
    body: { fields: { ...RANGE, ...DEMAND, ...REASON } },
    answer: { kind: 'object', at: 'moveWeeks.result' },
    test: RANGE_TEST,
  },
  {
    method: 'POST',
    path: '/assignments/weeks/free',
    operation: 'FreeWeeks',
    summary: 'Free people in every week of a range or list',
    tag: TAG,
    body: { fields: RANGE },
    answer: { kind: 'object', at: 'freeWeeks.result' },
    test: RANGE_TEST,
  },
  {
    method: 'POST',
    path: '/assignments/weeks/pin',
    operation: 'PinWeeks',
    summary: 'Pin people’s assignments in every week of a range or list, or unpin them',
    tag: TAG,
    body: { fields: { ...RANGE, pinned: 'pinned' } },
    answer: { kind: 'object', at: 'pinWeeks.result' },
    test: RANGE_TEST,
  },
  {
    method: 'POST',
    path: '/assignments/weeks/production',
    operation: 'SetWeekProduction',
    summary: 'Set people’s production percentage in the weeks of a range or list, and in no other week',
    tag: TAG,
    body: { fields: { ...RANGE, production_percentage: 'productionPercentage' } },
    answer: { kind: 'object', at: 'setWeekProduction.result' },
    test: 'rest-acts: people produce at another percentage in single weeks, and at their own again',
  },
  {
    method: 'POST',
    path: '/assignments/copy-week',
    operation: 'CopyWeek',
    summary: 'Copy a week’s assignments to other weeks',
    tag: TAG,
    body: { input: 'input' },
    answer: { kind: 'object', at: 'copyWeek.result' },
    test: 'rest-acts: a week is copied to others',
  },
  {
    method: 'POST',
    path: '/assignments/move',
    operation: 'MoveAssignments',
    summary: 'Move assignments to another demand, by number',
    tag: TAG,
    body: { fields: { ids: 'ids', ...DEMAND, ...REASON } },
    answer: { kind: 'result', at: 'moveAssignments' },
    test: IDS_TEST,
  },
  {
    method: 'POST',
    path: '/assignments/pin',
    operation: 'PinAssignments',
    summary: 'Pin assignments, by number: allocation leaves them alone',
    tag: TAG,
    body: IDS,
    answer: { kind: 'result', at: 'pinAssignments' },
    test: IDS_TEST,
  },
  {
    method: 'POST',
    path: '/assignments/unpin',
    operation: 'UnpinAssignments',
    summary: 'Unpin assignments, by number',
    tag: TAG,
    body: IDS,
    answer: { kind: 'result', at: 'unpinAssignments' },
    test: IDS_TEST,
  },
  {
    method: 'POST',
    path: '/assignments/free',
    operation: 'DeallocateAssignments',
    summary: 'Deallocate assignments, by number; the rows stay as history',
    tag: TAG,
    body: IDS,
    answer: { kind: 'result', at: 'deallocateAssignments' },
    test: IDS_TEST,
  },
];
