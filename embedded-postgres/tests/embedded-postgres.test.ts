import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { openEmbeddedServer } from '../embedded-server';

const PROJECT = join(__dirname, '../..');
let folder: string;
let dataDir: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headroom-embedded-'));
  // As root the server runs under another account, which has to reach the folder.
  await chmod(folder, 0o755);
  dataDir = join(folder, 'data');
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await until(async () => !(await isLocked()));
  await rm(folder, { recursive: true, force: true });
});

async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

async function answers(url: string): Promise<boolean> {
  return query(url, 'SELECT 1').then(
    () => true,
    () => false,
  );
}

/** Waits at most five seconds. */
async function until(condition: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    if (await condition()) return true;
    await sleep(50);
  }
  return false;
}

async function postmasterPid(): Promise<number> {
  return Number((await readFile(join(dataDir, 'pg/postmaster.pid'), 'utf8')).split('\n')[0]);
}

function isLocked(): Promise<boolean> {
  return Promise.resolve(existsSync(join(dataDir, 'pg/postmaster.pid')));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function openInOtherProcess(...args: string[]): Promise<{ child: ChildProcess; url: string }> {
  const script = join(PROJECT, 'embedded-postgres/tests/server-in-a-process.ts');
  const child = spawn(process.execPath, ['-r', join(PROJECT, 'scripts/register.cjs'), script, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: line.toString().trim() };
}

async function end(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.stdin?.end();
  await exit;
}

async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

describe('a PostgreSQL server of our own', () => {
  let coldUrl: string;

  it('is created once when several processes start together, and shared by them', async () => {
    const [here, there] = await Promise.all([openEmbeddedServer({ dataDir }), openInOtherProcess(dataDir)]);
    coldUrl = here.url;
    expect(there.url).toBe(coldUrl);
    expect(here.kind).toBe('embedded');
    await query(coldUrl, 'CREATE TABLE kept (word text); INSERT INTO kept VALUES ($$capacité$$)');
    await Promise.all([here.stop(), end(there.child)]);
    expect(await readdir(dataDir)).toEqual(['pg']);
    expect(await isLocked()).toBe(false);
  });

  it('keeps data, port and password over a restart, and is closed to the rest of the world', async () => {
    const server = await openEmbeddedServer({ dataDir });
    expect(server.url).toBe(coldUrl);
    expect(await query(server.url, 'SELECT word FROM kept')).toEqual([{ word: 'capacité' }]);
    const names = [
      'server_encoding',
      'fsync',
      'listen_addresses',
      'unix_socket_directories',
      'data_checksums',
    ];
    const settings = await query<{ setting: string }>(
      server.url,
      `SELECT setting FROM pg_settings WHERE name IN ('${names.join("','")}') ORDER BY name`,
    );
    // data_checksums, fsync, listen_addresses, server_encoding, unix_socket_directories
    expect(settings.map((row) => row.setting)).toEqual(['on', 'on', '127.0.0.1', 'UTF8', '']);
    expect(await answers(server.url.replace(/:[0-9a-f]+@/, ':guess@'))).toBe(false);
    expect((await stat(join(dataDir, 'pg/headroom.secret'))).mode & 0o777).toBe(0o600);
    await server.stop();
    expect(await answers(server.url)).toBe(false);
  });

  it('comes back at the same address, data intact, when its postmaster is killed with -9', async () => {
    const server = await openEmbeddedServer({ dataDir });
    const killed = await postmasterPid();
    process.kill(killed, 'SIGKILL');
    expect(await until(async () => !isAlive(killed) && (await answers(server.url)))).toBe(true);
    expect(await query(server.url, 'SELECT word FROM kept')).toEqual([{ word: 'capacité' }]);
    await server.stop();
    expect(await isLocked()).toBe(false);
  });

  it('goes on for the others when the process that started it stops', async () => {
    const owner = await openInOtherProcess(dataDir);
    const server = await openEmbeddedServer({ dataDir });
    expect(server.url).toBe(owner.url);
    await end(owner.child);
    expect(await until(() => answers(server.url))).toBe(true);
    await server.stop();
    expect(await isLocked()).toBe(false);
  });

  it('ends when node is killed with -9', async () => {
    const owner = await openInOtherProcess(dataDir);
    const postmaster = await postmasterPid();
    await kill(owner.child);
    expect(await until(async () => !isAlive(postmaster) && !(await isLocked()))).toBe(true);
  });

  it('starts although postmaster.pid is left over and its number belongs to another program now', async () => {
    const stale = `${process.pid}\n${join(dataDir, 'pg')}\n1\n1\n\n127.0.0.1\n1 1\nready\n`;
    await writeFile(join(dataDir, 'pg/postmaster.pid'), stale);
    const server = await openEmbeddedServer({ dataDir });
    expect(await query(server.url, 'SELECT word FROM kept')).toEqual([{ word: 'capacité' }]);
    await server.stop();
  });

  it.each([
    ['empty', ''],
    ['garbage', 'not a number\n\u0000\u0001'],
  ])(
    'starts within seconds although postmaster.pid is left over and %s',
    async (_kind, text) => {
      await writeFile(join(dataDir, 'pg/postmaster.pid'), text);
      const lines: string[] = [];
      const server = await openEmbeddedServer({ dataDir, log: (line) => lines.push(line) });
      expect(await query(server.url, 'SELECT word FROM kept')).toEqual([{ word: 'capacité' }]);
      expect(lines.join('\n')).toMatch(/^removed .*postmaster\.pid: it named no process/m);
      await server.stop();
    },
    15_000,
  );

  it('refuses at once, naming the process, when postmaster.pid is damaged under a running server', async () => {
    const owner = await openInOtherProcess(dataDir);
    const file = join(dataDir, 'pg/postmaster.pid');
    const whole = await readFile(file, 'utf8');
    const postmaster = await postmasterPid();
    await writeFile(file, '');
    await expect(openEmbeddedServer({ dataDir })).rejects.toThrow(
      `${file} is damaged: it names no process. First end process ${postmaster}, then delete that file`,
    );
    await writeFile(file, whole);
    await end(owner.child);
  }, 15_000);

  it('moves to another port when its own is taken', async () => {
    const blocked = Number(new URL(coldUrl).port);
    const { createServer } = await import('node:net');
    const blocker = createServer().listen(blocked, '127.0.0.1');
    await once(blocker, 'listening');
    const server = await openEmbeddedServer({ dataDir });
    expect(Number(new URL(server.url).port)).not.toBe(blocked);
    expect(await answers(server.url)).toBe(true);
    await server.stop();
    blocker.close();
  });
});

describe('a throw-away server', () => {
  it('leaves nothing behind, not even when node is killed with -9', async () => {
    const { child, url } = await openInOtherProcess(dataDir, 'ephemeral');
    const [row] = await query<{ path: string; fsync: string }>(
      url,
      `SELECT current_setting('data_directory') AS path, current_setting('fsync') AS fsync`,
    );
    expect(row?.fsync).toBe('off');
    const scratch = join(row?.path ?? '', '..');
    expect(existsSync(scratch)).toBe(true);
    await kill(child);
    expect(await until(() => Promise.resolve(!existsSync(scratch)))).toBe(true);
  });
});

describe('finding a server', () => {
  it('says what to do if there are no binaries', async () => {
    const places = { bundled: () => undefined, system: () => Promise.resolve([]) };
    const options = { dataDir: join(folder, 'none'), places };
    await expect(openEmbeddedServer(options)).rejects.toThrow(
      /^No usable PostgreSQL found in the bundled binaries and the usual system folders.*set DATABASE_URL.*set PG_BIN/s,
    );
  });

  it('names a PG_BIN that has no server', async () => {
    const pgBin = join(folder, 'wrong');
    await expect(openEmbeddedServer({ dataDir: join(folder, 'none'), pgBin })).rejects.toThrow(
      `PG_BIN=${pgBin}`,
    );
  });

  it('refuses data of another major version and folders that hold something else', async () => {
    await mkdir(join(folder, 'old/pg'), { recursive: true });
    await writeFile(join(folder, 'old/pg/PG_VERSION'), '9\n');
    await expect(openEmbeddedServer({ dataDir: join(folder, 'old') })).rejects.toThrow(
      /No usable PostgreSQL 9 \(which made the existing data directory\).*is version 18/s,
    );
    await mkdir(join(folder, 'else/pg'), { recursive: true });
    await writeFile(join(folder, 'else/pg/notes.txt'), '');
    await expect(openEmbeddedServer({ dataDir: join(folder, 'else') })).rejects.toThrow(
      /else\/pg is not empty and not a PostgreSQL data directory: notes\.txt/,
    );
  });
});

describe('a data directory that cannot be', () => {
  const refusal = (path: string): Promise<string> =>
    openEmbeddedServer({ dataDir: path }).then(
      () => 'opened',
      (error: unknown) => (error as Error).message,
    );

  it.each([
    ['a file', 'file', 'file is a file, not a folder'],
    ['below a file', 'file/below/it', 'file is a file, not a folder'],
  ])('is refused in words: %s', async (_what, name, reason) => {
    await writeFile(join(folder, 'file'), '');
    expect(await refusal(join(folder, name))).toBe(
      `The data directory ${join(folder, name)} cannot be used: ${join(folder, reason)}. Choose another one (DATA_DIR), or set DATABASE_URL.`,
    );
  });

  // Node's own way to make folders never ends there.
  it.each(process.platform === 'linux' ? ['/proc/x', '/proc/x/y/z', '/dev/null'] : [])(
    'is refused at once: %s',
    async (path) => {
      expect(await refusal(path)).toMatch(/^The data directory .* cannot be used: .*DATABASE_URL\.$/);
    },
    5_000,
  );
});
