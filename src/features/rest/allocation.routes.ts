import type { QueryParameter, Route } from '../../platform/http/rest/table/route';

const TAG = 'Allocation';

/** Each list of a plan page by page: the counts beside them say how many rows there are. */
const PAGE = {
  limit: { variable: 'first', description: 'Rows of each list, 0 to 1000.', default: 1000 },
  offset: { variable: 'offset', description: 'Rows of each list to leave out before.', default: 0 },
} as const satisfies Record<string, QueryParameter>;

const option = (name: string, description: string): QueryParameter => ({
  variable: `options.${name}`,
  description,
});

const OPTIONS: Readonly<Record<string, QueryParameter>> = {
  from_week: option('fromWeek', 'First week that may change, `2025-W18`.'),
  to_week: option('toWeek', 'Last week that may change.'),
  main_lob: option('mainLobs', 'Only demands of this LOB; may be repeated.'),
  platform: option('platforms', 'Only people and demands of this platform; may be repeated.'),
  fairness: option('fairness', 'Fairness δ, 0–100; default 2.'),
  fairness_tolerance_pct: option('fairnessTolerancePct', 'Instead of δ: what fairness may cost.'),
  switch_cost: option('switchCost', 'Cases that a change of demand must earn; default 5.'),
  change_cost_primary: option('changeCostPrimary', 'Cases that leaving a primary row must earn; default 60.'),
  change_cost_bench: option('changeCostBench', 'Cases that leaving a bench row must earn; default 5.'),
  profile_weight: option('profileWeight', 'Weight of weekly targets; default 0.05.'),
  bench: option('bench', '`idle` (default) or `proportional`.'),
  effort: option('effort', '`fast`, `std` or `thorough`.'),
  deadline_s: option('deadlineS', 'Seconds of planning; default: none.'),
  release_manual: option('releaseManual', 'Manual rows may be moved too; default false.'),
  hiring_top: option('hiringTop', 'Length of the hiring list; default 20.'),
  priority: {
    variable: 'options.priorities',
    parts: ['mainLob', 'state', 'caseType', 'weight'],
    description:
      'Weight of the cases of a LOB, narrowed to a state or case type: `main_lob|state|case_type|weight`, `main_lob|state|weight` or `main_lob|weight`; may be repeated, later ones win. Example: `Amisys Medicaid DOMESTIC|FL||2`.',
  },
};

/** Allocation (proposal §2.5). */
export const ALLOCATION_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/allocation/preview',
    operation: 'AllocationPreview',
    summary: 'Plan all weeks of the current report’s live, unclosed months without changing anything',
    tag: TAG,
    query: { ...OPTIONS, ...PAGE },
    job: 'allocation.preview',
    answer: { kind: 'object', at: 'allocationPreview.plan' },
    test: 'allocation-rest: a preview shows the plan and writes no assignment',
  },
  {
    method: 'GET',
    path: '/allocation/plans/:plan_hash',
    operation: 'AllocationPlan',
    summary: 'Read a kept plan, page by page',
    tag: TAG,
    params: { plan_hash: 'planHash' },
    query: PAGE,
    answer: { kind: 'object', at: 'allocationPlan' },
    test: 'allocation-rest: a kept plan is read page by page',
  },
  {
    method: 'POST',
    path: '/allocation/execute',
    operation: 'ExecuteAllocation',
    summary: 'Commit a kept plan exactly, or plan and commit in one go',
    tag: TAG,
    query: PAGE,
    body: { input: 'input' },
    job: 'allocation.execute',
    answer: { kind: 'object', at: 'executeAllocation.plan', also: ['changeSetId'] },
    test: 'allocation-rest: a previewed plan is executed by its hash',
  },
  {
    method: 'POST',
    path: '/allocation/rebalance',
    operation: 'RebalanceAllocation',
    summary: 'Improve the existing assignments with a limited number of moves',
    tag: TAG,
    query: PAGE,
    body: { input: 'input' },
    job: 'allocation.rebalance',
    answer: { kind: 'object', at: 'rebalanceAllocation.plan', also: ['changeSetId'] },
    test: 'allocation-rest: a rebalance shows its curve and commits unless dry_run',
  },
];
