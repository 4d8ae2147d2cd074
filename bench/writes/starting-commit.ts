import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PROJECT, serverEnvironment, startProcess, type Running } from '../frame/server';

/** The commit before writes were made faster: 17 statements, one after the other. */
export const STARTING_COMMIT = 'fb0f140';

/** Its sources in a folder of their own, beside today's packages; undefined where the clone does not have the commit. */
export function checkOutStartingCommit():
  { start(database: string): Promise<Running>; remove(): void } | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'headroom-bench-'));
  try {
    const tar = execFileSync('git', ['archive', STARTING_COMMIT], { cwd: PROJECT, maxBuffer: 1 << 28 });
    execFileSync('tar', ['-x', '-C', folder], { input: tar });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  symlinkSync(path.join(PROJECT, 'node_modules'), path.join(folder, 'node_modules'));
  return {
    start: (database) =>
      startProcess([process.execPath, '-r', './scripts/register.cjs', 'src/main.ts'], {
        cwd: folder,
        env: serverEnvironment(database),
      }),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
