import type { DataSource } from 'typeorm';
import { UsageError } from '../../process/usage-error';

/** Written by migrations only: the application needs to read it and no more. */
const READ_ONLY = 'schema_migration';

/** Refuses to serve as a role that may not read or add to some table, and names it with the grant that is missing. */
export async function requireRights(dataSource: DataSource): Promise<void> {
  const [lacking] = await dataSource.query<{ role: string; tables: string[] | null }[]>(
    `SELECT current_user AS role, array_agg(c.relname::text ORDER BY c.relname) FILTER (WHERE NOT (
       has_table_privilege(c.oid, 'SELECT') AND (c.relname = $1 OR has_table_privilege(c.oid, 'INSERT')))) AS tables
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`,
    [READ_ONLY],
  );
  if (!lacking?.tables) return;
  throw new UsageError(
    `The database role ${lacking.role} may not read or write ${lacking.tables.join(', ')}: give DATABASE_OWNER_URL, ` +
      'with which Headroom grants what is needed at its start, or grant it yourself (docs/operations.md, two roles)',
  );
}
