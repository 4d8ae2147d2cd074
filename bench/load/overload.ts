// More work than the server can do: node -r ./scripts/register.cjs bench/load/overload.ts [seconds]
// Peak = the best of 8, 32 and 128 connections; then 1,000 connections, and twice the peak as an open rate.
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { dropDatabase } from '../frame/database';
import { ask, type Answer, type Ask } from '../frame/http';
import { percentile } from '../frame/numbers';
import { startServer } from '../frame/server';
import { demoDatabase, statuses, verdict } from '../faults/harness';

const SECONDS = Number(process.argv[2] ?? 8);
const NAME = 'trust_overload';

interface Load {
  name: string;
  path: string;
  ask: (i: number) => Ask;
}

const LOADS: Load[] = [
  { name: 'small list (REST)', path: '/api/v2/capacity-tiers', ask: () => ({}) },
  {
    name: 'people with their assignments (GraphQL)',
    path: '/graphql',
    ask: (i) => ({
      body: {
        query: `query P($n: Int!) { resources(first: 20, offset: $n) { nodes { cn firstName skills assignments(first: 20) { nodes { id weekNumber weeklyCapacity capacityTierId } } } } }`,
        variables: { n: (i * 20) % 400 },
      },
    }),
  },
  {
    name: 'tree (GraphQL)',
    path: '/graphql',
    ask: () => ({
      body: {
        query: `{ capacityTree { lobs { name metrics { forecast capacity gap coverage } states { name metrics { forecast capacity } } } } }`,
      },
    }),
  },
];

/** As many clients as connections, each sending its next request when the last is answered. */
async function closed(url: string, load: Load, connections: number): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const answers: Answer[] = [];
  const ends = performance.now() + SECONDS * 1_000;
  let sent = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < ends) {
        answers.push(await ask(url + load.path, { ...load.ask((sent += 1)), agent }));
      }
    }),
  );
  agent.destroy();
  return answers;
}

/** A fixed number of requests a second, whether or not the last were answered. */
async function open(url: string, load: Load, perSecond: number): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 2_000 });
  const asked: Promise<Answer>[] = [];
  const started = performance.now();
  while (performance.now() - started < SECONDS * 1_000) {
    const due = ((performance.now() - started) / 1_000) * perSecond;
    while (asked.length < due) asked.push(ask(url + load.path, { ...load.ask(asked.length), agent }));
    await sleep(5);
  }
  const answers = await Promise.all(asked);
  agent.destroy();
  return answers;
}

const good = (answers: readonly Answer[]): number => answers.filter(({ status }) => status === 200).length;

function judge(
  name: string,
  answers: readonly Answer[],
  { peak, seconds }: { peak: number; seconds: number },
): void {
  const rate = good(answers) / seconds;
  // Beyond its connections the client has a line of its own.
  const times = answers.map(({ ms, lineMs }) => ms - lineMs);
  const line = percentile(
    answers.map(({ lineMs }) => lineMs),
    1,
  );
  const slowest = percentile(times, 1);
  const refused = answers.filter(({ status }) => status === 503);
  const said = refused.every(({ headers }) => /^\d+$/.test(String(headers['retry-after'])));
  const odd = answers.filter(({ status }) => status !== 200 && status !== 503);
  verdict(
    rate >= 0.8 * peak && slowest <= 6_500 && said && odd.length === 0,
    `${name}: ${statuses(answers)}; ${rate.toFixed(0)} good a second = ${((100 * rate) / peak).toFixed(0)} % of peak; ` +
      `p50 ${percentile(times, 0.5).toFixed(0)}, p99 ${percentile(times, 0.99).toFixed(0)}, slowest ${slowest.toFixed(0)} ms (and at most ${line.toFixed(0)} ms in line at the client)` +
      (odd[0] ? `; e.g. ${odd[0].status} ${odd[0].body.slice(0, 120)}` : ''),
  );
}

async function main(): Promise<void> {
  const url = await demoDatabase(NAME, 'M');
  const server = await startServer(url);
  try {
    for (const load of LOADS) {
      const first = await ask(server.url + load.path, load.ask(0));
      if (first.status !== 200) throw new Error(`${load.name}: ${first.status} ${first.body.slice(0, 300)}`);
      await closed(server.url, load, 8);
      let peak = 0;
      for (const connections of [8, 32, 128]) {
        const started = performance.now();
        const answers = await closed(server.url, load, connections);
        const rate = good(answers) / ((performance.now() - started) / 1_000);
        peak = Math.max(peak, rate);
        process.stdout.write(
          `      ${load.name}, ${connections} connections: ${rate.toFixed(0)}/s, ${statuses(answers)}\n`,
        );
      }
      const began = performance.now();
      const many = await closed(server.url, load, 1_000);
      judge(`${load.name}, 1,000 connections`, many, { peak, seconds: (performance.now() - began) / 1_000 });
      const opened = performance.now();
      const twice = await open(server.url, load, 2 * peak);
      judge(`${load.name}, twice the peak`, twice, { peak, seconds: (performance.now() - opened) / 1_000 });
      process.stdout.write(`      peak memory ${server.peakMb().toFixed(0)} MB\n`);
    }
    verdict(server.peakMb() <= 512, `memory at most ${server.peakMb().toFixed(0)} MB`);
    verdict((await ask(`${server.url}/readyz`)).status === 200, 'ready afterwards');
    process.stdout.write(server.output().slice(0, 2_000));
  } finally {
    await server.kill();
    await dropDatabase(NAME);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
