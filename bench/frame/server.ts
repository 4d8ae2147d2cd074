import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** The folder of this checkout. */
export const PROJECT = path.join(__dirname, '../..');

/** A server in a process of its own. */
export interface Running {
  url: string;
  child: ChildProcess;
  /** From its start to the line that says where it serves. */
  readyMs: number;
  /** Largest resident memory so far, in MB; Linux. */
  peakMb(): number;
  /** Resident memory now, in MB; Linux. */
  residentMb(): number;
  isAlive(): boolean;
  kill(): Promise<void>;
  /** SIGTERM; how long it took, in milliseconds, and how it ended. */
  stop(): Promise<{ code: number | null; ms: number }>;
  /** What it wrote to standard error and, apart from its ready line, to standard output. */
  output(): string;
}

/** How a server is started. */
export interface Start {
  cwd?: string;
  env?: Record<string, string>;
}

let isBuilt = false;

/** Headroom as it is delivered, built first where sources are newer; `args` as `--demo --size M`. Resolves when it serves. */
export function startServer(
  database: string,
  environment: Record<string, string> = {},
  args: readonly string[] = [],
): Promise<Running> {
  if (!isBuilt)
    execFileSync(process.execPath, ['scripts/build.mjs', 'server'], { cwd: PROJECT, stdio: 'inherit' });
  isBuilt = true;
  return startProcess([process.execPath, 'dist/src/main.js', ...args], {
    env: { ...serverEnvironment(database), ...environment },
  });
}

/** What every server of Headroom is told. */
export function serverEnvironment(database: string): Record<string, string> {
  return { DATABASE_URL: database, PORT: '0', LOG_LEVEL: 'error' };
}

/** Starts a server that prints `… at http://…` once it listens. */
export async function startProcess(
  command: readonly string[],
  { cwd = PROJECT, env }: Start,
): Promise<Running> {
  const [file = '', ...args] = command;
  const started = performance.now();
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = / at (http:\S+)/.exec(line)?.[1];
      if (ready) resolve(ready);
      else output += `${line}\n`;
    });
    child.once('exit', (code) =>
      reject(new Error(`${command.join(' ')} ended with ${String(code)}: ${output}`)),
    );
  });
  return {
    url,
    child,
    readyMs: performance.now() - started,
    output: () => output,
    peakMb: () => memoryMb(child, 'VmHWM'),
    residentMb: () => memoryMb(child, 'VmRSS'),
    isAlive: () => child.exitCode === null && child.signalCode === null,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      const asked = performance.now();
      child.kill('SIGTERM');
      await exited;
      return { code: child.exitCode, ms: performance.now() - asked };
    },
  };
}

function memoryMb({ pid }: ChildProcess, field: 'VmHWM' | 'VmRSS'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
}
