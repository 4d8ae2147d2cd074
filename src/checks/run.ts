import { createDataSource } from '../app/data-source';
import { scopeFactory, settingsOf } from '../app/services';
import { loadConfig } from '../platform/config/config';
import { openDatabaseServer } from '../platform/database/database-url';
import { sql } from '../platform/database/sql';
import { migrate } from '../platform/database/pool/migrate';
import { createLogger } from '../platform/logging/logger';
import { runToEnd } from '../platform/process/run-to-end';
import { systemClock } from '../platform/scope/clock';
import { checkData, type Violation } from './check-data';
import type { DataCheck } from './data-check';

const SHOWN = 10;
/** One connection, so that the session setting below holds for every check. */
const POOL_SIZE = 1;

function print(check: DataCheck, violations: readonly Violation[]): void {
  const verdict = violations.length === 0 ? 'ok' : `${violations.length} violation(s)`;
  process.stdout.write(`${check.name.padEnd(22)} ${verdict.padEnd(18)} ${check.rule}\n`);
  for (const { key, column, found, expected } of violations.slice(0, SHOWN))
    process.stdout.write(`  ${key} ${column}: found ${found ?? 'null'}, expected ${expected ?? 'null'}\n`);
  if (violations.length > SHOWN) process.stdout.write(`  … and ${violations.length - SHOWN} more\n`);
}

/** Checks the data of the configured database against every rule; ends with 1 if any is broken. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const { databaseUrl, dataDir, pgBin } = config;
  const database = await openDatabaseServer({ databaseUrl, dataDir, pgBin });
  const dataSource = await createDataSource(database.url, { poolSize: POOL_SIZE }).initialize();
  try {
    await migrate(dataSource, database.url);
    const { db } = scopeFactory(dataSource, {
      clock: systemClock,
      log: createLogger('silent'),
      settings: settingsOf(config),
    })();
    await db.execute(sql`SET statement_timeout = '10min'`);
    const violations = await checkData(db, print);
    process.stdout.write(
      violations.length === 0 ? 'All data obey the rules.\n' : `${violations.length} violation(s).\n`,
    );
    process.exitCode = violations.length === 0 ? 0 : 1;
  } finally {
    await dataSource.destroy();
    await database.stop();
  }
}

void runToEnd(main);
