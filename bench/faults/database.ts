// Row by row: PostgreSQL killed, its sessions terminated, frozen for 10 s; under load, no acknowledged write lost.
//   node -r ./scripts/register.cjs bench/faults/database.ts      (starts a PostgreSQL of its own; Linux)
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabaseServer } from '../../src/platform/database/database-url';
import { sql } from '../frame/database';
import { ask, type Answer } from '../frame/http';
import { startServer, type Running } from '../frame/server';
import { statuses, verdict } from './harness';

/** The postmaster and its children. */
function family(folder: string): number[] {
  const all = execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' }).split('\n');
  const rows = all.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)).filter((m) => m !== null);
  const top = rows.find((m) => m[3]?.includes(folder) && /postgres/.test(m[3]) && !m[3].includes('sh -c'));
  const pid = Number(top?.[1]);
  return [pid, ...rows.filter((m) => Number(m[2]) === pid).map((m) => Number(m[1]))];
}

const signal = (pids: readonly number[], name: NodeJS.Signals): void => {
  for (const pid of pids)
    try {
      process.kill(pid, name);
    } catch {
      // It has ended meanwhile.
    }
};

interface Fault {
  name: string;
  /** How long the database is away, in milliseconds; 0 = it comes back by itself. */
  lastsMs: number;
  begin(): Promise<void>;
  end(): Promise<void>;
}

async function underFault(server: Running, databaseUrl: string, fault: Fault): Promise<void> {
  const answers: Answer[] = [];
  const acknowledged: string[] = [];
  const live: number[] = [];
  let working = true;
  const mark = fault.name.slice(0, 12).trim();
  const clients = Array.from({ length: 8 }, async (_, c) => {
    for (let i = 0; working; i += 1) {
      const name = `${mark} ${c} ${i}`;
      const answer =
        c % 2
          ? await ask(`${server.url}/api/v2/capacity-tiers`, {
              body: { tier_name: name, capacity_percentage: 0.4 },
            })
          : await ask(`${server.url}/graphql`, { body: { query: '{ capacityTiers { id } }' } });
      answers.push(answer);
      if (answer.status === 201) acknowledged.push(name);
      await sleep(10);
    }
  });
  const prober = (async () => {
    while (working) {
      const { status, ms } = await ask(`${server.url}/livez`);
      live.push(status === 200 ? ms : 99_999);
      await sleep(100);
    }
  })();
  await sleep(1_500);
  const began = performance.now();
  await fault.begin();
  let notReadyMs = -1;
  const ends = began + fault.lastsMs;
  while (performance.now() < ends) {
    if (notReadyMs < 0 && (await ask(`${server.url}/readyz`)).status === 503)
      notReadyMs = performance.now() - began;
    await sleep(50);
  }
  await fault.end();
  const back = performance.now();
  let readyMs = -1;
  while (performance.now() - back < 30_000) {
    const ready = (await ask(`${server.url}/readyz`)).status === 200;
    const works = ready && (await ask(`${server.url}/api/v2/capacity-tiers`)).status === 200;
    if (works) {
      readyMs = performance.now() - back;
      break;
    }
    await sleep(50);
  }
  await sleep(1_000);
  working = false;
  await Promise.all([...clients, prober]);
  const rows = await sql<{ name: string }>(
    databaseUrl,
    `SELECT tier_name AS name FROM production_capacity_tier`,
  );
  const stored = new Set(rows.map(({ name }) => name));
  const lost = acknowledged.filter((name) => !stored.has(name));
  const slowest = Math.max(...answers.map(({ ms }) => ms));
  const refused = answers.filter(({ status }) => status === 503);
  const said = refused.every(({ headers }) => /^\d+$/.test(String(headers['retry-after'])));
  const odd = answers.filter(({ status }) => ![200, 201, 503].includes(status));
  const isGood =
    server.isAlive() &&
    lost.length === 0 &&
    slowest <= 8_000 &&
    said &&
    odd.length === 0 &&
    readyMs >= 0 &&
    readyMs <= 10_000 &&
    Math.max(...live) < 1_000 &&
    (fault.lastsMs === 0 || (notReadyMs >= 0 && notReadyMs <= 6_000));
  verdict(
    isGood,
    `${fault.name}: ${statuses(answers)}; not ready after ${notReadyMs.toFixed(0)} ms, back after ${readyMs.toFixed(0)} ms, ` +
      `slowest ${slowest.toFixed(0)} ms, livez at most ${Math.max(...live).toFixed(0)} ms, ` +
      `${acknowledged.length} acknowledged, ${lost.length} lost` +
      (odd[0] ? `; e.g. ${odd[0].status} ${odd[0].body.slice(0, 200)}` : ''),
  );
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'headroom-faults-'));
  await chmod(folder, 0o755);
  const postgres = await openDatabaseServer({ dataDir: folder });
  const server = await startServer(postgres.url);
  const pgFolder = join(folder, 'pg');
  const terminate = (): Promise<unknown> =>
    sql(
      postgres.url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    );
  const faults: Fault[] = [
    {
      name: 'sessions terminated ten times',
      lastsMs: 0,
      async begin() {
        for (let i = 0; i < 10; i += 1) {
          await terminate();
          await sleep(150);
        }
      },
      end: () => Promise.resolve(),
    },
    {
      name: 'a backend killed with -9 (PostgreSQL restarts itself)',
      lastsMs: 0,
      async begin() {
        const [row] = await sql<{ pid: number }>(
          postgres.url,
          `SELECT pid FROM pg_stat_activity WHERE application_name = 'headroom' LIMIT 1`,
        );
        if (row) process.kill(row.pid, 'SIGKILL');
      },
      end: () => Promise.resolve(),
    },
    {
      name: 'frozen for 10 s (SIGSTOP)',
      lastsMs: 10_000,
      begin: () => Promise.resolve(signal(family(pgFolder), 'SIGSTOP')),
      end: () => Promise.resolve(signal(family(pgFolder).reverse(), 'SIGCONT')),
    },
    {
      name: 'frozen once more',
      lastsMs: 10_000,
      begin: () => Promise.resolve(signal(family(pgFolder), 'SIGSTOP')),
      end: () => Promise.resolve(signal(family(pgFolder).reverse(), 'SIGCONT')),
    },
    {
      name: 'postmaster killed with -9 (its keeper starts it again)',
      lastsMs: 0,
      begin: () => Promise.resolve(signal(family(pgFolder).slice(0, 1), 'SIGKILL')),
      end: () => sleep(300),
    },
  ];
  try {
    for (const fault of faults) await underFault(server, postgres.url, fault);
    const stopped = await server.stop();
    verdict(
      stopped.code === 0 && stopped.ms <= 10_000,
      `same process to the end; stopped with ${stopped.code}`,
    );
    process.stdout.write(server.output().slice(0, 3_000));
  } finally {
    if (server.isAlive()) await server.kill();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
