import type { Route } from '../../../platform/http/rest/table/route';

const TAG = 'History';
const MONTHS = 'Closed months';
const TEST = 'rest-history: a change is found in the history, read row by row and taken back';
const CLOSING_TEST = 'rest-history: a month is closed, listed and reopened';

/** Who changed what, and taking it back; months that may not change. */
export const HISTORY_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/history',
    operation: 'History',
    summary: 'List change sets, newest first',
    tag: TAG,
    query: {
      id: { variable: 'filter.ids', description: 'Number of a change set.' },
      actor: { variable: 'filter.actors', description: 'Who did it.' },
      action: {
        variable: 'filter.actions',
        description: 'What was done: `assignment.create`, or `assignment` for all of its acts.',
      },
      entity: { variable: 'filter.entity', description: 'Table that was changed.' },
      key: { variable: 'filter.key', description: 'Text that the key of a changed row contains.' },
      resource_cn: { variable: 'filter.resourceCns', description: 'CN of a person whose rows were changed.' },
      from: { variable: 'filter.from', description: 'First instant, or a date.' },
      to: { variable: 'filter.to', description: 'First instant after the range, or a date.' },
    },
    answer: { kind: 'list', at: 'history' },
    test: TEST,
  },
  {
    method: 'GET',
    path: '/history/:id',
    operation: 'ChangeSet',
    summary: 'Get a change set with its changed rows',
    tag: TAG,
    query: {
      limit: { variable: 'first', description: 'Changed rows, 0 to 1000.', default: 1000, range: [0, 1000] },
      offset: {
        variable: 'offset',
        description: 'Changed rows to leave out before.',
        default: 0,
        range: [0, 1_000_000_000],
      },
    },
    answer: { kind: 'object', at: 'changeSet' },
    test: TEST,
  },
  {
    method: 'POST',
    path: '/history/:id/revert',
    operation: 'RevertChangeSet',
    summary: 'Take a change set back, whole',
    tag: TAG,
    body: { fields: { note: 'note' } },
    answer: {
      kind: 'object',
      at: 'revertChangeSet.changeSet',
      also: ['restored', 'deallocated', 'otherRows'],
    },
    test: TEST,
  },
  {
    method: 'GET',
    path: '/closed-months',
    operation: 'ClosedMonths',
    summary: 'List the months closed by hand',
    tag: MONTHS,
    answer: { kind: 'list', at: 'closedMonths' },
    test: CLOSING_TEST,
  },
  {
    method: 'POST',
    path: '/closed-months',
    operation: 'CloseMonth',
    summary: 'Close a month: nothing may change in it any more',
    tag: MONTHS,
    body: { fields: { month: 'month', note: 'note' } },
    answer: { kind: 'object', at: 'closeMonth.closedMonth' },
    test: CLOSING_TEST,
  },
  {
    method: 'DELETE',
    path: '/closed-months/:month',
    operation: 'ReopenMonth',
    summary: 'Reopen a closed month, such as `2025-05`',
    tag: MONTHS,
    answer: { kind: 'object', at: 'reopenMonth.closedMonth' },
    test: CLOSING_TEST,
  },
];
