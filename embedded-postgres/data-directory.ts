import { createHash, randomBytes } from 'node:crypto';
import {
  chown,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { errorCode } from './error-code';
import { makeFolders } from './make-folders';
import { canEnter, runCommand } from './child-command';
import type { PostgresBinaries } from './postgres-binaries';
import { isRoot, listServerAccounts, type Account } from './server-account';

/** A PostgreSQL data directory (existing or still to be made) and who runs the server on it. */
export interface DataDirectory {
  path: string;
  account?: Account | undefined;
  /** Major version that made it; undefined while it does not exist. */
  major?: string | undefined;
  /** Removed, with everything in it, when the server stops. */
  scratch?: string | undefined;
}

/** The one database user of a server of our own. */
export const SERVER_USER = 'headroom';
/** Inside the data directory, so that whoever may read the data may connect, and nobody else. */
const SECRET_FILE = 'headroom.secret';

/** `<dataDir>/pg`, or a folder in /var/tmp if we are root and the server's account cannot enter `dataDir`. */
export async function locateDataDirectory(
  dataDir: string,
  log: (line: string) => void,
): Promise<DataDirectory> {
  const wanted = join(resolve(dataDir), 'pg');
  await makeFolders(dirname(wanted));
  const existing = await ownerOf(wanted);
  const account = chooseAccount(existing);
  if (!account || (await canEnter(account, dirname(wanted)))) return inspect(wanted, account);
  const key = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const path = `/var/tmp/headroom-pg-${key}`;
  const substitute = await ownerOf(path);
  const owner = listServerAccounts().find(({ uid }) => uid === substitute?.uid);
  // Anyone may make folders in /var/tmp: ours belongs to one of the accounts we would choose ourselves.
  if (substitute && !owner)
    throw new Error(`${path} belongs to uid ${substitute.uid}; remove it or set DATABASE_URL`);
  const why = `${path}, since user ${account.name} (the server cannot run as root) cannot enter ${dirname(wanted)}`;
  log(`database files are in ${why}`);
  await writeFile(`${wanted}-is-elsewhere.txt`, `The database files are in ${why}.\n`);
  return inspect(path, owner ?? account);
}

/** A new empty folder in the temporary directory, for a server that leaves nothing behind. */
export async function createScratchDirectory(): Promise<DataDirectory> {
  const account = chooseAccount(undefined);
  for (const base of new Set([tmpdir(), '/var/tmp'])) {
    const scratch = await mkdtemp(join(base, 'headroom-scratch-'));
    await giveTo(account, scratch);
    if (!account || (await canEnter(account, scratch)))
      return { path: join(scratch, 'pg'), account, scratch };
    await rm(scratch, { recursive: true });
  }
  throw new Error(`User ${account?.name} can enter neither ${tmpdir()} nor /var/tmp; set DATABASE_URL`);
}

/** Runs initdb beside the final place and renames the result, so that a half-made directory is never taken for one. */
export async function createCluster(target: DataDirectory, binaries: PostgresBinaries): Promise<void> {
  const { path, account, scratch } = target;
  await removeAbandoned(path);
  const staging = `${path}.init-${process.pid}-${randomBytes(4).toString('hex')}`;
  await mkdir(staging, { mode: 0o700 });
  try {
    const secret = join(staging, SECRET_FILE);
    await writeFile(secret, randomBytes(24).toString('hex'), { mode: 0o600 });
    await giveTo(account, staging, secret);
    await runInitdb(binaries, join(staging, 'pg'), secret, target);
    await rename(secret, join(staging, 'pg', SECRET_FILE));
    await rename(join(staging, 'pg'), path).catch(ignoreLostRace);
    if (!scratch) await syncFolder(dirname(path));
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** The password of the data directory's user. */
export async function readPassword({ path }: DataDirectory): Promise<string> {
  try {
    return (await readFile(join(path, SECRET_FILE), 'utf8')).trim();
  } catch (error) {
    throw new Error(
      `Cannot read ${join(path, SECRET_FILE)} (${errorCode(error)}): the directory was not made by Headroom or belongs ` +
        'to another user. Start as its owner, choose another data directory, or set DATABASE_URL.',
    );
  }
}

async function runInitdb(
  binaries: PostgresBinaries,
  path: string,
  secret: string,
  { account, scratch }: DataDirectory,
): Promise<void> {
  const args = ['-D', path, '-U', SERVER_USER, `--pwfile=${secret}`, '--auth=scram-sha-256'];
  args.push('--encoding=UTF8', '--locale=C', '--data-checksums', ...(scratch ? ['--no-sync'] : []));
  const { code, output } = await runCommand(join(binaries.binDir, 'initdb'), args, { account });
  if (code !== 0) {
    const user = account ? ` as user ${account.name}` : '';
    throw new Error(
      `initdb of PostgreSQL ${binaries.version} failed${user} (${code}):\n${output.slice(-1500)}`,
    );
  }
}

interface Owner {
  uid: number;
  gid: number;
}

async function ownerOf(path: string): Promise<Owner | undefined> {
  try {
    const { uid, gid } = await lstat(path);
    return { uid, gid };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** As root: the owner of existing data, else the first suitable account. Otherwise ourselves (undefined). */
function chooseAccount(existing: Owner | undefined): Account | undefined {
  if (!isRoot()) return undefined;
  if (existing && existing.uid !== 0) return { name: `uid ${existing.uid}`, ...existing };
  const [account] = listServerAccounts();
  if (account) return account;
  throw new Error(
    'PostgreSQL refuses to run as root, and /etc/passwd has none of postgres, nobody and daemon. ' +
      'Start as an ordinary user or set DATABASE_URL.',
  );
}

async function inspect(path: string, account: Account | undefined): Promise<DataDirectory> {
  try {
    return { path, account, major: (await readFile(join(path, 'PG_VERSION'), 'utf8')).trim() };
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      throw new Error(
        `Cannot read the database files in ${path} (${errorCode(error)}): start as their owner`,
      );
    }
  }
  const content = await readdir(path).catch(() => []);
  if (content.length > 0)
    throw new Error(`${path} is not empty and not a PostgreSQL data directory: ${content[0]}, …`);
  return { path, account };
}

async function giveTo(account: Account | undefined, ...paths: string[]): Promise<void> {
  if (!account) return;
  for (const path of paths) await chown(path, account.uid, account.gid);
}

/** Another process made the directory first: its result is as good as ours. */
function ignoreLostRace(error: unknown): void {
  if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
}

/** What a process killed during initdb left behind. */
async function removeAbandoned(path: string): Promise<void> {
  const prefix = `${basename(path)}.init-`;
  for (const name of await readdir(dirname(path))) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : 0;
    if (pid > 0 && !isAlive(pid)) await rm(join(dirname(path), name), { recursive: true, force: true });
  }
}

/** Whether a process of this number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}
