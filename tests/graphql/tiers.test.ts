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

const create = (percentage: string): string =>
  `mutation ${percentage === '$v' ? '($v: Decimal!) ' : ''}{ createCapacityTier(input: {tierName: "x", capacityPercentage: ${percentage}}) { userErrors { code } } }`;

test.each([
  ['a number in a variable', '$v', 1.9, 1.9, '1.9'],
  ['text in a variable', '$v', '1.9', '1.9', '"1.9"'],
  ['a number in the document', '1.90', null, 1.9, '1.9'],
  ['text in the document', '"1.90"', null, '1.90', '"1.90"'],
  // The nearest double is another number.
  [
    'more digits than a double has',
    '1.00000000000000000001',
    null,
    '1.00000000000000000001',
    '"1.00000000000000000001"',
  ],
])('a wrong percentage is quoted as it was sent: %s', async (_what, literal, sent, value, shown) => {
  const { errors } = await server.graphql(create(literal), { v: sent });
  const message = `${shown} is not accepted; expected a number above 0 and at most 1 with at most 4 decimal places`;
  expect(errors?.[0]?.extensions).toEqual({
    code: 'VALIDATION',
    issues: [{ path: 'capacityPercentage', message, value }],
  });
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
