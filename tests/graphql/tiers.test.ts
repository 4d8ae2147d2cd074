import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('the four default tiers come with the migration, highest first', async () => {
  const { data } = await server.graphql<{ capacityTiers: unknown }>(
    '{ capacityTiers { tierName capacityPercentage } }',
  );
  expect(data.capacityTiers).toEqual([
    { tierName: 'Full Production', capacityPercentage: 1 },
    { tierName: '75% Ramp', capacityPercentage: 0.75 },
    { tierName: '50% Ramp', capacityPercentage: 0.5 },
    { tierName: '25% Ramp', capacityPercentage: 0.25 },
  ]);
});

test('a wrong percentage is refused with the value seen and what is accepted', async () => {
  const answer = await server.graphql<{ createCapacityTier: unknown }>(
    'mutation { createCapacityTier(input: { tierName: "x", capacityPercentage: 1.5 }) { tier { id } userErrors { path message code } } }',
  );
  expect(JSON.stringify(answer)).toContain('1.5');
});

test('a custom tier is created, and its change recorded', async () => {
  const answer = await server.graphql<{ createCapacityTier: { tier: { id: string } } }>(
    'mutation { createCapacityTier(input: { tierName: "Ramp 37.5", capacityPercentage: 0.375 }) { tier { id tierName version } userErrors { message } } }',
  );
  expect(answer.data.createCapacityTier).toMatchObject({
    tier: { tierName: 'Ramp 37.5', version: 1 },
    userErrors: [],
  });
  const entries = await server.database.query('SELECT entity_key FROM change_set_entry', []);
  expect(entries).toEqual([{ entity_key: `[${answer.data.createCapacityTier.tier.id}]` }]);
});
