// `{ __typename }` every 10 ms while the server imports 10,000 people, exports 500,000 rows and plans an allocation.
//   node -r ./scripts/register.cjs bench/faults/event-loop.ts
import { setTimeout as sleep } from 'node:timers/promises';
import { longReports } from '../frame/data';
import { dropDatabase } from '../frame/database';
import { ask, pinged } from '../frame/http';
import { dropSeeded, withCopy } from '../frame/seeded';
import { startServer, type Running } from '../frame/server';
import { demoDatabase, verdict } from './harness';

const NAME = 'trust_loop';
const IMPORTED = 10_000;

async function judged(name: string, server: Running, work: () => Promise<string>): Promise<void> {
  const started = performance.now();
  const { result, pings } = await pinged(server.url, work);
  const seconds = (performance.now() - started) / 1_000;
  const [p50, p99, slowest] = [pings.p50, pings.p99, pings.slowest].map((ms) => ms.toFixed(0));
  verdict(
    pings.p99 <= 200 && /^(200|idle)/.test(result),
    `${name}: ${result} in ${seconds.toFixed(1)} s; ${pings.count} pings, p50 ${p50}, p99 ${p99}, slowest ${slowest} ms`,
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
    await judged('nothing else', server, () => sleep(3_000).then(() => 'idle'));
    await judged('import', server, () => importPeople(server));
    await judged('allocation', server, async () => {
      const { status, body } = await ask(`${server.url}/api/v2/allocation/preview?wait_s=60`, {
        timeoutMs: 120_000,
      });
      return `${status}, ${body.length} bytes`;
    });
  } finally {
    await server.kill();
    await dropDatabase(NAME);
  }
  await withCopy(longReports('L'), 'event_loop', async (large) => {
    const second = await startServer(large);
    try {
      await judged('export', second, () => exported(second));
      process.stdout.write(`      memory at most ${second.peakMb().toFixed(0)} MB\n`);
    } finally {
      await second.kill();
    }
  });
  await dropSeeded();
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
