import { setTimeout as sleep } from 'node:timers/promises';
import type { TestDatabase } from './database';

/**
 * Ends every other session of the database, the test's own too: what a session has read is told to the statistics at its
 * end, or up to ten seconds after its last statement.
 */
async function endSessions(database: TestDatabase): Promise<void> {
  const pids = await database.query<{ pid: number }>(
    `SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  );
  const isThere = `SELECT FROM pg_stat_activity WHERE pid = ANY($1)`;
  for (let tries = 0; tries < 400; tries += 1) {
    if ((await database.query(isThere, [pids.map(({ pid }) => pid)])).length === 0) return;
    await sleep(25);
  }
  throw new Error('The sessions have not ended');
}

/** What PostgreSQL itself counts while the server works: rows of sequential scans and entries of indexes, by table. */
export async function countRowsRead<T>(
  database: TestDatabase,
  work: () => Promise<T>,
): Promise<{ result: T; read: ReadonlyMap<string, number> }> {
  await endSessions(database);
  // What this session has read itself is told at the end of this statement; only then is all of it forgotten.
  await database.query('SELECT pg_stat_force_next_flush()');
  await database.query('SELECT pg_stat_reset()');
  const result = await work();
  await endSessions(database);
  const rows = await database.query<{ name: string; read: string }>(
    `SELECT t.relname AS name, coalesce(t.seq_tup_read, 0) + coalesce((SELECT sum(i.idx_tup_read)
       FROM pg_stat_user_indexes i WHERE i.relid = t.relid), 0) AS read
     FROM pg_stat_user_tables t`,
  );
  return { result, read: new Map(rows.map(({ name, read }) => [name, Number(read)])) };
}
