import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const CREATE = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id lobPatterns } warnings userErrors { code message } } }`;

it.each([
  [{ name: 'a', role: 'VIEWER', expires: '2020-01-01T00:00:00Z' }],
  [{ name: 'b', role: 'VIEWER', expires: '+012345-01-01T00:00:00Z' }],
  [{ name: 'c', role: 'VIEWER', lobs: [''] }],
  [{ name: 'd\u0000', role: 'VIEWER' }],
  [{ name: 'e', role: 'VIEWER', lobs: ['x\ud800'] }],
  [{ name: 'h', role: 'ADMIN', expires: '2099-01-01T00:00:00Z' }],
  [{ name: 'f', role: 'VIEWER', expires: null, lobs: null }],
])('answers %j with a key or a coded error', async (input) => {
  const { data, errors } = await server.graphql(CREATE, { input });
  const codes = [...(errors ?? []).map(({ extensions }) => extensions['code'])];
  expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
  expect(data !== undefined || codes.length > 0).toBe(true);
});

it('warns of a pattern that matches no LOB', async () => {
  const { data } = await server.graphql<{
    createApiKey: { warnings: string[]; apiKey: { lobPatterns: string[] } };
  }>(CREATE, {
    input: { name: 'g', role: 'PLANNER', lobs: ['Amisys *'] },
  });
  expect(data.createApiKey.apiKey.lobPatterns).toEqual(['Amisys *']);
  expect(data.createApiKey.warnings[0]).toContain('matches no LOB');
});
