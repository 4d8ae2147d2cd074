import { request } from 'node:http';
import { startTestServer, type TestServer } from '../support/http';

// Texts that patterns with repetitions read again from each of their characters: 60,000 took seconds, 100,000 a minute.
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const LONG = 60_000;

/** Status and milliseconds; `fetch` would tidy the address. */
function send(path: string, body?: object): Promise<{ status: number; ms: number }> {
  const started = performance.now();
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        path,
        method: body ? 'POST' : 'GET',
        headers: body ? { 'content-type': 'application/json' } : {},
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, ms: performance.now() - started }));
      },
    );
    sent.on('error', reject);
    sent.end(body && JSON.stringify(body));
  });
}

const content = `${' '.repeat(LONG)}!`;
const RECOGNISE =
  'mutation ($content: String!) { recogniseFile(file: { name: "a.csv", content: $content }) { userErrors { code } } }';

test.each<[what: string, path: string, body: object | undefined]>([
  ['slashes in the address', `${'/'.repeat(LONG)}x`, undefined],
  ['slashes behind a table', `/api/v2/odata/tiers${'/'.repeat(LONG - 100)}x`, undefined],
  [
    'digits of a number',
    '/api/v2/capacity-tiers',
    { tier_name: 'x', capacity_percentage: `${'1'.repeat(LONG)}x` },
  ],
  ['spaces of a file', '/graphql', { query: RECOGNISE, variables: { content } }],
  ['spaces in an order', `/api/v2/odata/tiers?$orderby=tier_id${'%20'.repeat(LONG / 3 - 100)}x`, undefined],
])('%s are answered at once', async (_what, path, body) => {
  const { status, ms } = await send(path, body);
  expect(status).toBeLessThan(502);
  expect(ms).toBeLessThan(1_000);
});
