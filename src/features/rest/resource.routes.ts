import type { Route } from '../../platform/http/rest/table/route';
import { ROSTER_OPTIONS, uploadRoute } from './upload.preset';

const TAG = 'Resources';

/** People (proposal §2.1). */
export const RESOURCE_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/resources',
    operation: 'Resources',
    summary: 'List resources, by CN',
    tag: TAG,
    query: {
      platform: { variable: 'filter.platforms', description: 'Platform, e.g. `Amisys`.' },
      location: { variable: 'filter.locations', description: '`Domestic` or `Global`.' },
      active: { variable: 'filter.active', description: 'Only active or only inactive people.' },
      state: { variable: 'filter.states', description: 'People who may work this state, e.g. `FL`.' },
      skill: { variable: 'filter.skills', description: 'People with this case type among their skills.' },
      q: { variable: 'filter.q', description: 'Part of the CN or of a name.' },
    },
    answer: { kind: 'list', at: 'resources' },
    test: 'rest-resources: people are listed by CN, filters narrow, repeated values widen',
  },
  {
    method: 'GET',
    path: '/resources/:cn',
    operation: 'Resource',
    summary: 'Get a single resource by CN',
    tag: TAG,
    answer: { kind: 'object', at: 'resource' },
    test: 'rest-resources: a person is created, read, changed and sent back whole',
  },
  {
    method: 'POST',
    path: '/resources',
    operation: 'CreateResource',
    summary: 'Create a resource',
    tag: TAG,
    body: { input: 'input' },
    answer: {
      kind: 'created',
      at: 'createResource.resource',
      also: ['warnings'],
      location: '/resources/{cn}',
    },
    test: 'rest-resources: a person is created, read, changed and sent back whole',
  },
  {
    method: 'PUT',
    path: '/resources/:cn',
    operation: 'UpdateResource',
    summary: 'Update resource details',
    tag: TAG,
    body: { input: 'input' },
    current: { operation: 'Resource', at: 'resource', variables: { cn: 'cn' } },
    answer: { kind: 'object', at: 'updateResource.resource', also: ['warnings'] },
    test: 'rest-resources: a person is created, read, changed and sent back whole',
  },
  {
    method: 'DELETE',
    path: '/resources/:cn',
    operation: 'DeactivateResource',
    summary: 'Deactivate a resource; assignments after this week must be freed with it',
    tag: TAG,
    query: {
      version: { variable: 'version', description: 'The version you last saw.' },
      deallocate_from: {
        variable: 'deallocateFrom',
        description: 'First ISO week to free, e.g. `2025-W18`.',
      },
    },
    answer: { kind: 'object', at: 'deactivateResource.resource', also: ['deallocated'] },
    test: 'rest-resources: a person is deactivated',
  },
  uploadRoute({
    path: '/resources/bulk-import',
    kind: 'ROSTER',
    query: ROSTER_OPTIONS,
    summary: 'Import people from a roster file',
    tag: TAG,
  }),
];
