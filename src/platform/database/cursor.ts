import type { PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { DomainError } from '../../domain/errors';
import { Semaphore } from '../concurrency/semaphore';
import { createDb, type Db } from './db';
import { recordFields } from './record-text';
import { compileSql, type Sql } from './sql';

/** A row as text: exact decimals, ISO dates, `t` and `f`, null. It belongs to who reads it. */
export type CursorRow = (string | null)[];

/** One moment of the database on a connection of its own. */
export interface Snapshot {
  /** Statements that see this moment. */
  db: Db;
  /**
   * Rows of one statement in batches: the next is fetched while the last is used, never more than two are held. A batch
   * belongs to its reader until the next one is asked for; then it is emptied, its rows may be kept.
   */
  batches(statement: Sql): AsyncGenerator<readonly CursorRow[], void, undefined>;
  /** Ends the transaction and gives the connection back. */
  close(): Promise<void>;
}

const BATCH_ROWS = 500;
/** A reader that asks for no further batch for so long loses its snapshot, however it still reads what it has. */
const STALL_SECONDS = 60;
/** How long a reader waits for one of the connections that streams may use, unless `limitReaders` sets it. */
const QUEUE_MS = 60_000;
const AS_TEXT = { getTypeParser: () => (text: string) => text };

/**
 * Opens a read-only snapshot for a long read: no statement time-out, but aborting `signal` cancels the running statement.
 * At most half of the pool serves long reads, so that short requests always find a connection.
 */
export async function openSnapshot(db: Db, signal: AbortSignal): Promise<Snapshot> {
  const dataSource = db.manager.connection;
  const release = await readers(dataSource).enter();
  if (signal.aborted) {
    // Nobody waits for the answer any more: the place is worth more to the next in line.
    release();
    signal.throwIfAborted();
  }
  const runner = dataSource.createQueryRunner();
  try {
    const client = (await runner.connect()) as PoolClient;
    await runner.startTransaction('REPEATABLE READ');
    await runner.query(
      `SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = '${STALL_SECONDS}s';
       SET LOCAL work_mem = '64MB'; SET LOCAL cursor_tuple_fraction = 1; SET TRANSACTION READ ONLY`,
    );
    // Through a pooler the connection's own number is not that of the database process.
    const [{ pid }] = (await runner.query('SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
    if (db.prelude) await runPrelude(runner, db.prelude);
    const leave = async (): Promise<void> => {
      try {
        if (runner.isTransactionActive) await runner.rollbackTransaction();
      } catch {
        // Either a late cancellation hit the ROLLBACK, or the connection is gone and its transaction with it.
        await client.query('ROLLBACK').catch(() => undefined);
      } finally {
        await runner.release().catch(() => undefined);
        release();
      }
    };
    return new CursorSnapshot(runner, client, { signal, pid, leave });
  } catch (error) {
    await runner.release().catch(() => undefined);
    release();
    throw error;
  }
}

/** Limits the transaction of a connection to the caller’s lines of business. */
export async function runPrelude(runner: QueryRunner, prelude: Sql): Promise<void> {
  const { text, values } = compileSql(prelude);
  await runner.query(text, [...values]);
}

/**
 * A snapshot on the connection of a transaction, which it leaves as it is. The moment is one only for who keeps others from
 * writing meanwhile.
 */
export async function snapshotWithin(tx: Db, signal: AbortSignal): Promise<Snapshot> {
  const runner = tx.manager.queryRunner;
  if (!runner) throw new Error('a snapshot within a transaction needs one');
  await tx.flush();
  const client = (await runner.connect()) as PoolClient;
  const [{ pid }] = (await runner.query('SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
  // After a cancelled statement nothing more is answered until the transaction ends.
  const leave = (): Promise<void> =>
    client.query('CLOSE ALL').then(
      () => undefined,
      () => undefined,
    );
  return new CursorSnapshot(runner, client, { signal, pid, leave });
}

class CursorSnapshot implements Snapshot {
  readonly db: Db;
  private cursors = 0;
  private closed = false;
  private running = 0;
  private cancelling: Promise<unknown> | undefined;
  private readonly onAbort = (): void => {
    if (this.running > 0) this.cancel();
  };

  constructor(
    private readonly runner: QueryRunner,
    private readonly client: PoolClient,
    private readonly hold: { signal: AbortSignal; pid: number; leave: () => Promise<void> },
  ) {
    this.db = createDb(runner.manager, (use) => this.watched(() => use(runner)));
    hold.signal.addEventListener('abort', this.onAbort, { once: true });
  }

  async *batches(statement: Sql): AsyncGenerator<readonly CursorRow[], void, undefined> {
    this.cursors += 1;
    const name = `report_${this.cursors}`;
    const { text, values } = compileSql(statement);
    // One text a row: the driver takes far longer for thirty fields than it takes to part a text.
    const declared = `DECLARE ${name} NO SCROLL CURSOR FOR SELECT q::text FROM (${text}) q`;
    await this.watched(() => this.client.query(declared, [...values]));
    let coming = this.fetch(name);
    for (;;) {
      const records = await coming;
      const count = records.length;
      if (count === 0) return;
      if (count === BATCH_ROWS) {
        coming = this.fetch(name);
        // A failure is met when the batch is awaited; until then it must not count as unhandled.
        coming.catch(() => undefined);
      }
      const rows = records.map(([record]) => recordFields(record));
      // Emptied once used: each batch hangs on the one before by promises that the young generation cannot collect any
      // more. All rows of a stream would grow old with them, which is twice the CPU of a download.
      records.length = 0;
      yield rows;
      rows.length = 0;
      if (count < BATCH_ROWS) return;
    }
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    if (this.running > 0) this.cancel();
    // A cancellation still on its way would hit whoever gets the connection next.
    await this.cancelling;
    this.hold.signal.removeEventListener('abort', this.onAbort);
    await this.hold.leave();
  }

  private async fetch(cursor: string): Promise<[record: string][]> {
    const text = `FETCH ${BATCH_ROWS} FROM ${cursor}`;
    const { rows } = await this.watched(() =>
      this.client.query<[string]>({ text, rowMode: 'array', types: AS_TEXT }),
    );
    return rows;
  }

  private async watched<T>(work: () => Promise<T>): Promise<T> {
    this.hold.signal.throwIfAborted();
    this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
    }
  }

  private cancel(): void {
    // From another connection: this one is waiting for the statement to be cancelled.
    this.cancelling ??= this.runner.connection
      .query('SELECT pg_cancel_backend($1)', [this.hold.pid])
      .catch(() => undefined);
  }
}

const readersOf = new WeakMap<DataSource, Semaphore>();

/** Sets how long a long read waits for a connection of this pool. */
export function limitReaders(dataSource: DataSource, waitMs: number): void {
  const { poolSize = 10 } = dataSource.options as { poolSize?: number };
  const active = poolSize > 2 ? poolSize >> 1 : 1;
  const refusal = (): DomainError => tooManyReaders(active, waitMs);
  readersOf.set(dataSource, new Semaphore({ active, waitMs, refusal }));
}

/** Long reads of one pool: at most half of its connections at once. */
function readers(dataSource: DataSource): Semaphore {
  if (!readersOf.has(dataSource)) limitReaders(dataSource, QUEUE_MS);
  return readersOf.get(dataSource) as Semaphore;
}

function tooManyReaders(active: number, waitMs: number): DomainError {
  const limit = active === 1 ? 'one report is' : `${active} reports are`;
  const message = `At most ${limit} read at once, half of POOL_SIZE, and none has ended for ${waitMs / 1_000} s; try again in a few seconds`;
  return new DomainError('UNAVAILABLE', message);
}
