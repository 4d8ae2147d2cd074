import { execFile } from 'node:child_process';
import type { Account } from './server-account';

/** How a command ended; `code` is the exit status, or the error code if it could not be started. */
export interface CommandResult {
  code: number | string;
  output: string;
}

/** What PostgreSQL's programs get to see of the environment: nothing of ours (PGDATA, PGPORT, LC_*) can mislead them. */
export function childEnvironment(): NodeJS.ProcessEnv | undefined {
  if (process.platform === 'win32') return undefined;
  return { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

/** Who runs a command, and whether it sees our own environment (for the PATH) or the bare one. */
export interface CommandOptions {
  account?: Account | undefined;
  environment?: 'bare' | 'ours';
}

/** Runs a program to its end; never throws. */
export function runCommand(
  file: string,
  args: string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const { account, environment = 'bare' } = options;
  const identity = account && { uid: account.uid, gid: account.gid };
  const env = environment === 'bare' ? childEnvironment() : undefined;
  return new Promise((resolve) => {
    execFile(file, args, { cwd: '/', env, ...identity }, (error, stdout, stderr) => {
      const code = error ? (error.code ?? error.signal ?? 'unknown') : 0;
      resolve({ code, output: `${stdout}${stderr}`.trim() || (error?.message ?? '') });
    });
  });
}

/** Whether `account` can enter a folder; asked of the system, since modes alone do not tell (ACLs, mounts). */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  return (await runCommand('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { account })).code === 0;
}
