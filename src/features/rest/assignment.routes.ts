import type { Route } from '../../platform/http/rest/table/route';
import { REPORT_MONTH, SINCE_OPTION, uploadRoute } from './upload.preset';

const TAG = 'Assignments';

/** Weekly assignments (proposal §2.2). */
export const ASSIGNMENT_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/assignments',
    operation: 'Assignments',
    summary: 'List assignments by year, week and CN',
    tag: TAG,
    query: {
      year: { variable: 'filter.years', description: 'ISO year.' },
      week_number: { variable: 'filter.weekNumbers', description: 'ISO week, 1–53.' },
      resource_cn: { variable: 'filter.resourceCns', description: 'CN of a person.' },
      main_lob: { variable: 'filter.mainLobs', description: 'Line of business.' },
      state: { variable: 'filter.states', description: 'State, or `N/A`.' },
      case_type: { variable: 'filter.caseTypes', description: 'Case type.' },
      active: {
        variable: 'filter.active',
        description: '`false`: the deallocated ones.',
        default: true,
      },
    },
    answer: { kind: 'list', at: 'assignments' },
    test: 'rest-assignments: assignments are listed by week and person, filters narrow',
  },
  {
    method: 'GET',
    path: '/assignments/:id',
    operation: 'Assignment',
    summary: 'Get a single assignment',
    tag: TAG,
    answer: { kind: 'object', at: 'assignment' },
    test: 'rest-assignments: a person is assigned, changed in one week and deallocated',
  },
  {
    method: 'POST',
    path: '/assignments',
    operation: 'Assign',
    summary: 'Assign a person to a demand for one week',
    tag: TAG,
    body: { input: 'input' },
    answer: { kind: 'created', at: 'assign.assignment', location: '/assignments/{id}' },
    test: 'rest-assignments: a person is assigned, changed in one week and deallocated',
  },
  {
    method: 'PUT',
    path: '/assignments/:id',
    operation: 'ChangeProduction',
    summary: 'Change the production percentage, tier, type, pin or note of one week',
    tag: TAG,
    body: { input: 'input' },
    current: { operation: 'Assignment', at: 'assignment', variables: { id: 'id' } },
    answer: { kind: 'object', at: 'changeProduction.assignment' },
    test: 'rest-assignments: a person is assigned, changed in one week and deallocated',
  },
  {
    method: 'DELETE',
    path: '/assignments/:id',
    operation: 'Deallocate',
    summary: 'Deallocate; the row stays as history',
    tag: TAG,
    query: { version: { variable: 'version', description: 'The version you last saw.' } },
    answer: { kind: 'object', at: 'deallocate.assignment' },
    test: 'rest-assignments: a person is assigned, changed in one week and deallocated',
  },
  {
    method: 'POST',
    path: '/assignments/bulk',
    operation: 'BulkAssign',
    summary: 'Assign many people at once',
    // Room for 100,000 assignments.
    bodyBytes: 40 * 1024 * 1024,
    tag: TAG,
    body: { input: 'input' },
    answer: { kind: 'object', at: 'bulkAssign.result' },
    test: 'rest-assignments: many people are assigned at once, or none of them',
  },
  uploadRoute({
    path: '/assignments/bulk-import',
    kind: 'MAPPING',
    query: SINCE_OPTION,
    months: REPORT_MONTH,
    summary: 'Import assignments from an FTE allocation mapping',
    tag: TAG,
  }),
];
