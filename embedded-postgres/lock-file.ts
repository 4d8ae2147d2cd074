import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { runCommand } from './child-command';
import { isAlive } from './data-directory';

/** What PostgreSQL's postmaster.pid states of the server that made it. */
export interface LockFile {
  pid: number;
  /** Undefined in the moment between the file's creation and its completion. */
  port?: number | undefined;
}

/** The lock file of a data directory, whether its server still lives or not. */
export async function readLockFile(dataDir: string): Promise<LockFile | undefined> {
  const text = await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  // A single-user or bootstrap server writes its pid negated.
  const pid = Number.parseInt(lines[0] ?? '', 10);
  const port = Number.parseInt(lines[3] ?? '', 10);
  return { pid: pid < 0 ? -pid : pid || 0, port: port > 0 ? port : undefined };
}

/**
 * Whether the lock file's server may still be running. PostgreSQL itself copes with a number that no process has; what
 * it cannot know is that the number now belongs to another program (usual after a container restart) or to a dead
 * process that nobody has reaped: it would refuse to start for ever, so the file is removed.
 */
export async function isHeldByServer(dataDir: string, lock: LockFile): Promise<boolean> {
  if (lock.pid === 0 || !isAlive(lock.pid)) return false;
  const program = await programOf(lock.pid);
  if (program === undefined || /^(postgres|postmaster)/.test(program)) return true;
  const current = await readLockFile(dataDir);
  if (current?.pid === lock.pid) await rm(join(dataDir, 'postmaster.pid'), { force: true });
  return false;
}

/**
 * Removes a lock file that names no process (a full disk or a crash has emptied it), once it is certain that no server
 * runs on the directory; PostgreSQL itself would refuse to start for ever.
 */
export async function discardUnreadableLock(dataDir: string, log: (line: string) => void): Promise<void> {
  const file = join(dataDir, 'postmaster.pid');
  const server = await findServerOn(dataDir);
  if (server !== undefined) {
    const why = server === 'unknown' ? 'make sure that no PostgreSQL runs on it' : `end process ${server}`;
    throw new Error(`${file} is damaged: it names no process. First ${why}, then delete that file`);
  }
  if ((await readLockFile(dataDir))?.pid !== 0) return;
  await rm(file, { force: true });
  log(`removed ${file}: it named no process, and no server runs on that directory`);
}

/** The process whose working directory is the data directory, as every PostgreSQL server's is. */
async function findServerOn(dataDir: string): Promise<number | 'unknown' | undefined> {
  const pids = await readdir('/proc').catch(() => undefined);
  if (!pids?.includes('self')) return 'unknown';
  const folder = await realpath(dataDir);
  for (const pid of pids.filter((name) => /^\d+$/.test(name))) {
    // A process of somebody else hides its folder; but whoever could write these files is ourselves or we are root.
    if ((await readlink(`/proc/${pid}/cwd`).catch(() => '')) === folder) return Number(pid);
  }
  return undefined;
}

/** The program a process runs: '' for one that is dead but not reaped, undefined if there is no telling. */
async function programOf(pid: number): Promise<string | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => undefined);
  if (status !== undefined) return /^State:\s+[ZX]/m.test(status) ? '' : /^Name:\s+(.*)$/m.exec(status)?.[1];
  if (process.platform === 'win32') return undefined;
  const { code, output } = await runCommand('/bin/ps', ['-p', String(pid), '-o', 'comm=']);
  return code === 0 ? basename(output) : undefined;
}
