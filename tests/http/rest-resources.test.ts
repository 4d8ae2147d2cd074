import { startTestServer, type TestServer } from '../support/http';
import { RestClient } from '../support/rest';

let server: TestServer;
let rest: RestClient;
beforeAll(async () => {
  server = await startTestServer();
  rest = new RestClient(server);
});
afterAll(() => server.close());

const person = (cn: string, more: object = {}) => ({
  cn,
  first_name: 'Ada',
  last_name: 'Example',
  primary_platform: 'Amisys',
  location: 'Domestic',
  state_list: 'FL|GA',
  skills: 'Claims',
  ...more,
});

test('a person is created, read, changed and sent back whole', async () => {
  const created = await rest.post(
    '/resources',
    person('aa000001', { location: 'onshore', hire_date: '2025-01-06' }),
  );
  expect(created.status).toBe(201);
  expect(created.headers.get('location')).toBe('/api/v2/resources/AA000001');
  const { body } = await rest.get('/resources/AA000001');
  expect(body).toEqual({
    id: body.id,
    cn: 'AA000001',
    first_name: 'Ada',
    last_name: 'Example',
    opid: null,
    primary_platform: 'Amisys',
    location: 'Domestic',
    state_list: 'FL|GA',
    skills: 'Claims',
    production_percentage: 1,
    is_active: true,
    hire_date: '2025-01-06',
    deactivated_by: null,
    deactivated_datetime: null,
    created_datetime: '2025-04-02T12:00:00.000Z',
    updated_datetime: '2025-04-02T12:00:00.000Z',
    version: 1,
  });

  const changed = await rest.put('/resources/AA000001', { ...created.body, hire_date: null, opid: 'OP7' });
  expect(changed.status).toBe(200);
  expect(changed.body).toMatchObject({ hire_date: null, opid: 'OP7', first_name: 'Ada', version: 2 });
  const stale = await rest.put('/resources/AA000001', created.body);
  expect(stale.status).toBe(409);
  const renamed = await rest.put('/resources/AA000001', { cn: 'AA000002' });
  expect(renamed.status).toBe(400);
  expect(renamed.body.errors[0]).toMatchObject({ path: 'cn', value: 'AA000002' });
});

test('people are listed by CN, filters narrow, repeated values widen', async () => {
  await rest.post('/resources', person('BB000002', { state_list: 'TX', skills: 'Appeals' }));
  await rest.post('/resources', person('BB000001', { primary_platform: 'Facets', location: 'Global' }));
  await rest.post('/resources', person('BB000003', { state_list: 'GA', location: 'Global' }));
  const cns = async (query: string): Promise<string[]> => {
    const { body } = await rest.get(`/resources?q=BB&${query}`);
    return body.data.map(({ cn }: { cn: string }) => cn);
  };
  expect(await cns('')).toEqual(['BB000001', 'BB000002', 'BB000003']);
  expect(await cns('platform=amisys')).toEqual(['BB000002', 'BB000003']);
  expect(await cns('platform=Amisys&platform=Facets')).toEqual(['BB000001', 'BB000002', 'BB000003']);
  expect(await cns('platform=Amisys&location=Global')).toEqual(['BB000003']);
  expect(await cns('state=TX&state=GA&platform=Amisys')).toEqual(['BB000002', 'BB000003']);
  expect(await cns('skill=Appeals')).toEqual(['BB000002']);
  const page = await rest.get('/resources?q=BB&limit=1&offset=1');
  expect(page.body.pagination).toEqual({ total: 3, limit: 1, offset: 1, count: 1, has_more: true });
});

test('a person is deactivated', async () => {
  await rest.post('/resources', person('CC000001'));
  const { status, body } = await rest.delete('/resources/CC000001');
  expect(status).toBe(200);
  expect(body).toMatchObject({ cn: 'CC000001', is_active: false, deactivated_by: 'local', deallocated: [] });
  expect((await rest.get('/resources?active=false&q=CC')).body.pagination.total).toBe(1);
});

test('what only the server may set is refused', async () => {
  const { status, body } = await rest.post(
    '/resources',
    person('DD000001', { id: 9, created_datetime: 'x' }),
  );
  expect(status).toBe(400);
  expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(['id', 'created_datetime']);
});

test('a second person of the same CN is a conflict', async () => {
  await rest.post('/resources', person('EE000001'));
  expect((await rest.post('/resources', person('ee000001'))).status).toBe(409);
});
