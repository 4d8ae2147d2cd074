/**
 * Allocation end to end: instance L is stored in a database, a built server plans, executes and rebalances it over HTTP,
 * and `{__typename}` is asked every 10 ms meanwhile. CPU is that of the server with its planning thread and of PostgreSQL's
 * connections: what others do on the machine changes it less than the time.
 *
 *   npm run build
 *   node -r ./scripts/register.cjs bench/allocation/http.ts postgres://postgres@127.0.0.1:5432/allocation_bench [size]
 *
 * The database must exist; an instance that is stored already is planned afresh, its assignments ended.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { createDataSource } from '../../src/app/data-source';
import { migrate } from '../../src/platform/database/pool/migrate';
import { generateInstance, type Size } from '../../tests/support/allocation/instance.generator';
import { cpuOf } from '../writes/server';
import { storeInstance } from './store';

const DATABASE = process.argv[2] ?? 'postgres://postgres@127.0.0.1:5432/allocation_bench';
const SIZE = (process.argv[3] ?? 'L') as Size;
const PORT = Number(process.env['BENCH_PORT'] ?? 4791);
const BASE = `http://127.0.0.1:${PORT}`;
const ROOT = path.join(__dirname, '../..');

async function main(): Promise<void> {
  const client = await prepareDatabase();
  const server = await startServer();
  const measure = async (what: string, target: string, body?: object): Promise<Answer> => {
    const cpu = await cpuMeter(client, server);
    return ask(what, target, { body, cpu });
  };
  try {
    const preview = await measure(
      'preview, nothing assigned',
      '/api/v2/allocation/preview?limit=0&wait_s=300',
    );
    await measure('execute of that plan', '/api/v2/allocation/execute?limit=0&wait_s=300', {
      plan_hash: preview.plan_hash,
    });
    await measure('preview, just executed', '/api/v2/allocation/preview?limit=0&wait_s=300');
    await client.query(
      'UPDATE forecast SET forecast = round(forecast * (0.85 + 0.3 * (abs(hashint4(id)) % 1000) / 1000))',
    );
    await client.query('ANALYZE');
    await measure('preview, forecasts ±15 %', '/api/v2/allocation/preview?limit=0&wait_s=300');
    await measure('the same, effort=std', '/api/v2/allocation/preview?limit=0&wait_s=300&effort=std');
    await measure('rebalance, dry run', '/api/v2/allocation/rebalance?limit=0&wait_s=300', { dry_run: true });
    await measure('rebalance', '/api/v2/allocation/rebalance?limit=0&wait_s=300', {});
    console.log(`peak RSS of the server ${peakRssMb(server)} MB`);
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
    await client.end();
  }
}

async function prepareDatabase(): Promise<Client> {
  const dataSource = await createDataSource(DATABASE, { poolSize: 1 }).initialize();
  await migrate(dataSource, DATABASE);
  await dataSource.destroy();
  const client = new Client({ connectionString: DATABASE });
  await client.connect();
  const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM forecast_report');
  if (rows[0]?.count === '0') await storeInstance(client, generateInstance(SIZE));
  await client.query(
    'TRUNCATE weekly_resource_assignment, change_set_entry, change_set, monthly_capacity_summary',
  );
  await client.query('CHECKPOINT');
  return client;
}

async function startServer(): Promise<ChildProcess> {
  const env = {
    ...process.env,
    DATABASE_URL: DATABASE,
    PORT: String(PORT),
    LOG_LEVEL: 'error',
    HEADROOM_TODAY: '2025-04-01',
  };
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (let tries = 0; tries < 400; tries += 1) {
    await sleep(200);
    const answer = await fetch(`${BASE}/readyz`).catch(() => undefined);
    if (answer?.ok) return child;
  }
  child.kill();
  throw new Error('The server did not become ready');
}

interface Answer {
  plan_hash: string;
  solve: { gap_pct: number };
  totals: { after: { moves: number; changed_people: number } };
}

/** Measures from now on what the server and PostgreSQL's connections use of the CPU, as text. */
async function cpuMeter(client: Client, server: ChildProcess): Promise<() => Promise<string>> {
  const connections = async (): Promise<number[]> => {
    const { rows } = await client.query<{ pid: number }>(
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    return rows.map(({ pid }) => pid);
  };
  const pid = server.pid ?? 0;
  const before = { server: cpuOf([pid]), database: cpuOf(await connections()) };
  return async () => {
    const used = {
      server: cpuOf([pid]) - before.server,
      database: cpuOf(await connections()) - before.database,
    };
    return `CPU ${(used.server / 1000).toFixed(1)} s server, ${(used.database / 1000).toFixed(1)} s PostgreSQL`;
  };
}

async function ask(
  what: string,
  target: string,
  { body, cpu }: { body?: object | undefined; cpu: () => Promise<string> },
): Promise<Answer> {
  const pings = pingUntilStopped();
  const started = performance.now();
  const response = await fetch(BASE + target, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Answer;
  const seconds = (performance.now() - started) / 1000;
  const { p50, p99 } = await pings.stop();
  if (response.status !== 200) throw new Error(`${what}: ${response.status} ${JSON.stringify(answer)}`);
  const { moves, changed_people } = answer.totals.after;
  console.log(
    `${what.padEnd(28)} ${seconds.toFixed(1)} s  gap ${answer.solve.gap_pct} %  ${moves} moves, ${changed_people} people changed  ${await cpu()}` +
      `  {__typename} p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
  );
  return answer;
}

function pingUntilStopped(): { stop(): Promise<{ p50: number; p99: number }> } {
  const times: number[] = [];
  const stopped = new AbortController();
  const ping = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const started = performance.now();
      const response = await fetch(`${BASE}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{__typename}"}',
      });
      await response.text();
      times.push(performance.now() - started);
      await sleep(10);
    }
  };
  const done = ping();
  return {
    async stop() {
      stopped.abort();
      await done;
      times.sort((a, b) => a - b);
      const at = (share: number): number => times[Math.trunc(share * (times.length - 1))] ?? NaN;
      return { p50: at(0.5), p99: at(0.99) };
    },
  };
}

function peakRssMb({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
