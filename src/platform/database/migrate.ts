import { Client } from 'pg';
import type { DataSource } from 'typeorm';

/** Identifies Headroom's migration lock among the server's advisory locks. */
const MIGRATION_LOCK = 7_204_118_001;

/**
 * Runs all pending migrations and returns how many ran. Holds an advisory lock on a connection of its own, so that
 * servers starting together on one database migrate it once (TypeORM itself takes no lock).
 */
export async function migrate(dataSource: DataSource, url: string): Promise<number> {
  const lock = new Client({ connectionString: url });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const ran = await dataSource.runMigrations({ transaction: 'each' });
    return ran.length;
  } finally {
    await lock.end();
  }
}
