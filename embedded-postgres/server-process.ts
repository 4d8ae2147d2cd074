import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { DataDirectory } from './data-directory';
import { childEnvironment } from './child-command';
import type { PostgresBinaries } from './postgres-binaries';
import { serverArguments } from './server-settings';

/** A PostgreSQL server that is our child. */
export interface ServerProcess {
  /** Resolves with its last lines of output once it has ended. */
  readonly ended: Promise<string>;
  /** False once it has ended. */
  isRunning(): boolean;
  /** Rolls open transactions back, writes everything out and ends. */
  stop(): Promise<void>;
}

/** What to run, on what, where. */
export interface ServerStart {
  binaries: PostgresBinaries;
  directory: DataDirectory;
  port: number;
}

/**
 * Runs the server in the background and ends it (SIGINT: fast shutdown) when standard input does. That pipe is held by
 * node alone, so the server ends with node however node ends, `kill -9` included. The signal is repeated because a server
 * that has only just been started does not listen yet. $1: scratch folder to remove or ''.
 */
const SUPERVISOR = `
trap '' HUP INT TERM
scratch=$1; shift
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
(
  while read -r line <&3; do :; done
  while kill -INT "$server"; do sleep 1; done
) >/dev/null 2>&1 &
watcher=$!
wait "$server"
status=$?
kill -KILL "$watcher" 2>/dev/null
[ -z "$scratch" ] || rm -rf "$scratch"
exit "$status"
`;

const OUTPUT_LINES_KEPT = 20;
/** How long a shutdown may write before it is cut short; the next start then recovers from the write-ahead log. */
const STOP_PATIENCE_MS = 15_000;

/** Starts the server; it may still be recovering, or about to fail, when this returns. */
export function startServerProcess(start: ServerStart): ServerProcess {
  const child = spawnSupervisor(start);
  const lastLines = keepLastLines(child);
  let running = true;
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`could not start: ${error.message}`));
    child.once('close', () => resolve(lastLines().join('\n')));
  }).finally(() => (running = false));
  // Neither the child nor its pipes keep our process alive: when it ends, the pipe closes, and the server ends too.
  setReferenced(child, false);
  child.stdin?.on('error', () => undefined);

  async function stop(): Promise<void> {
    if (!running) return;
    setReferenced(child, true);
    child.stdin?.end();
    const impatient = setTimeout(() => signalGroup(child, 'SIGQUIT'), STOP_PATIENCE_MS);
    const desperate = setTimeout(() => signalGroup(child, 'SIGKILL'), 2 * STOP_PATIENCE_MS);
    await ended;
    clearTimeout(impatient);
    clearTimeout(desperate);
  }

  return { ended, isRunning: () => running, stop };
}

function spawnSupervisor({ binaries, directory, port }: ServerStart): ChildProcess {
  const { path, account, scratch } = directory;
  const command = [join(binaries.binDir, 'postgres'), ...serverArguments(path, port, scratch !== undefined)];
  return spawn('/bin/sh', ['-c', SUPERVISOR, 'headroom-postgres', scratch ?? '', ...command], {
    cwd: '/',
    env: childEnvironment(),
    stdio: ['pipe', 'ignore', 'pipe'],
    // A session of its own: Ctrl-C in the terminal is for node, which then stops the server in good order.
    detached: true,
    ...(account && { uid: account.uid, gid: account.gid }),
  });
}

function keepLastLines(child: ChildProcess): () => string[] {
  let lines: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lines = [...lines, ...text.split('\n').filter(Boolean)].slice(-OUTPUT_LINES_KEPT);
  });
  return () => lines;
}

function setReferenced(child: ChildProcess, referenced: boolean): void {
  const streams = [child.stdin, child.stderr] as unknown as { ref(): void; unref(): void }[];
  for (const handle of [child, ...streams]) {
    if (referenced) handle.ref();
    else handle.unref();
  }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has just ended.
  }
}
