import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './error-code';

/**
 * Makes a folder and those above it that are missing, one by one: the recursive way of Node never ends where the system
 * has no place for new folders and says that they do not exist (/proc).
 */
export async function makeFolders(path: string): Promise<void> {
  const missing: string[] = [];
  for (let at = path; !(await isFolder(at)); at = dirname(at)) missing.push(at);
  for (const folder of missing.reverse())
    await mkdir(folder).catch(async (error: unknown) => {
      // Another process may have made it meanwhile.
      if (errorCode(error) !== 'EEXIST' || !(await isFolder(folder))) throw error;
    });
}

async function isFolder(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isDirectory()) return true;
  } catch (error) {
    // Above a path that is not there something is: at least the root.
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '') && dirname(path) !== path) return false;
    throw error;
  }
  throw Object.assign(new Error(`${path} is a file, not a folder`), { code: 'ENOTDIR' });
}
