import type { Route } from '../../platform/http/rest/table/route';

const TAG = 'Jobs';

/** Long work, and the recomputation of derived figures. */
export const JOB_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/jobs/:id',
    operation: 'Job',
    summary: 'See how far a job is',
    tag: TAG,
    params: { id: 'id' },
    answer: { kind: 'object', at: 'job' },
    test: 'rest-jobs: a recomputation that takes longer than wait_s answers 202 and can be followed',
  },
  {
    method: 'DELETE',
    path: '/jobs/:id',
    operation: 'CancelJob',
    summary: 'Ask a job to stop',
    tag: TAG,
    params: { id: 'id' },
    answer: { kind: 'object', at: 'cancelJob.job' },
    test: 'rest-jobs: cancelling a job that has ended changes nothing',
  },
  {
    method: 'POST',
    path: '/reports/recompute',
    operation: 'Recompute',
    summary: 'Recompute every derived figure and tell which were not right',
    tag: 'Reports',
    job: 'recompute',
    answer: { kind: 'result', at: 'recompute' },
    test: 'rest-jobs: a recomputation that takes longer than wait_s answers 202 and can be followed',
  },
];
