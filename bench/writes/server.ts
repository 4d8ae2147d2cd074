/** What the benchmarks of writes share: databases of their own, servers of checkouts, and the CPU that processes have used. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { seed, SIZES, type Size } from '../tree/seed';

const ADMIN = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
/** What the names of databases begin with. */
export const PREFIX = process.env['BENCH_PREFIX'] ?? 'bench_writes';
/** How much the databases hold. */
export const SIZE = (process.env['BENCH_SIZE'] ?? 'L') as Size;
/** This checkout. */
export const HERE = path.join(__dirname, '../..');
/** Requests at the same time. */
export const WRITERS = 32;

/** Runs statements as the administrator. */
export async function admin(...statements: string[]): Promise<number> {
  const client = new Client({ connectionString: ADMIN });
  await client.connect();
  let rows = 0;
  for (const text of statements) rows = (await client.query(text)).rows.length;
  await client.end();
  return rows;
}

/** A database's address. */
export function urlOf(database: string): string {
  return Object.assign(new URL(ADMIN), { pathname: `/${database}` }).toString();
}

/** A server of a checkout; resolves when it serves. */
export async function startServer(
  folder: string,
  database: string,
): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['-r', './scripts/register.cjs', 'src/main.ts'], {
    cwd: folder,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: urlOf(database),
      PORT: '0',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = /ready at (\S+)/.exec(line)?.[1];
      if (ready) resolve(ready);
    });
    child.once('exit', (code) => reject(new Error(`${folder} ended with ${String(code)}`)));
  });
  return { child, url };
}

/** Ends a server and waits for its end. */
export async function stopServer(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** A database of this checkout's schema with the seed in it, made once and kept while BENCH_KEEP says so. */
export async function seeded(name: string, folder: string): Promise<string> {
  const database = `${PREFIX}_${name}_${SIZE.toLowerCase()}`;
  const isThere = await admin(`SELECT FROM pg_database WHERE datname = '${database}'`);
  if (isThere > 0) return database;
  await admin(`CREATE DATABASE ${database} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'`);
  const server = await startServer(folder, database);
  const client = new Client({ connectionString: urlOf(database) });
  await client.connect();
  await seed(client, SIZE);
  await post({ name, url: server.url }, '/graphql', { query: 'mutation { recompute { differenceCount } }' });
  await client.query('VACUUM ANALYZE');
  await client.end();
  await stopServer(server.child);
  return database;
}

const agent = new Agent({ keepAlive: true, maxSockets: WRITERS });

/** One request and its answer as text. */
export function post(
  side: { name: string; url: string },
  at: string,
  body: unknown,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const sent = request(
      new URL(at, side.url),
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

/** The states of the seed. */
export const STATES = 'AL AZ CA CO CT FL GA IL KS KY LA MA MI NJ NY OH PA TX VA N/A'.split(' ');

/** A person in a week, by their numbers. */
export interface PersonWeek {
  person: number;
  week: number;
}

/** Where the seed puts a person in a week. */
export function demandOf({ person, week }: PersonWeek): number {
  return (person * 13 + Math.floor(week / 5) * 7) % SIZES[SIZE].demands;
}

/** The LOB of a demand, by its number. */
export function lobOf(demand: number): string {
  return `Amisys Market ${String(Math.floor(demand / 100)).padStart(2, '0')} DOMESTIC`;
}

/** How long work takes, in milliseconds. */
export async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** CPU time that processes of this machine have used so far, in milliseconds; 0 for those elsewhere. */
export function cpuOf(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return Number(fields[11]) + Number(fields[12]);
    } catch {
      return 0;
    }
  });
  return ticks.reduce((sum, each) => sum + each, 0) * 10;
}

/** The middle one of the values. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
