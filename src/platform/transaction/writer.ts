import type { DataSource, QueryRunner } from 'typeorm';
import { createScope } from '../scope/create-scope';
import type { Change, RequestScope, WriteScope, Writer } from '../scope/request-scope';
import { createDb, type Db } from '../database/db';
import { isRetryable, retryDelayMs } from '../database/pool/pg-errors';
import { Stale } from '../database/stale';

/** Rewrites derived figures (weekly capacities, summaries) that a change has made out of date. */
export type Derive = (tx: WriteScope) => Promise<void>;

const MAX_TRIES = 5;
const STATEMENT_MS = 60_000;
const LONG_LOCK_MS = 5_000;
/** An outer transaction may think between its statements, e.g. while an allocation is planned. */
const OUTER_IDLE_MS = 300_000;
/** Shared by assignment writes, exclusive for changes of what they are computed from. */
const STRUCTURE_LOCK = 7_204_118_002;

class DryRun<T> extends Error {
  constructor(readonly result: T) {
    super('dry run');
  }
}

/**
 * One write = one transaction: structure lock, change set, work, derived figures, data version, commit.
 * Serialisation failures and deadlocks repeat the whole; a dry run does all of it and rolls back.
 */
export function createWriter(dataSource: DataSource, derive: Derive): Writer {
  return {
    async write(scope, change, work) {
      try {
        return await retrying(() =>
          inTransaction(dataSource, change.statementTimeoutMs, (runner) =>
            runChange({ scope, change, derive, runner }, work),
          ),
        );
      } catch (error) {
        if (error instanceof DryRun) return error.result as never;
        throw error;
      }
    },
    transaction: (scope, work) =>
      retrying(() =>
        inTransaction(dataSource, undefined, async (runner) => {
          const db = createDb(runner.manager, (use) => use(runner));
          await db.execute(`SET LOCAL idle_in_transaction_session_timeout = ${OUTER_IDLE_MS}`);
          const inner = innerWriter(derive, runner);
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

/** Changes inside an outer transaction: a savepoint and a change set each, one commit for all. */
function innerWriter(derive: Derive, runner: QueryRunner): Writer & { toRetry?: Error } {
  const writer: Writer & { toRetry?: Error } = {
    async write(scope, change, work) {
      await runner.startTransaction();
      try {
        if (change.statementTimeoutMs) await runner.query(patience(change.statementTimeoutMs));
        const result = await runChange({ scope, change, derive, runner }, work);
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

async function inTransaction<T>(
  dataSource: DataSource,
  statementTimeoutMs: number | undefined,
  body: (runner: QueryRunner) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.connect();
    await runner.startTransaction();
    await runner.query(patience(statementTimeoutMs));
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
  derive: Derive;
  runner: QueryRunner;
}

async function runChange<T>(run: Run, work: (tx: WriteScope) => Promise<T>): Promise<T> {
  const db = createDb(run.runner.manager, (use) => use(run.runner));
  await takeStructureLock(db, run.change.lock ?? 'shared');
  const tx = await openWriteScope(run, db);
  const result = await work(tx);
  await deriveStale(run.derive, tx);
  // A cancelled job saves nothing, whether or not its work has looked.
  run.scope.attachments.job?.signal.throwIfAborted();
  if (run.change.dryRun) throw new DryRun(result);
  await db.execute(
    `UPDATE data_version SET version = version + 1, changed_datetime = $1 WHERE scope = 'all'`,
    [tx.at],
  );
  return result;
}

async function takeStructureLock(db: Db, mode: 'shared' | 'exclusive'): Promise<void> {
  const suffix = mode === 'shared' ? '_shared' : '';
  await db.query(`SELECT pg_advisory_xact_lock${suffix}($1)`, [STRUCTURE_LOCK]);
}

async function deriveStale(derive: Derive, tx: WriteScope): Promise<void> {
  if (tx.stale.isEmpty) return;
  await derive(tx);
  tx.stale.clear();
}

async function openWriteScope({ scope, change, derive }: Run, db: Db): Promise<WriteScope> {
  const at = scope.clock.now();
  const row = await db.first<{ id: number }>(
    `INSERT INTO change_set (action, actor, created_datetime, note, request_id)
     VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [change.action, scope.actor.name, at, change.note ?? null, scope.requestId],
  );
  const joined: Writer = {
    write: async (_outer, _change, work) => {
      const result = await work(tx);
      await deriveStale(derive, tx);
      return result;
    },
    transaction: (outer, work) => work(outer),
  };
  const inner = createScope({ ...scope, db, writer: joined });
  const tx: WriteScope = { ...inner, changeSetId: row?.id ?? 0, at, stale: new Stale() };
  return tx;
}
