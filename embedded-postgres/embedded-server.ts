import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  createCluster,
  createScratchDirectory,
  locateDataDirectory,
  readPassword,
  type DataDirectory,
} from './data-directory';
import { errorCode } from './error-code';
import { findBinaries, type BinaryPlaces, type PostgresBinaries } from './postgres-binaries';
import { ServerKeeper } from './server-keeper';

/** How to run a server of our own. */
export interface EmbeddedServerOptions {
  /** The database files are in the folder `pg` of it. */
  dataDir: string;
  /** Folder with `initdb` and `postgres` to use in place of the bundled ones. */
  pgBin?: string | undefined;
  /** A throw-away server: not crash-safe, in the temporary folder, removed when it stops. */
  ephemeral?: boolean | undefined;
  log?: ((line: string) => void) | undefined;
  /** Where binaries are looked for, if not in the usual places. */
  places?: BinaryPlaces | undefined;
}

/** A running server of our own; `stop` ends it if this process started it. */
export interface EmbeddedServer {
  url: string;
  kind: PostgresBinaries['kind'];
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on `<dataDir>/pg`, creating it if need be, or joins the server that another process runs there.
 */
export async function openEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { dataDir, ephemeral = false, log = () => undefined } = options;
  const directory = await (ephemeral ? createScratchDirectory() : locateDataDirectory(dataDir, log)).catch(
    (error: unknown) => {
      throw unusable(dataDir, error);
    },
  );
  try {
    return await openServerOn(directory, { ...options, log });
  } catch (error) {
    await removeScratch(directory);
    throw unusable(dataDir, error);
  }
}

/** What the system refuses (no right, no room, no folder), with what to do about it; other errors say so themselves. */
function unusable(dataDir: string, error: unknown): unknown {
  if (!/^E[A-Z]+$/.test(errorCode(error) ?? '')) return error;
  const { message } = error as NodeJS.ErrnoException;
  return new Error(
    `The data directory ${resolve(dataDir)} cannot be used: ${message}. Choose another one (DATA_DIR), or set DATABASE_URL.`,
    { cause: error },
  );
}

async function openServerOn(
  directory: DataDirectory,
  options: EmbeddedServerOptions & { log: (line: string) => void },
): Promise<EmbeddedServer> {
  const { pgBin, places, log } = options;
  const binaries = await findBinaries({ pgBin, places, account: directory.account, major: directory.major });
  if (!directory.major) {
    log(`creating a PostgreSQL ${binaries.version} database in ${directory.path}`);
    await createCluster(directory, binaries);
  }
  const keeper = new ServerKeeper({ binaries, directory, log, password: await readPassword(directory) });
  const url = await keeper.open();
  return {
    url,
    kind: binaries.kind,
    async stop() {
      await keeper.stop();
      await removeScratch(directory);
    },
  };
}

async function removeScratch({ scratch }: DataDirectory): Promise<void> {
  if (scratch) await rm(scratch, { recursive: true, force: true });
}
