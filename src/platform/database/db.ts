import type { PoolClient } from 'pg';
import { QueryFailedError, type EntityManager, type QueryRunner } from 'typeorm';
import { sqlState } from './pool/pg-errors';
import { preparedStatements } from './pool/prepared-statements';
import { compileSql, Sql } from './sql';
import { turn } from './turn';

/** A row as the driver delivers it: numeric and bigint as text, date as YYYY-MM-DD, timestamptz as Date. */
export type SqlRow = Record<string, unknown>;

/** The only way to the database: a pool, or the connection of one transaction. */
export interface Db {
  /** Runs one statement; its columns are named as the properties of `R`. */
  query<R = SqlRow>(statement: Sql): Promise<R[]>;
  /** Runs text with parameters `$1 …`; `read` maps each row. For statements that are not written as `Sql` yet. */
  query<R = SqlRow>(sql: string, params?: readonly unknown[], read?: (row: SqlRow) => R): Promise<R[]>;
  /** The first row, or undefined. */
  first<R = SqlRow>(statement: Sql): Promise<R | undefined>;
  first<R = SqlRow>(
    sql: string,
    params?: readonly unknown[],
    read?: (row: SqlRow) => R,
  ): Promise<R | undefined>;
  /** Runs one statement and returns how many rows it changed. */
  execute(statement: Sql | string, params?: readonly unknown[]): Promise<number>;
  /** TypeORM's manager on the same connection, for entities. */
  readonly manager: EntityManager;
  /** What every transaction on this database begins with: limits it to the caller's lines of business; absent = no limit. */
  readonly prelude?: string | undefined;
}

interface StructuredResult {
  raw: unknown;
  records?: unknown[];
  affected?: number | null;
}

/** Runs a statement that each connection plans once; TypeORM has no way to name one. */
async function sendNamed(
  runner: QueryRunner,
  statement: { name: string; text: string; values: unknown[] },
): Promise<StructuredResult> {
  const client = (await runner.connect()) as PoolClient;
  void runner.connection.logger.logQuery(statement.text, statement.values, runner);
  try {
    const { rows, rowCount } = await client.query<SqlRow>(statement);
    return { raw: rows, records: rows, affected: rowCount };
  } catch (error) {
    preparedStatements.refused(sqlState(error));
    throw new QueryFailedError(statement.text, statement.values, error as Error);
  }
}

/** A `Db` that borrows a query runner for each statement from `run`. */
export function createDb(
  manager: EntityManager,
  run: <T>(use: (runner: QueryRunner) => Promise<T>) => Promise<T>,
  prelude?: string,
): Db {
  const send = async (
    statement: Sql | string,
    params: readonly unknown[] = [],
  ): Promise<StructuredResult> => {
    const { text, values } =
      statement instanceof Sql ? compileSql(statement) : { text: statement, values: params };
    const name = manager.queryRunner ? preparedStatements.nameOf(text, values) : undefined;
    const result = await run(async (runner) =>
      name === undefined
        ? ((await runner.query(text, [...values], true)) as StructuredResult)
        : sendNamed(runner, { name, text, values: [...values] }),
    );
    await turn();
    return result;
  };
  const query = async <R>(
    statement: Sql | string,
    params?: readonly unknown[],
    read?: (row: SqlRow) => R,
  ): Promise<R[]> => {
    const { records = [] } = await send(statement, params);
    return read ? records.map((row) => read(row as SqlRow)) : (records as R[]);
  };
  return {
    manager,
    prelude,
    query,
    first: async <R>(statement: Sql | string, params?: readonly unknown[], read?: (row: SqlRow) => R) =>
      (await query(statement, params, read))[0],
    execute: async (statement, params) => (await send(statement, params)).affected ?? 0,
  };
}
