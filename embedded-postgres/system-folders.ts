import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from './child-command';

const VERSIONED_HOMES = ['/usr/lib/postgresql', '/usr/local/lib/postgresql'];
const SIBLING_HOMES = ['/usr', '/usr/libexec', '/opt/homebrew/opt', '/usr/local/opt'];

/** `bin` folders of installed servers, newest first, then whatever is on the PATH. */
export async function listSystemFolders(): Promise<string[]> {
  const versioned = VERSIONED_HOMES.flatMap((home) => subfolders(home, /^\d+$/));
  const siblings = SIBLING_HOMES.flatMap((home) => subfolders(home, /^(pgsql-|postgresql@?)\d+$/));
  const newestFirst = [...versioned, ...siblings].sort((a, b) => majorOf(b) - majorOf(a));
  return [...newestFirst.flatMap((home) => [join(home, 'bin'), home]), ...(await foldersOnPath())].filter(
    hasServer,
  );
}

function subfolders(home: string, name: RegExp): string[] {
  try {
    return readdirSync(home)
      .filter((entry) => name.test(entry))
      .map((entry) => join(home, entry));
  } catch {
    return [];
  }
}

function majorOf(folder: string): number {
  return Number(/(\d+)$/.exec(folder)?.[1] ?? 0);
}

function hasServer(folder: string): boolean {
  try {
    const names = readdirSync(folder).map((name) => name.replace(/\.exe$/, ''));
    return names.includes('postgres') && names.includes('initdb');
  } catch {
    return false;
  }
}

async function foldersOnPath(): Promise<string[]> {
  if (process.platform === 'win32') return [];
  const { code, output } = await runCommand('/bin/sh', ['-c', 'command -v postgres'], {
    environment: 'ours',
  });
  return code === 0 && output.startsWith('/') ? [dirname(output)] : [];
}
