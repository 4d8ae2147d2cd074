import { createDb, type Db } from './db';
import { isRetryable } from './pool/pg-errors';

const MAX_TRIES = 3;

/** Runs short reads that all see one moment; inside a transaction they see what it sees. */
export async function readInSnapshot<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  if (isInTransaction(db)) return work(db);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readOnce(db, work);
    } catch (error) {
      // Behind a pooler a connection may not know the statement that another one has prepared.
      if (attempt >= MAX_TRIES || !isRetryable(error)) throw error;
    }
  }
}

async function readOnce<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  const runner = db.manager.connection.createQueryRunner();
  try {
    await runner.connect();
    await runner.startTransaction('REPEATABLE READ');
    const result = await work(createDb(runner.manager, (use) => use(runner)));
    await runner.commitTransaction();
    return result;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

/** Whether statements run in a transaction of their own, whose changes nobody else sees yet. */
export function isInTransaction(db: Db): boolean {
  return db.manager.queryRunner?.isTransactionActive ?? false;
}
