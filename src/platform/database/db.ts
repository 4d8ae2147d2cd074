import type { PoolClient } from 'pg';
import { QueryFailedError, type EntityManager, type QueryRunner } from 'typeorm';
import { isRetryable, sqlState } from './pool/pg-errors';
import { preparedStatements } from './pool/prepared-statements';
import { StatementBatch, type Statement } from './pool/statement-batch';
import { compileSql, type Sql } from './sql';
import { turn } from './turn';

/** A row as the driver delivers it: numeric and bigint as text, date as YYYY-MM-DD, timestamptz as Date. */
export type SqlRow = Record<string, unknown>;

/** The only way to the database: a pool, or the connection of one transaction. */
export interface Db {
  /** Runs one statement; its columns are named as the properties of `R`. */
  query<R = SqlRow>(statement: Sql): Promise<R[]>;
  /** The first row, or undefined. */
  first<R = SqlRow>(statement: Sql): Promise<R | undefined>;
  /** Runs one statement and returns how many rows it changed. */
  execute(statement: Sql): Promise<number>;
  /**
   * Inside a transaction: sends a statement together with the next one, before it, and does not wait for its answer.
   * Its failure is that of the statement it travels with.
   */
  later(statement: Sql): void;
  /** Sends what still waits. */
  flush(): Promise<void>;
  /** TypeORM's manager on the same connection, for entities. */
  readonly manager: EntityManager;
  /** What every transaction on this database begins with: limits it to the caller's lines of business; absent = no limit. */
  readonly prelude?: Sql | undefined;
}

interface StructuredResult {
  records?: unknown[];
  affected?: number | null;
}

/** A statement that has not been sent yet, and who waits for its answer. */
interface Waiting {
  statement: Statement;
  answer?: { resolve(result: StructuredResult): void; reject(error: unknown): void };
}

/** The name under which a statement is sent; undefined for none. */
type NameOf = ({ text, values }: Statement) => string | undefined;

const nameOf: NameOf = ({ text, values }) => preparedStatements.nameOf(text, values);
/** Of reads only those without parameters: a plan for all values may be a bad one for those of a filter. */
const nameOfRead: NameOf = (statement) => (statement.values.length === 0 ? nameOf(statement) : undefined);

/** Sends statements in one round trip on a connection. */
async function sendTogether(
  runner: QueryRunner,
  batch: readonly Waiting[],
  name: NameOf,
): Promise<readonly StructuredResult[]> {
  const client = (await runner.connect()) as PoolClient;
  const statements = batch.map(({ statement }) => {
    const { text, values } = statement;
    void runner.connection.logger.logQuery(text, [...values], runner);
    return { name: name(statement), text, values };
  });
  const { results, failure } = await client.query(new StatementBatch(statements)).outcome;
  if (failure) {
    const { error, statement } = failure;
    if (statement.name !== undefined) preparedStatements.refused(sqlState(error));
    throw new QueryFailedError(statement.text, [...statement.values], error);
  }
  return results.map(({ rows, rowCount }) => ({ records: rows as unknown[], affected: rowCount }));
}

type Send = (statement: Statement) => Promise<StructuredResult>;

/** Statements of a transaction that are asked for in one go travel together; `later` adds some that nobody waits for. */
function transactionSender(run: Run): { send: Send } & Pick<Db, 'later' | 'flush'> {
  let waiting: Waiting[] = [];
  let isLeaving = false;
  const leave = async (): Promise<void> => {
    isLeaving = false;
    const batch = waiting;
    waiting = [];
    try {
      const results = await run((runner) => sendTogether(runner, batch, nameOf));
      await turn();
      for (const [index, { answer }] of batch.entries()) answer?.resolve(results[index] ?? {});
    } catch (error) {
      for (const { answer } of batch) answer?.reject(error);
    }
  };
  const send: Send = (statement) => {
    if (!isLeaving) queueMicrotask(() => void leave());
    isLeaving = true;
    return new Promise((resolve, reject) => waiting.push({ statement, answer: { resolve, reject } }));
  };
  return {
    send,
    later: (statement) => void waiting.push({ statement: compileSql(statement) }),
    async flush() {
      const last = waiting.pop();
      if (last) await send(last.statement);
    },
  };
}

/** Statements outside transactions: each takes a connection for itself. */
function poolSender(run: Run): { send: Send } & Pick<Db, 'later' | 'flush'> {
  const send = async (statement: Statement): Promise<StructuredResult> => {
    const [result] = await run((runner) => sendTogether(runner, [{ statement }], nameOfRead));
    await turn();
    return result ?? {};
  };
  return {
    // Behind a pooler a connection may not know a name: nothing has happened yet.
    send: (statement) =>
      send(statement).catch((error: unknown) => {
        if (isRetryable(error)) return send(statement);
        throw error;
      }),
    later() {
      throw new Error('Only statements of a transaction can travel together');
    },
    flush: () => Promise.resolve(),
  };
}

type Run = <T>(use: (runner: QueryRunner) => Promise<T>) => Promise<T>;

/** A `Db` that borrows a query runner for each statement from `run`. */
export function createDb(manager: EntityManager, run: Run, prelude?: Sql): Db {
  const { send, later, flush } = manager.queryRunner ? transactionSender(run) : poolSender(run);
  const query = async <R>(statement: Sql): Promise<R[]> => {
    const { records = [] } = await send(compileSql(statement));
    return records as R[];
  };
  return {
    manager,
    prelude,
    query,
    first: async <R>(statement: Sql) => (await query<R>(statement))[0],
    execute: async (statement) => (await send(compileSql(statement))).affected ?? 0,
    later,
    flush,
  };
}
