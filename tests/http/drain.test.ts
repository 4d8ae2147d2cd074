import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('a draining server says so at once, and still answers what comes', async () => {
  const ready = async (): Promise<number> => {
    const response = await fetch(`${server.url}/readyz`);
    await response.text();
    return response.status;
  };
  expect(await ready()).toBe(200);
  server.lifecycle.drain();
  expect(await ready()).toBe(503);
  const answer = await fetch(`${server.url}/api/v2/capacity-tiers`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('connection')).toBe('close');
  await answer.text();
  expect((await fetch(`${server.url}/livez`)).status).toBe(200);
});
