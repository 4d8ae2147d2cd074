import { DatabaseError, Pool, type PoolClient } from 'pg';

interface Wired {
  connection?: { stream?: { destroy(): void } };
  getTransactionStatus?(): string | null;
}

type Connected = (error: Error | undefined, client?: PoolClient, release?: (error?: Error) => void) => void;

/** A failure that reads as PostgreSQL's own "cannot connect". */
function unreachable(): Error {
  const error = new DatabaseError('the database cannot be reached', 0, 'error');
  error.code = '08001';
  return error;
}

/**
 * A pool that refuses at once while the database is away, can drop every connection whose answers will not come, and
 * never takes back a connection inside a transaction.
 */
export class GuardedPool extends Pool {
  private readonly clients = new Set<PoolClient>();
  private away = false;

  constructor(options: ConstructorParameters<typeof Pool>[0]) {
    super(options);
    this.on('connect', (client) => this.clients.add(client));
    this.on('remove', (client) => this.clients.delete(client));
    this.on('release', (_error, client) => {
      // The ROLLBACK of a failed transaction may itself have failed.
      if (((client as Wired).getTransactionStatus?.() ?? 'I') !== 'I') dropConnection(client);
    });
  }

  /** False: every connection is dropped, what waits for an answer fails, and nothing more is sent. */
  setReachable(reachable: boolean): void {
    this.away = !reachable;
    if (this.away) for (const client of this.clients) dropConnection(client);
  }

  override connect(): Promise<PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<PoolClient> | void {
    if (this.away) {
      if (!callback) return Promise.reject(unreachable());
      process.nextTick(callback, unreachable());
      return;
    }
    if (!callback) return super.connect();
    super.connect(callback as never);
  }
}

/** Ends a connection without waiting for the other side. */
export function dropConnection(client: object): void {
  (client as Wired).connection?.stream?.destroy();
}
