import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import {
  chmod,
  copyFile,
  link,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  stat,
  symlink,
} from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { errorCode } from './error-code';

/** How files get into a mirror: hard links take no space; copies also cure unreadable modes and other file systems. */
export type MirrorMode = 'link' | 'copy';

/** Makes the library links that the package's install script would have made; false if the folder is read-only. */
export async function restoreLibraryLinks(
  nativeDir: string,
  links: readonly LibraryLink[],
): Promise<boolean> {
  for (const { source, target } of links) {
    const path = join(nativeDir, target);
    try {
      await symlink(relative(dirname(path), join(nativeDir, source)), path);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') return false;
    }
  }
  return true;
}

/** A symbolic link that npm packages cannot carry; both paths are relative to the folder `native`. */
export interface LibraryLink {
  source: string;
  target: string;
}

/** The links named in the package's pg-symlinks.json; none if it has no such file. */
export async function readLibraryLinks(nativeDir: string): Promise<LibraryLink[]> {
  const text = await readFile(join(nativeDir, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as LibraryLink[];
  const inside = (path: string): string => path.replace(/^native\//, '');
  return links.map(({ source, target }) => ({ source: inside(source), target: inside(target) }));
}

/**
 * A second way to the binaries for an account that cannot enter the project's folder. Returns the mirror's folder.
 * Safe against several processes at once and against a half-removed mirror: what is missing is added.
 */
export async function mirrorBinaries(nativeDir: string, baseDir: string, mode: MirrorMode): Promise<string> {
  const root = join(baseDir, `headroom-pg-bin-${await mirrorKey(nativeDir, mode)}`);
  await makeFolder(root);
  const { uid, mode: bits } = await lstat(root);
  if (uid !== process.getuid?.() || (bits & 0o022) !== 0) {
    throw new Error(`${root} belongs to another user (uid ${uid}) or can be written by others`);
  }
  await mirrorFolder(nativeDir, root, mode);
  await restoreLibraryLinks(root, await readLibraryLinks(nativeDir));
  return root;
}

/** Changes with the installed version, so that an upgrade never meets old files. */
async function mirrorKey(nativeDir: string, mode: MirrorMode): Promise<string> {
  const { size, mtimeMs, ino } = await stat(join(nativeDir, 'bin', 'postgres'));
  const parts = [nativeDir, size, mtimeMs, ino, mode, process.getuid?.()];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

/** Left out: only for compiling against the libraries. */
const NOT_NEEDED = /\.a$|^pkgconfig$|^include$/;

async function mirrorFolder(from: string, to: string, mode: MirrorMode): Promise<void> {
  await makeFolder(to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (NOT_NEEDED.test(entry.name)) continue;
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) await mirrorFolder(source, target, mode);
    else if (entry.isSymbolicLink()) await ignoreExisting(symlink(await readlink(source), target));
    else await mirrorFile(source, target, mode);
  }
}

async function mirrorFile(source: string, target: string, mode: MirrorMode): Promise<void> {
  if (mode === 'link') {
    await ignoreExisting(link(source, target));
    return;
  }
  if (await stat(target).catch(() => undefined)) return;
  const unfinished = join(dirname(target), `.${basename(target)}.${process.pid}`);
  await copyFile(source, unfinished, constants.COPYFILE_FICLONE);
  await chmod(unfinished, basename(dirname(target)) === 'bin' ? 0o755 : 0o644);
  await rename(unfinished, target);
}

/** The mode is set apart from mkdir, which lets the umask narrow it. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
    await chmod(path, 0o755);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

async function ignoreExisting(made: Promise<void>): Promise<void> {
  await made.catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
}
