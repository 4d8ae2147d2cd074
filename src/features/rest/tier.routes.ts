import type { Route } from '../../platform/http/rest/table/route';

const TAG = 'Capacity tiers';

/** Production capacity tiers (proposal §2.3). */
export const TIER_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/capacity-tiers',
    operation: 'CapacityTiers',
    summary: 'List all tiers, highest percentage first',
    tag: TAG,
    query: { active: { variable: 'active', description: 'Only active or only inactive tiers.' } },
    answer: { kind: 'list', at: 'capacityTiers' },
    test: 'rest-tiers: tiers come as a page, highest first',
  },
  {
    method: 'POST',
    path: '/capacity-tiers',
    operation: 'CreateCapacityTier',
    summary: 'Add a new tier',
    tag: TAG,
    body: { input: 'input' },
    answer: { kind: 'created', at: 'createCapacityTier.tier', location: '/capacity-tiers/{id}' },
    test: 'rest-tiers: a tier is created, changed and deactivated',
  },
  {
    method: 'GET',
    path: '/capacity-tiers/:id',
    operation: 'CapacityTier',
    summary: 'Get a single tier',
    tag: TAG,
    answer: { kind: 'object', at: 'capacityTier' },
    test: 'rest-tiers: a tier is created, changed and deactivated',
  },
  {
    method: 'PUT',
    path: '/capacity-tiers/:id',
    operation: 'UpdateCapacityTier',
    summary: 'Update a tier',
    tag: TAG,
    body: { input: 'input' },
    current: { operation: 'CapacityTier', at: 'capacityTier', variables: { id: 'id' } },
    answer: { kind: 'object', at: 'updateCapacityTier.tier' },
    test: 'rest-tiers: a tier is created, changed and deactivated',
  },
  {
    method: 'DELETE',
    path: '/capacity-tiers/:id',
    operation: 'DeactivateCapacityTier',
    summary: 'Deactivate a tier; assignments keep it',
    tag: TAG,
    query: { version: { variable: 'version', description: 'The version you last saw.' } },
    answer: { kind: 'object', at: 'deactivateCapacityTier.tier' },
    test: 'rest-tiers: a tier is created, changed and deactivated',
  },
];
