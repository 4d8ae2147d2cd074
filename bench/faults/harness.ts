import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request, type Agent } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';

const PROJECT = join(__dirname, '../..');

/** A server on which trial databases may be made and dropped; PostgreSQL's superuser. */
export const ADMIN = process.env['ADMIN_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** Headroom in a process of its own, run from its sources (or from `dist` with BUILT=1). */
export interface Running {
  url: string;
  child: ChildProcess;
  /** Largest resident memory so far, in MB. */
  peakMb(): number;
  isAlive(): boolean;
  kill(): Promise<void>;
  /** SIGTERM; how long it took, in milliseconds, and how it ended. */
  stop(): Promise<{ code: number | null; ms: number }>;
  /** What it wrote to standard error and, apart from its ready line, to standard output. */
  output(): string;
}

/** Starts a server; `args` as `--demo --size M`. Resolves when it listens and serves. */
export async function startServer(
  databaseUrl: string,
  environment: Record<string, string> = {},
  args: string[] = [],
): Promise<Running> {
  const program = process.env['BUILT']
    ? ['dist/src/main.js']
    : ['-r', './scripts/register.cjs', 'src/main.ts'];
  const child = spawn(process.execPath, [...program, ...args], {
    cwd: PROJECT,
    env: { ...process.env, DATABASE_URL: databaseUrl, PORT: '0', LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = /ready at (\S+)/.exec(line)?.[1];
      if (ready) resolve(ready);
      else output += `${line}\n`;
    });
    child.once('exit', (code) => reject(new Error(`ended with ${String(code)}: ${output}`)));
  });
  return {
    url,
    child,
    output: () => output,
    peakMb: () =>
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      const started = performance.now();
      child.kill('SIGTERM');
      await exited;
      return { code: child.exitCode, ms: performance.now() - started };
    },
  };
}

/** One answer; status 0 = no answer at all (`body` says why). */
export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  ms: number;
}

/** What to ask. */
export interface Ask {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  agent?: Agent;
  timeoutMs?: number;
}

/** Sends one request. */
export function ask(
  url: string,
  { method, body, headers, agent, timeoutMs = 60_000 }: Ask = {},
): Promise<Answer> {
  const started = performance.now();
  return new Promise((resolve) => {
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const fail = (error: Error): void =>
      resolve({ status: 0, headers: {}, body: String(error), ms: performance.now() - started });
    const sent = request(
      url,
      {
        method: method ?? (text === undefined ? 'GET' : 'POST'),
        headers: { ...(text !== undefined && { 'content-type': 'application/json' }), ...headers },
        timeout: timeoutMs,
        ...(agent && { agent }),
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', fail);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts).toString(),
            ms: performance.now() - started,
          }),
        );
      },
    );
    sent.on('error', fail);
    sent.on('timeout', () => sent.destroy(new Error('timed out')));
    sent.end(text);
  });
}

/** Another database of the server. */
export function databaseUrl(name: string, admin = ADMIN): string {
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return url.toString();
}

/** Rows of one statement. */
export async function sql<Row = Record<string, string>>(url: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** A database of the trial's own, empty or a copy; returns its URL. */
export async function freshDatabase(name: string, template = 'template0'): Promise<string> {
  await sql(ADMIN, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  const how = template === 'template0' ? `template0 ENCODING 'UTF8' LOCALE 'C'` : template;
  await sql(ADMIN, `CREATE DATABASE ${name} TEMPLATE ${how}`);
  return databaseUrl(name);
}

/** Drops a trial's database. */
export async function dropDatabase(name: string): Promise<void> {
  await sql(ADMIN, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** A database with the demo of this size in it, made once and copied ever after: `trust_demo_s`, `trust_demo_m` … */
export async function demoDatabase(name: string, size: 'S' | 'M' | 'L' = 'S'): Promise<string> {
  const template = `trust_demo_${size.toLowerCase()}`;
  const there = await sql(ADMIN, `SELECT 1 FROM pg_database WHERE datname = '${template}'`);
  if (there.length === 0) {
    const url = await freshDatabase(template);
    const server = await startServer(url, {}, ['--demo', '--size', size, '--as-of', '2025-04-28']);
    await server.stop();
  }
  return freshDatabase(name, template);
}

/** Prints one line and remembers a failure in the exit code. */
export function verdict(isGood: boolean, line: string): void {
  process.stdout.write(`${isGood ? 'ok    ' : 'FAILED'} ${line}\n`);
  if (!isGood) process.exitCode = 1;
}

/** The value below which `share` of the numbers lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** How often each status came, as text. */
export function statuses(answers: readonly Answer[]): string {
  const counts = new Map<number, number>();
  for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status}×${count}`)
    .join(' ');
}
