import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeSite } from './site.generator';

// Imports a synthetic site by the command line and prints how long each command took and the memory of its process:
//   node -r ./scripts/register.cjs bench/imports/run.ts --url postgres://postgres@127.0.0.1:5432/EMPTY_DATABASE
//   node -r ./scripts/register.cjs bench/imports/run.ts                        (embedded server, in a folder of its own)
// --people 20000 --demands 3000 --weeks 25 --kind weekly|mapping: 500,000 weekly rows, or 120,000 monthly ones (520,000 weeks).
const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    people: { type: 'string', default: '20000' },
    demands: { type: 'string', default: '3000' },
    weeks: { type: 'string', default: '25' },
    kind: { type: 'string', default: 'weekly' },
    keep: { type: 'boolean', default: false },
  },
});

const SEED = 2025;
const ROOT = path.join(__dirname, '../..');
const POLL_MS = 50;

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

async function command(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const begun = performance.now();
  const child = spawn('npm', ['run', '--silent', 'headroom', '--', ...args], { cwd: ROOT, env });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  let peak = 0;
  const poll = setInterval(() => (peak = Math.max(peak, peakBelow(child.pid ?? 0))), POLL_MS);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(poll);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const answer = output.split('\n').find((line) => / (created|failed),? ?/.test(line)) ?? '';
  const what = args.map((arg) => path.basename(arg)).join(' ');
  process.stdout.write(`${what}: ${seconds} s, peak RSS ${peak.toFixed(0)} MB: ${answer}\n`);
  if (code !== 0) throw new Error(output);
}

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'headroom-imports-'));
  const size = {
    people: Number(values.people),
    demands: Number(values.demands),
    weeks: Number(values.weeks),
  };
  const files = await writeSite(folder, size, SEED);
  const { DATABASE_URL: _other, ...rest } = process.env;
  const env = {
    ...rest,
    DATA_DIR: path.join(folder, 'data'),
    ...(values.url !== undefined && { DATABASE_URL: values.url }),
  };
  const assignments = values.kind === 'mapping' ? files.mapping : files.weekly;
  const { size: bytes } = await stat(assignments ?? '');
  process.stdout.write(`${JSON.stringify(size)}, ${values.kind} file of ${(bytes / 1e6).toFixed(1)} MB\n`);
  try {
    await command(['import', 'month-config', files.calendar ?? ''], env);
    await command(['generate-weeks', '2025'], env);
    await command(['import', 'forecast', files.forecast ?? ''], env);
    await command(['import', 'roster', files.roster ?? ''], env);
    await command(['import', values.kind === 'mapping' ? 'mapping' : 'assignments', assignments ?? ''], env);
  } finally {
    if (!values.keep) await rm(folder, { recursive: true, force: true });
  }
}

void main();
