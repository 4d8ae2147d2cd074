import type { DataSource, QueryRunner } from 'typeorm';
import { createScope } from '../scope/create-scope';
import type { Change, RequestScope, WriteScope, Writer } from '../scope/request-scope';
import { createDb } from '../database/db';
import { isRetryable, retryDelayMs } from '../database/pool/pg-errors';

/** What a write scope has before the hooks of the composition root have added the rest. */
export type BareWriteScope = RequestScope & Pick<WriteScope, 'at'>;

/** What features add to every change; the composition root hands it to the writer. */
export interface ChangeHooks {
  /** Before the work: records the change and returns the members that features have declared on the write scope. */
  open(bare: BareWriteScope, change: Change): Promise<Omit<WriteScope, keyof BareWriteScope>>;
  /** After the work, and after each piece of work that joined it: brings up to date what the work left behind. */
  settle(tx: WriteScope): Promise<void>;
  /** Last statement before the commit, so that locks it takes live only for the commit; not called for a dry run. */
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
          inOneTransaction(dataSource, beginLocked(scope, change), (runner) =>
            runChange({ scope, change, hooks, runner, isLocked: true }, work),
          ),
        );
      } catch (error) {
        if (error instanceof DryRun) return error.result as never;
        throw error;
      }
    },
    transaction: (scope, work) =>
      retrying(() =>
        inTransaction(dataSource, begin(scope), async (runner) => {
          const db = createDb(runner.manager, (use) => use(runner), scope.db.prelude);
          await db.execute(`SET LOCAL idle_in_transaction_session_timeout = ${OUTER_IDLE_MS}`);
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
        if (change.statementTimeoutMs) await runner.query(patience(change.statementTimeoutMs));
        const result = await runChange({ scope, change, hooks, runner }, work);
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

/** A change that says how long it takes may also think as long between its statements, and stand in line longer. */
function patience(statementTimeoutMs: number | undefined): string {
  if (statementTimeoutMs === undefined) return `SET LOCAL statement_timeout = ${STATEMENT_MS}`;
  return `SET LOCAL statement_timeout = ${statementTimeoutMs}; SET LOCAL lock_timeout = ${LONG_LOCK_MS};
    SET LOCAL idle_in_transaction_session_timeout = ${statementTimeoutMs}`;
}

/** What a transaction begins with: its time-outs, and the caller's lines of business. */
function begin({ db }: RequestScope, statementTimeoutMs?: number): string {
  const patient = patience(statementTimeoutMs);
  return db.prelude ? `${patient}; ${db.prelude}` : patient;
}

/** All that a change begins with in one round trip: time-outs, lines of business, structure lock. */
function beginLocked(scope: RequestScope, { statementTimeoutMs, lock }: Change): string {
  return `START TRANSACTION; ${begin(scope, statementTimeoutMs)}; SELECT ${structureLock(lock)}(${STRUCTURE_LOCK})`;
}

/** A transaction without savepoints, whose start is one statement with what it begins with. */
async function inOneTransaction<T>(
  dataSource: DataSource,
  beginning: string,
  body: (runner: QueryRunner) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  let isOpen = false;
  try {
    await runner.connect();
    isOpen = true;
    await runner.query(beginning);
    const result = await body(runner);
    await runner.query('COMMIT');
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
  beginning: string,
  body: (runner: QueryRunner) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.connect();
    await runner.startTransaction();
    await runner.query(beginning);
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
  runner: QueryRunner;
  /** The transaction has begun with the structure lock. */
  isLocked?: boolean;
}

async function runChange<T>(run: Run, work: (tx: WriteScope) => Promise<T>): Promise<T> {
  const db = createDb(run.runner.manager, (use) => use(run.runner), run.scope.db.prelude);
  if (!run.isLocked) await db.query(`SELECT ${structureLock(run.change.lock)}($1)`, [STRUCTURE_LOCK]);
  const tx = await openWriteScope(run, db);
  const result = await work(tx);
  await run.hooks.settle(tx);
  // A cancelled job saves nothing, whether or not its work has looked.
  run.scope.attachments.job?.signal.throwIfAborted();
  if (run.change.dryRun) throw new DryRun(result);
  await run.hooks.seal(tx);
  return result;
}

function structureLock(mode: Change['lock']): string {
  return mode === 'exclusive' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared';
}

async function openWriteScope(
  { scope, change, hooks }: Run,
  db: ReturnType<typeof createDb>,
): Promise<WriteScope> {
  const joined: Writer = {
    write: async (_outer, _change, work) => {
      const result = await work(tx);
      await hooks.settle(tx);
      return result;
    },
    transaction: (outer, work) => work(outer),
  };
  const bare = { ...createScope({ ...scope, db, writer: joined }), at: scope.clock.now() };
  const tx: WriteScope = { ...bare, ...(await hooks.open(bare, change)) };
  return tx;
}
