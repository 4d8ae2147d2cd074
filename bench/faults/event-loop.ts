// `{ __typename }` every 20 ms while the server imports 10,000 people, exports 500,000 rows and plans an allocation.
//   node -r ./scripts/register.cjs bench/faults/event-loop.ts [URL of a database seeded by bench/reports/seed.ts]
import { Client } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { seed } from '../reports/seed';
import {
  ask,
  demoDatabase,
  dropDatabase,
  freshDatabase,
  percentile,
  startServer,
  verdict,
  type Running,
} from './harness';

const NAME = 'trust_loop';
const LARGE = 'trust_loop_large';
const IMPORTED = 10_000;

async function pinged(name: string, server: Running, work: () => Promise<string>): Promise<void> {
  const times: number[] = [];
  let working = true;
  const pings = (async () => {
    while (working) {
      const { status, ms } = await ask(`${server.url}/graphql`, { body: { query: '{ __typename }' } });
      times.push(status === 200 ? ms : 99_999);
      await sleep(20);
    }
  })();
  const started = performance.now();
  const told = await work();
  const seconds = (performance.now() - started) / 1_000;
  working = false;
  await pings;
  verdict(
    percentile(times, 0.99) <= 200 && /^(200|idle)/.test(told),
    `${name}: ${told} in ${seconds.toFixed(1)} s; ${times.length} pings, p50 ${percentile(times, 0.5).toFixed(0)}, ` +
      `p99 ${percentile(times, 0.99).toFixed(0)}, slowest ${percentile(times, 1).toFixed(0)} ms`,
  );
}

async function importPeople(server: Running): Promise<string> {
  const lines = Array.from(
    { length: IMPORTED },
    (_, i) => `EL${String(i).padStart(6, '0')},First${i % 500},Last${i},Amisys,Domestic,FL,FTC-Basic/Non MMP`,
  );
  const text = `CN#,First Name,Last Name,Primary Platform,Location,State,Skills\n${lines.join('\n')}\n`;
  const form = new FormData();
  form.append('file', new Blob([text], { type: 'text/csv' }), 'people.csv');
  const response = await fetch(`${server.url}/api/v2/resources/bulk-import?wait_s=60`, {
    method: 'POST',
    body: form,
  });
  return `${response.status} ${(await response.text()).slice(0, 160)}`;
}

async function exported(server: Running): Promise<string> {
  const path = '/api/v2/reports/powerbi/resource-assignments?format=csv';
  const response = await fetch(server.url + path);
  let bytes = 0;
  let rows = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    for (const byte of chunk as Uint8Array) if (byte === 10) rows += 1;
  }
  return `${response.status}, ${rows} lines, ${(bytes / 1e6).toFixed(0)} MB`;
}

async function main(): Promise<void> {
  const url = await demoDatabase(NAME, 'M');
  // The weeks of the demo have not ended.
  const server = await startServer(url, { HEADROOM_TODAY: '2025-04-28' });
  try {
    await pinged('nothing else', server, () => sleep(3_000).then(() => 'idle'));
    await pinged('import', server, () => importPeople(server));
    await pinged('allocation', server, async () => {
      const { status, body } = await ask(`${server.url}/api/v2/allocation/preview?wait_s=60`, {
        timeoutMs: 120_000,
      });
      return `${status}, ${body.length} bytes`;
    });
  } finally {
    await server.kill();
    await dropDatabase(NAME);
  }
  const given = process.argv[2];
  const large = given ?? (await freshDatabase(LARGE));
  const second = await startServer(large);
  try {
    const client = new Client({ connectionString: large });
    await client.connect();
    await seed(client);
    await client.end();
    await pinged('export', second, () => exported(second));
    process.stdout.write(`      memory at most ${second.peakMb().toFixed(0)} MB\n`);
  } finally {
    await second.kill();
    if (given === undefined) await dropDatabase(LARGE);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
