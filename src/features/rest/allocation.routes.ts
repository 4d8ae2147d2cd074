import { snakeCase } from '../../platform/http/rest/table/names';
import type { QueryParameter, Route } from '../../platform/http/rest/table/route';
import { defaultText, OPTION_ENTRIES } from '../allocation';

const TAG = 'Allocation';

/** Each list of a plan page by page: the counts beside them say how many rows there are. */
const PAGE = {
  limit: { variable: 'first', description: 'Rows of each list, 0 to 1000.', default: 1000, range: [0, 1000] },
  offset: {
    variable: 'offset',
    description: 'Rows of each list to leave out before.',
    default: 0,
    range: [0, 1_000_000_000],
  },
} as const satisfies Record<string, QueryParameter>;

const PRIORITY = {
  parts: ['mainLob', 'state', 'caseType', 'weight'],
  description:
    'Weight of the cases of a LOB, narrowed to a state or case type: `main_lob|state|case_type|weight`, `main_lob|state|weight` or `main_lob|weight`; may be repeated, later ones win. Example: `Amisys Medicaid DOMESTIC|FL||2`.',
};

/** The options of planning as parameters; they follow from the registry of options. */
const OPTIONS: Readonly<Record<string, QueryParameter>> = Object.fromEntries(
  OPTION_ENTRIES.filter(([, { of }]) => of === undefined).map(([name, option]) => {
    const repeated = option.kind === 'names' ? ' May be repeated.' : '';
    const description = `${option.description}${repeated} Default: ${defaultText(option)}.`;
    const parameter = { variable: `options.${name}`, description };
    return [
      option.rest ?? snakeCase(name),
      option.kind === 'priorities' ? { ...parameter, ...PRIORITY } : parameter,
    ];
  }),
);

/** Allocation (proposal §2.5). */
export const ALLOCATION_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/allocation/preview',
    operation: 'PreviewAllocation',
    summary: 'Plan all weeks of the current report’s live, unclosed months without changing anything',
    tag: TAG,
    query: { ...OPTIONS, ...PAGE },
    job: 'allocation.preview',
    answer: { kind: 'object', at: 'previewAllocation.plan' },
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
