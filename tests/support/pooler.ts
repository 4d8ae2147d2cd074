import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './server-process';

/** PgBouncer in transaction mode before a database. */
export interface Pooler {
  /** The database's URL through the pooler. */
  url: string;
  close(): Promise<void>;
}

/** Starts Debian's PgBouncer with few connections, so that requests really share them. */
export async function startPooler(target: string): Promise<Pooler> {
  const { hostname, port, username, password, pathname } = new URL(target);
  const folder = await mkdtemp(join(tmpdir(), 'headroom-pooler-'));
  await chmod(folder, 0o755);
  const listen = await freePort();
  const settings = join(folder, 'pgbouncer.ini');
  const login = password === '' ? '' : ` password=${decodeURIComponent(password)}`;
  await writeFile(
    settings,
    `[databases]
* = host=${hostname} port=${port || '5432'} user=${username}${login}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listen}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 3
`,
  );
  // It refuses to run as root; elsewhere it stays who it is.
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn('pgbouncer', ['-q', ...user, settings], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const exited = once(child, 'exit');
  const failed = exited.then(() => Promise.reject(new Error(`PgBouncer ended: ${said}`)));
  failed.catch(() => undefined);
  await Promise.race([untilListening(listen), failed]);
  const url = new URL(target);
  url.host = `127.0.0.1:${listen}`;
  url.pathname = pathname;
  return {
    url: url.href,
    async close() {
      child.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilListening(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isOpen) return;
    await sleep(50);
  }
}
