import { realpath } from 'node:fs/promises';
import { Client } from 'pg';
import { SERVER_USER } from './data-directory';
import { errorCode } from './error-code';

/** Where a server listens and how to log in. */
export interface ServerAddress {
  port: number;
  password: string;
}

/** The database everything lives in. */
const DATABASE = 'headroom';
/** PostgreSQL's codes for "starting up, shutting down, recovering", "no such database", "exists already". */
const NOT_YET = '57P03';
const NO_SUCH_DATABASE = '3D000';
const EXISTS_ALREADY = ['42P04', '23505'];

/** The connection string of a server of our own. */
export function serverUrl({ port, password }: ServerAddress): string {
  return `postgres://${SERVER_USER}:${password}@127.0.0.1:${port}/${DATABASE}`;
}

/**
 * How a server answered. `busy`: it is starting or stopping; `absent`: nothing there, or somebody else; `reason` states more.
 */
export interface ProbeResult {
  state: 'ready' | 'busy' | 'absent';
  reason: string;
}

/**
 * Connects, makes sure that it is the server of `dataDir` (a port may have changed hands) and that the database exists.
 */
export async function probeServer(address: ServerAddress, dataDir: string): Promise<ProbeResult> {
  try {
    await withClient(address, DATABASE, async (client) => {
      const { rows } = await client.query<{ path: string }>(
        `SELECT current_setting('data_directory') AS path`,
      );
      if ((await realpath(rows[0]?.path ?? '')) !== (await realpath(dataDir)))
        throw new Error('another server answers');
    });
    return { state: 'ready', reason: '' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (errorCode(error) !== NO_SUCH_DATABASE)
      return { state: errorCode(error) === NOT_YET ? 'busy' : 'absent', reason };
  }
  await createDatabase(address);
  return probeServer(address, dataDir);
}

async function createDatabase(address: ServerAddress): Promise<void> {
  await withClient(address, 'postgres', async (client) => {
    await client.query(`CREATE DATABASE ${DATABASE}`).catch((error: unknown) => {
      if (!EXISTS_ALREADY.includes(errorCode(error) ?? '')) throw error;
    });
  });
}

async function withClient(
  address: ServerAddress,
  database: string,
  use: (client: Client) => Promise<void>,
): Promise<void> {
  const client = newClient(address, database);
  await client.connect();
  await use(client).finally(() => client.end().catch(() => undefined));
}

/**
 * Calls `onLost` when a server started by another process goes away. The idle connection it holds for that does not keep
 * our process alive.
 */
export async function watchServer(address: ServerAddress, onLost: () => void): Promise<() => Promise<void>> {
  const client = newClient(address, 'postgres');
  client.once('end', onLost);
  await client.connect();
  // Exists in pg, not in its type definitions.
  (client as Client & { unref(): void }).unref();
  return async () => {
    client.removeListener('end', onLost);
    // Somebody waits for the goodbye now: nothing else may be left that keeps the process alive until it has come.
    (client as Client & { ref(): void }).ref();
    await client.end().catch(() => undefined);
  };
}

function newClient({ port, password }: ServerAddress, database: string): Client {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: SERVER_USER,
    password,
    database,
    ssl: false,
    connectionTimeoutMillis: 5000,
    application_name: 'headroom-server',
  });
  // Without a listener a dying server would end our process.
  client.on('error', () => undefined);
  return client;
}
