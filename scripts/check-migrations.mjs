// On a throw-away server: migrations go up, down and up again, and leave nothing that the entities do not describe.
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const require = createRequire(import.meta.url);
require('./register.cjs');
const { createDataSource } = require('../src/app/data-source');
const { openDatabaseServer } = require('../src/platform/database/database-url');

const folder = mkdtempSync(path.join(tmpdir(), 'headroom-migrations-'));
const server = await openDatabaseServer({ dataDir: folder, ephemeral: true });
const dataSource = await createDataSource(server.url).initialize();
let problems = [];
try {
  const up = await dataSource.runMigrations();
  for (const _ of up) await dataSource.undoLastMigration();
  const [{ tables }] = await dataSource.query(
    `SELECT count(*)::integer AS tables FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'schema_migration'`,
  );
  if (tables > 0) problems.push(`${tables} tables are left after all migrations went down`);
  await dataSource.runMigrations();
  const described = new Set(dataSource.entityMetadatas.map(({ tableName }) => tableName));
  const stored = await dataSource.query(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       AND c.relname <> 'schema_migration' ORDER BY 1`,
  );
  for (const { name } of stored)
    if (!described.has(name)) problems.push(`table ${name} has no entity, so nothing sees it drift`);
  const drift = await dataSource.driver.createSchemaBuilder().log();
  problems = [...problems, ...drift.upQueries.map(({ query }) => `entities and migrations differ: ${query}`)];
} finally {
  await dataSource.destroy();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
