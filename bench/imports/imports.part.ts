/** A synthetic site imported by the command line: how long each whole command takes and the memory of its process. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SIZES } from '../frame/data';
import { dropDatabase, freshDatabase } from '../frame/database';
import { shown } from '../frame/numbers';
import { progress, table, type Bench, type Measured, type Part } from '../frame/part';
import { PROJECT } from '../frame/server';
import { writeSite } from './site.generator';

const NAME = 'headroom_bench_imports';
const SEED = 2025;
const WEEKS = 25;
const POLL_MS = 50;

interface Command {
  what: string;
  seconds: number;
  peakMb: number;
  /** What it printed of the rows. */
  answer: string;
}

/** Peak resident memory of the node processes below a process, in MB; Linux only, elsewhere 0. */
function peakBelow(pid: number): number {
  const children = new Map<number, number[]>();
  const peaks = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
      if (/^Name:\s+(node|MainThread)$/m.test(status))
        peaks.set(Number(name), Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      continue;
    }
  }
  const below = (id: number): number[] => [id, ...(children.get(id) ?? []).flatMap(below)];
  return Math.max(0, ...below(pid).map((id) => peaks.get(id) ?? 0));
}

async function command(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Command> {
  const begun = performance.now();
  const child = spawn('npm', ['run', '--silent', 'headroom', '--', ...args], { cwd: PROJECT, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (output += data.toString()));
  let peakMb = 0;
  const poll = setInterval(() => (peakMb = Math.max(peakMb, peakBelow(child.pid ?? 0))), POLL_MS);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(poll);
  if (code !== 0) throw new Error(output);
  const seconds = (performance.now() - begun) / 1_000;
  const what = args.map((arg) => path.basename(arg)).join(' ');
  const answer = output.split('\n').find((line) => / (created|failed),? ?/.test(line)) ?? '';
  progress(`${what}: ${shown(seconds)} s, ${answer.trim()}`);
  return { what, seconds, peakMb, answer: answer.trim() };
}

async function run({ size }: Bench): Promise<Measured> {
  const { people, demands } = SIZES[size];
  const folder = await mkdtemp(path.join(os.tmpdir(), 'headroom-imports-'));
  const DATABASE_URL = await freshDatabase(NAME);
  const env = { ...process.env, DATABASE_URL };
  try {
    progress(`writing the files of ${people} people and ${demands} demands`);
    const files = await writeSite(folder, { people, demands, weeks: WEEKS }, SEED);
    const done: Command[] = [];
    for (const args of [
      ['import', 'month-config', files['calendar'] ?? ''],
      ['generate-weeks', '2025'],
      ['import', 'forecast', files['forecast'] ?? ''],
      ['import', 'roster', files['roster'] ?? ''],
      ['import', 'assignments', files['weekly'] ?? ''],
    ])
      done.push(await command(args, env));
    const rows = done.map(({ what, seconds, peakMb, answer }) => [
      ...[`\`${what}\``, `${shown(seconds)} s`, `${peakMb.toFixed(0)} MB`, answer],
    ]);
    return { targets: [], raw: table(['command', 'whole command', 'peak RSS', 'rows'], rows) };
  } finally {
    await rm(folder, { recursive: true, force: true });
    await dropDatabase(NAME);
  }
}

/** Imports by the command line. */
export const imports: Part = { name: 'imports', run };
