import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('a non-null variable with a default may be left out', async () => {
  const { data, errors } = await server.graphql<{ resources: { totalCount: number } }>(
    'query ($first: Int! = 5) { resources(first: $first) { totalCount } }',
  );
  expect(errors).toBeUndefined();
  expect(data.resources.totalCount).toBe(0);
});

test('a variable of the wrong type is the client’s mistake: 400, named, with a code', async () => {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'query ($first: Int!) { resources(first: $first) { totalCount } }',
      variables: { first: 'many' },
    }),
  });
  expect(response.status).toBe(400);
  const body = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
  expect(body.errors[0]?.message).toContain('Variable "$first" got invalid value "many"');
  expect(body.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test.each([
  ['IsoWeek', '{ assignments(filter: { fromWeek: "2025-W54" }) { totalCount } }', 35],
  ['YearMonth', '{ capacityTree(month: "Foo") { id } }', 23],
  [
    'Date',
    'mutation { deleteHoliday(holidayDate: "2025-02-30", workType: DOMESTIC) { holiday { id } } }',
    39,
  ],
])('a wrong literal of %s is told with its place in the document', async (_type, query, column) => {
  const { errors } = await server.graphql(query);
  const places = (errors ?? []) as { locations?: unknown }[];
  expect(places.map(({ locations }) => locations)).toEqual([[{ line: 1, column }]]);
});
