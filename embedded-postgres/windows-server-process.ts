import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from './child-command';
import type { ServerProcess, ServerStart } from './server-process';
import { serverArguments } from './server-settings';

const STATUS_EVERY_MS = 2000;

/**
 * On Windows pg_ctl starts and stops the server: it sheds the administrator rights that `postgres` refuses, and there
 * is no SIGINT to send. A server left behind by a killed node is adopted by the next start.
 */
export function startWindowsServerProcess({ binaries, directory, port }: ServerStart): ServerProcess {
  const { path, scratch } = directory;
  const options = serverArguments(path, port, scratch !== undefined)
    .slice(2)
    .map(quote)
    .join(' ');
  const logFile = join(path, 'server.log');
  const control = (...args: string[]) => runCommand(join(binaries.binDir, 'pg_ctl'), ['-D', path, ...args]);
  let running = true;

  async function follow(): Promise<string> {
    const started = await control('start', '-w', '-l', logFile, '-o', options);
    while (started.code === 0 && running && (await control('status')).code === 0) {
      await sleep(STATUS_EVERY_MS, undefined, { ref: false });
    }
    running = false;
    return started.output;
  }

  const ended = follow();
  return {
    ended,
    isRunning: () => running,
    async stop() {
      await control('stop', '-w', '-m', 'fast');
      running = false;
    },
  };
}

function quote(argument: string): string {
  return /^[\w.=-]+$/.test(argument) ? argument : `"${argument}"`;
}
