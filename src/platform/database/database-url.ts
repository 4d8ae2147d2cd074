import { UsageError } from '../process/usage-error';
import { openEmbeddedServer } from '../../../embedded-postgres/embedded-server';

/** How to come by a PostgreSQL server; everything that stems from the environment is passed in. */
export interface DatabaseServerOptions {
  /** An existing server: used as it is, nothing is started. */
  databaseUrl?: string | undefined;
  /** Where a server of our own keeps its files (in the folder `pg`). */
  dataDir: string;
  /** Folder with `initdb` and `postgres` to use in place of the bundled ones. */
  pgBin?: string | undefined;
  /** A throw-away server for tests: not crash-safe, in the temporary folder, removed when it stops. */
  ephemeral?: boolean | undefined;
  log?: ((line: string) => void) | undefined;
}

/** A server that accepts connections at `url`; `stop` ends it if this process started it. */
export interface DatabaseServer {
  url: string;
  kind: 'external' | 'embedded' | 'system';
  stop(): Promise<void>;
}

/**
 * The database to use: `databaseUrl` if given, else a PostgreSQL server of our own made from the bundled binaries or
 * from those installed on the machine.
 */
export async function openDatabaseServer(options: DatabaseServerOptions): Promise<DatabaseServer> {
  if (options.databaseUrl) {
    return { url: options.databaseUrl, kind: 'external', stop: () => Promise.resolve() };
  }
  const { dataDir, pgBin, ephemeral, log } = options;
  try {
    return await openEmbeddedServer({ dataDir, pgBin: pgBin || undefined, ephemeral, log });
  } catch (cause) {
    // What stands in the way is outside the program, and its message states what to do.
    throw cause instanceof Error ? new UsageError(cause.message, { cause }) : cause;
  }
}
