// Two servers restarted in turn under load, behind a client that tries the other one: no request may fail.
//   node -r ./scripts/register.cjs bench/faults/deploy.ts
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../tests/support/server-process';
import { dropDatabase } from '../frame/database';
import { ask, type Answer } from '../frame/http';
import { startServer } from '../frame/server';
import { demoDatabase, statuses, verdict } from './harness';

const NAME = 'trust_deploy';
const CLIENTS = 16;

async function main(): Promise<void> {
  const url = await demoDatabase(NAME);
  const ports = [String(await freePort()), String(await freePort())];
  const start = (i: number) => startServer(url, { PORT: ports[i] ?? '' });
  const servers = [await start(0), await start(1)];
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const answers: Answer[] = [];
  let working = true;
  let switches = 0;
  let current = 0;
  /** Reads go to the other server when one refuses the connection or says 503; nothing cleverer. */
  const send = async (path: string): Promise<Answer> => {
    const tried = current;
    const answer = await ask(`http://127.0.0.1:${ports[tried]}${path}`, { agent });
    if (answer.status !== 0 && answer.status !== 503) return answer;
    switches += 1;
    current = 1 - tried;
    return ask(`http://127.0.0.1:${ports[current]}${path}`, { agent });
  };
  const clients = Array.from({ length: CLIENTS }, async (_, c) => {
    while (working) answers.push(await send(c % 2 ? '/api/v2/capacity-tiers' : '/api/v2/resources?limit=20'));
  });
  await sleep(1_000);
  for (const i of [0, 1, 0, 1]) {
    const server = servers[i];
    if (!server) continue;
    const asked = sleep(50).then(() => ask(`${server.url}/readyz`));
    const stopped = await server.stop();
    const ready = await asked;
    verdict(
      stopped.code === 0 && stopped.ms <= 10_000 && ready.status === 503,
      `server ${i}: /readyz ${ready.status} after 50 ms, ended with ${stopped.code} after ${stopped.ms.toFixed(0)} ms`,
    );
    servers[i] = await start(i);
    await sleep(500);
  }
  working = false;
  await Promise.all(clients);
  const failed = answers.filter(({ status }) => status !== 200);
  verdict(
    failed.length === 0,
    `restarted four times: ${statuses(answers)}; ${switches} switches, ${failed.length} failed` +
      (failed[0] ? `; e.g. ${failed[0].status} ${failed[0].body.slice(0, 200)}` : ''),
  );
  agent.destroy();
  for (const server of servers) await server.stop();
  await dropDatabase(NAME);
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
