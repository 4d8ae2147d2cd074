import { startTestServer, type TestServer } from '../support/http';
import { RestClient } from '../support/rest';

let server: TestServer;
let rest: RestClient;
beforeAll(async () => {
  server = await startTestServer();
  rest = new RestClient(server);
});
afterAll(() => server.close());

test('tiers come as a page, highest first', async () => {
  const { status, body } = await rest.get('/capacity-tiers?limit=2&offset=1');
  expect(status).toBe(200);
  expect(body).toEqual({
    data: [
      {
        id: 2,
        tier_name: '75% Ramp',
        capacity_percentage: 0.75,
        description: 'Resources in final ramp stage',
        is_active: true,
        display_order: 2,
        deactivated_by: null,
        deactivated_datetime: null,
        version: 1,
      },
      {
        id: 3,
        tier_name: '50% Ramp',
        capacity_percentage: 0.5,
        description: 'Resources mid-ramp',
        is_active: true,
        display_order: 3,
        deactivated_by: null,
        deactivated_datetime: null,
        version: 1,
      },
    ],
    // Four tiers in all; 1 skipped, 2 shown, 1 left.
    pagination: { total: 4, limit: 2, offset: 1, count: 2, has_more: true },
    meta: { warnings: [] },
  });
});

test('a tier is created, changed and deactivated', async () => {
  const created = await rest.post('/capacity-tiers', { tier_name: 'Ramp 37.5', capacity_percentage: 0.375 });
  expect(created.status).toBe(201);
  const location = created.headers.get('location') ?? '';
  expect(location).toBe(`/api/v2/capacity-tiers/${created.body.id}`);
  const path = location.replace('/api/v2', '');
  expect((await rest.get(path)).body).toEqual(created.body);

  const changed = await rest.put(path, { ...created.body, description: 'Third month' });
  expect(changed.body).toEqual({ ...created.body, description: 'Third month', version: 2 });
  const cleared = await rest.put(path, { description: null });
  expect(cleared.body).toEqual({ ...created.body, description: '', version: 3 });

  const gone = await rest.delete(path);
  expect(gone.status).toBe(200);
  expect(gone.body).toMatchObject({
    id: created.body.id,
    is_active: false,
    deactivated_by: 'local',
    deactivated_datetime: '2025-04-02T12:00:00.000Z',
  });
});

test('a changed read-only field is refused with both values, the same one is accepted', async () => {
  const { status, body } = await rest.put('/capacity-tiers/1', { id: 7, deactivated_by: null });
  expect(status).toBe(400);
  expect(body.errors).toEqual([
    {
      path: 'id',
      message: 'is read-only: stored is 1, sent was 7; leave it out or send it back unchanged',
      value: 7,
    },
  ]);
});

test('an outdated version is a conflict that names both versions', async () => {
  const { status, body, headers } = await rest.put('/capacity-tiers/4', {
    version: 9,
    tier_name: 'Newcomers',
  });
  expect(status).toBe(409);
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(body).toMatchObject({ code: 'VERSION_CONFLICT', title: 'Conflict with stored data', status: 409 });
  expect(body.errors[0].message).toBe('Tier 4 has changed since: you have version 9, stored is version 1');
});

test('everything wrong with a body is named at once, in the spelling of REST', async () => {
  const { status, body } = await rest.post('/capacity-tiers', {
    tierName: 'x',
    capacity_percentage: 'much',
    id: 5,
  });
  expect(status).toBe(400);
  expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([
    'tierName',
    'capacity_percentage',
    'id',
    'tier_name',
  ]);
  expect(body.errors[1]).toEqual({
    path: 'capacity_percentage',
    message: '"much" is not accepted; expected a number',
    value: 'much',
  });
});

test('a rule of the domain names the field as REST spells it', async () => {
  const { status, body } = await rest.post('/capacity-tiers', { tier_name: 'x', capacity_percentage: 1.5 });
  expect(status).toBe(400);
  expect(body).toMatchObject({ code: 'VALIDATION', errors: [{ path: 'capacity_percentage' }] });
  expect(body.detail).not.toMatch(/capacityPercentage/);
});

test('a name that may not be empty cannot be cleared', async () => {
  const { status, body } = await rest.put('/capacity-tiers/1', { tier_name: null });
  expect(status).toBe(400);
  expect(body.errors[0]).toMatchObject({ path: 'tier_name', value: null });
});

test('a second tier of the same name is a conflict', async () => {
  const { status, body } = await rest.post('/capacity-tiers', {
    tier_name: 'full production',
    capacity_percentage: 1,
  });
  expect(status).toBe(409);
  expect(body.detail).toBe('a tier named "Full Production" exists already; expected a name that no tier has');
});

test('an unknown tier is not found', async () => {
  expect((await rest.get('/capacity-tiers/4711')).body).toMatchObject({
    status: 404,
    detail: 'There is nothing with id 4711',
  });
  expect((await rest.put('/capacity-tiers/4711', { id: 4711, tier_name: 'x' })).status).toBe(404);
});
