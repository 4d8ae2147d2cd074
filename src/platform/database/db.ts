import type { EntityManager, QueryRunner } from 'typeorm';
import { turn } from './turn';

/** A row as the driver delivers it: numeric and bigint as text, date as YYYY-MM-DD, timestamptz as Date. */
export type SqlRow = Record<string, unknown>;

/** The only way to the database: a pool, or the connection of one transaction. Parameters are `$1 …`. */
export interface Db {
  /** Runs one statement; `read` maps each row (raw rows stay `unknown` until a named mapper reads them). */
  query<R = SqlRow>(sql: string, params?: readonly unknown[], read?: (row: SqlRow) => R): Promise<R[]>;
  /** The first row, or undefined. */
  first<R = SqlRow>(
    sql: string,
    params?: readonly unknown[],
    read?: (row: SqlRow) => R,
  ): Promise<R | undefined>;
  /** Runs one statement and returns how many rows it changed. */
  execute(sql: string, params?: readonly unknown[]): Promise<number>;
  /** TypeORM's manager on the same connection, for entities. */
  readonly manager: EntityManager;
}

interface StructuredResult {
  raw: unknown;
  records?: unknown[];
  affected?: number | null;
}

/** A `Db` that borrows a query runner for each statement from `run`. */
export function createDb(
  manager: EntityManager,
  run: <T>(use: (runner: QueryRunner) => Promise<T>) => Promise<T>,
): Db {
  const send = async (sql: string, params: readonly unknown[] = []): Promise<StructuredResult> => {
    const result = await run(
      async (runner) => (await runner.query(sql, [...params], true)) as StructuredResult,
    );
    await turn();
    return result;
  };
  const query = async <R>(
    sql: string,
    params?: readonly unknown[],
    read?: (row: SqlRow) => R,
  ): Promise<R[]> => {
    const { records = [] } = await send(sql, params);
    return read ? records.map((row) => read(row as SqlRow)) : (records as R[]);
  };
  return {
    manager,
    query,
    first: async (sql, params, read) => (await query(sql, params, read))[0],
    execute: async (sql, params) => (await send(sql, params)).affected ?? 0,
  };
}
