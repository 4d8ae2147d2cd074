import { generateInstance } from '../support/allocation/instance.generator';
import { insertInstance } from '../support/factories/allocation';
import { startTestServer, type TestServer } from '../support/http';
import { RestClient } from '../support/rest';

let server: TestServer;
let rest: RestClient;

/** The instance has the months April to September 2025, 2025-W14 to W39. */
beforeAll(async () => {
  server = await startTestServer();
  rest = new RestClient(server);
  await insertInstance(server.database, generateInstance('XS'));
});
afterAll(() => server.close());

const on = (date: string) => (server.clock.time = new Date(`${date}T12:00:00Z`));
const firstWeek = (body: { moves: { weeks: string[] }[] }) =>
  body.moves
    .flatMap(({ weeks }) => weeks)
    .sort()
    .at(0);

test('weeks that have ended stay as they are: on Sunday 4 May 2025-W18 still counts, on Monday it is over', async () => {
  on('2025-05-04');
  const sunday = await rest.get('/allocation/preview?limit=1000');
  expect(sunday.body.options.from_week).toBe('2025-W18');
  expect(firstWeek(sunday.body)).toBe('2025-W18');
  on('2025-05-05');
  const monday = await rest.get('/allocation/preview?limit=1000');
  expect(monday.body.options.from_week).toBe('2025-W19');
  expect(firstWeek(monday.body)).toBe('2025-W19');
});

test('an earlier week is planned when it is named', async () => {
  on('2025-05-05');
  const { body } = await rest.get('/allocation/preview?from_week=2025-W15&limit=1000');
  expect([body.options.from_week, firstWeek(body)]).toEqual(['2025-W15', '2025-W15']);
});

test.each(['/allocation/execute', '/allocation/rebalance'])(
  'when every week has ended %s is refused and names from_week',
  async (path) => {
    on('2025-09-29'); // the Monday of W40
    const { status, body } = await rest.post(path, {});
    expect([status, body.code]).toEqual([400, 'NO_OPEN_WEEKS']);
    expect(body.detail).toContain('every week up to 2025-W39');
    expect(body.errors[0].path).toMatch(/from_week$/);
  },
);

test('so is a preview, and one that ends before the first open week', async () => {
  on('2025-09-29');
  expect((await rest.get('/allocation/preview')).body.code).toBe('NO_OPEN_WEEKS');
  on('2025-05-05');
  const { body } = await rest.get('/allocation/preview?to_week=2025-W18');
  expect([body.status, body.code]).toEqual([400, 'NO_OPEN_WEEKS']);
  expect((await rest.get('/allocation/preview?from_week=2025-W18&to_week=2025-W18&limit=1')).status).toBe(
    200,
  );
});
