import { buildSchema } from '../../src/app/schema';
import { apiDocuments } from '../../src/app/api-documents';
import { amount } from '../support/amount';
import { startDemoServer } from '../support/demo-server';
import { fuzz, learn } from '../support/fuzz/run';
import type { ApiDescription } from '../support/fuzz/rest-request';
import type { TestServer } from '../support/http';

// More and longer: bench/fuzz/fuzz.ts against a running server.
const OPERATIONS = Number(process.env['FUZZ_OPERATIONS'] ?? amount(250, 2_000));
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_250_402);
/** Seconds each: these have their own tests. */
const SLOW = /llocation|^recompute$|reports\/recompute|^generateWeeks$|hiringValue/;

let server: TestServer;
beforeAll(async () => {
  server = await startDemoServer();
}, 120_000);
afterAll(() => server.close());

test(`no operation that the schema or the description allows breaks the server (seed ${SEED})`, async () => {
  const api = JSON.parse(apiDocuments().openApi) as ApiDescription;
  const statuses = new Map<number, number>();
  const faults = await fuzz({
    url: server.url,
    schema: buildSchema(),
    api,
    seed: SEED,
    operations: OPERATIONS,
    except: SLOW,
    onAnswer: (_name, { status }) => statuses.set(status, (statuses.get(status) ?? 0) + 1),
  });
  expect(faults).toEqual([]);
  // Neither everything refused nor everything accepted, or it would have tested little.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(OPERATIONS / 4);
  expect(statuses.get(400) ?? 0).toBeGreaterThan(OPERATIONS / 10);
}, 900_000);

test('what could be read before can still be read', async () => {
  const { cns, demands } = await learn(server.url);
  expect(cns.length).toBeGreaterThan(10);
  expect(demands.length).toBeGreaterThan(10);
});
