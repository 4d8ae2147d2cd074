import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { runCommand } from './child-command';
import { isAlive } from './data-directory';

/** What PostgreSQL's postmaster.pid says of the server that made it. */
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

/** The program a process runs: '' for one that is dead but not reaped, undefined if there is no telling. */
async function programOf(pid: number): Promise<string | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => undefined);
  if (status !== undefined) return /^State:\s+[ZX]/m.test(status) ? '' : /^Name:\s+(.*)$/m.exec(status)?.[1];
  if (process.platform === 'win32') return undefined;
  const { code, output } = await runCommand('/bin/ps', ['-p', String(pid), '-o', 'comm=']);
  return code === 0 ? basename(output) : undefined;
}
