import type { DataSource, QueryRunner } from 'typeorm';
import { createScope } from '../scope/create-scope';
import type { Change, RequestScope, WriteScope, Writer } from '../scope/request-scope';
import { createDb, type Db } from '../database/db';
import { joinSql, literal, sql, type Sql } from '../database/sql';
import { isRetryable, retryDelayMs } from '../database/pool/pg-errors';

/** What a write scope has before the hooks of the composition root have added the rest. */
export type BareWriteScope = RequestScope & Pick<WriteScope, 'at'>;

/** What features add to every change; the composition root hands it to the writer. */
export interface ChangeHooks {
  /** Before the work: records the change and returns the members that features have declared on the write scope. */
  open(bare: BareWriteScope, change: Change): Promise<Omit<WriteScope, keyof BareWriteScope>>;
  /** After the work, and after each piece of work that joined it: brings up to date what the work left behind; its last statements may travel with those that follow. */
  settle(tx: WriteScope): Promise<void>;
  /** Last statements, which travel with the commit, so that locks they take live only for it; not called for a dry run. */
  seal(tx: WriteScope): Promise<void>;
}

const MAX_TRIES = 5;
const STATEMENT_MS = 60_000;
const LONG_LOCK_MS = 5_000;
/** An outer transaction may think between its statements, e.g. while an allocation is planned. */
const OUTER_IDLE_MS = 300_000;
/** Taken shared or exclusive by every change: see `Change.lock`. */
const STRUCTURE_LOCK = 7_204_118_002;

class DryRun<T> extends Error {
  constructor(readonly result: T) {
    super('dry run');
  }
}

/**
 * One write = one transaction: structure lock, open, work, settle, seal, commit.
 * Serialisation failures and deadlocks repeat the whole; a dry run does all of it and rolls back.
 */
export function createWriter(dataSource: DataSource, hooks: ChangeHooks): Writer {
  return {
    async write(scope, change, work) {
      try {
        return await retrying(() =>
          inOneTransaction(dataSource, scope, change, (db) =>
            runChange({ scope, change, hooks, db, isLocked: true }, work),
          ),
        );
      } catch (error) {
        if (error instanceof DryRun) return error.result as never;
        throw error;
      }
    },
    transaction: (scope, work) =>
      retrying(() =>
        inTransaction(dataSource, async (runner) => {
          const db = createDb(runner.manager, (use) => use(runner), scope.db.prelude);
          if (db.prelude) db.later(db.prelude);
          db.later(sql`SELECT ${patience(undefined)}`);
          await db.execute(sql`SET LOCAL idle_in_transaction_session_timeout = ${literal(OUTER_IDLE_MS)}`);
          const inner = innerWriter(hooks, runner);
          const result = await work(createScope({ ...scope, db, writer: inner }));
          // A failure that the work has swallowed still asks for the whole to be repeated.
          if (inner.toRetry !== undefined) throw inner.toRetry;
          return result;
        }),
      ),
  };
}

async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= MAX_TRIES || !isRetryable(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryDelayMs(attempt)));
    }
  }
}

/** Changes inside an outer transaction: a savepoint each, one commit for all. */
function innerWriter(hooks: ChangeHooks, runner: QueryRunner): Writer & { toRetry?: Error } {
  const writer: Writer & { toRetry?: Error } = {
    async write(scope, change, work) {
      await runner.startTransaction();
      try {
        const db = createDb(runner.manager, (use) => use(runner), scope.db.prelude);
        if (change.statementTimeoutMs) db.later(sql`SELECT ${patience(change.statementTimeoutMs)}`);
        const result = await runChange({ scope, change, hooks, db }, work);
        await db.flush();
        await runner.commitTransaction();
        return result;
      } catch (error) {
        if (isRetryable(error) && error instanceof Error) writer.toRetry = error;
        await runner.rollbackTransaction();
        if (error instanceof DryRun) return error.result as never;
        throw error;
      }
    },
    transaction: (scope, work) => work(scope),
  };
  return writer;
}

/** A change that states how long it takes may also think as long between its statements, and stand in line longer. */
function patience(statementTimeoutMs: number | undefined): Sql {
  const settings: readonly (readonly [name: string, ms: number])[] =
    statementTimeoutMs === undefined
      ? [['statement_timeout', STATEMENT_MS]]
      : [
          ['statement_timeout', statementTimeoutMs],
          ['lock_timeout', LONG_LOCK_MS],
          ['idle_in_transaction_session_timeout', statementTimeoutMs],
        ];
  return joinSql(
    settings.map(([name, ms]) => sql`set_config(${literal(name)}, ${literal(String(ms))}, true)`),
    ', ',
  );
}

/**
 * A transaction without savepoints. It begins with time-outs, lines of business and structure lock in the round trip of
 * its first statement, and its last statements travel with the commit.
 */
async function inOneTransaction<T>(
  dataSource: DataSource,
  scope: RequestScope,
  { statementTimeoutMs, lock }: Change,
  body: (db: Db) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  let isOpen = false;
  try {
    await runner.connect();
    isOpen = true;
    const db = createDb(runner.manager, (use) => use(runner), scope.db.prelude);
    db.later(sql`START TRANSACTION`);
    if (db.prelude) db.later(db.prelude);
    db.later(sql`SELECT ${patience(statementTimeoutMs)}, ${structureLock(lock)}`);
    const result = await body(db);
    await db.execute(sql`COMMIT`);
    isOpen = false;
    return result;
  } catch (error) {
    if (isOpen) await runner.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

async function inTransaction<T>(
  dataSource: DataSource,
  body: (runner: QueryRunner) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.connect();
    await runner.startTransaction();
    const result = await body(runner);
    await runner.commitTransaction();
    return result;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

interface Run {
  scope: RequestScope;
  change: Change;
  hooks: ChangeHooks;
  db: Db;
  /** The transaction has begun with the structure lock. */
  isLocked?: boolean;
}

async function runChange<T>(run: Run, work: (tx: WriteScope) => Promise<T>): Promise<T> {
  const { db, change, hooks } = run;
  if (!run.isLocked) await db.query(sql`SELECT ${structureLock(change.lock)}`);
  const { tx, opened } = openWriteScope(run);
  if (!change.readsFirst) await opened;
  const [result] = await Promise.all([work(tx), opened]);
  await hooks.settle(tx);
  const { job } = run.scope.attachments;
  if (job || change.dryRun) await db.flush();
  // A cancelled job saves nothing, whether or not its work has looked.
  job?.signal.throwIfAborted();
  if (change.dryRun) throw new DryRun(result);
  await hooks.seal(tx);
  return result;
}

function structureLock(mode: Change['lock']): Sql {
  const lock = literal(STRUCTURE_LOCK);
  return mode === 'exclusive'
    ? sql`pg_advisory_xact_lock(${lock})`
    : sql`pg_advisory_xact_lock_shared(${lock})`;
}

/** The scope of a change; it is whole once `opened` resolves. */
function openWriteScope({ scope, change, hooks, db }: Run): { tx: WriteScope; opened: Promise<unknown> } {
  const joined: Writer = {
    write: async (_outer, _change, work) => {
      const result = await work(tx);
      await hooks.settle(tx);
      return result;
    },
    transaction: (outer, work) => work(outer),
  };
  const bare = { ...createScope({ ...scope, db, writer: joined }), at: scope.clock.now() };
  const tx = bare as WriteScope;
  const opened = hooks.open(bare, change).then((members) => Object.assign(tx, members));
  return { tx, opened };
}
