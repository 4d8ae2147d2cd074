import { createDataSource } from '../app/data-source';
import { scopeFactory, settingsOf } from '../app/services';
import type { Config } from '../platform/config/config';
import { openDatabaseServer } from '../platform/database/database-url';
import { migrate } from '../platform/database/pool/migrate';
import { createLogger } from '../platform/logging/logger';
import { clockOn } from '../platform/scope/clock';
import type { RequestScope } from '../platform/scope/request-scope';

/** Actor recorded in the history for CLI commands. */
const CLI_ACTOR = { name: 'cli', role: 'admin', lobScope: null } as const;
/** A command does one thing after the other. */
const POOL_SIZE = 2;

/** Opens the configured database with the newest schema, lends scopes on it, and closes everything again. */
export async function withScopes<T>(
  config: Config,
  use: (newScope: () => RequestScope) => Promise<T>,
): Promise<T> {
  const { databaseUrl, dataDir, pgBin, logLevel, today } = config;
  const database = await openDatabaseServer({ databaseUrl, dataDir, pgBin });
  try {
    const dataSource = await createDataSource(database.url, { poolSize: POOL_SIZE }).initialize();
    try {
      await migrate(dataSource, database.url);
      const newScope = scopeFactory(dataSource, {
        clock: clockOn(today),
        log: createLogger(logLevel),
        settings: settingsOf(config),
      });
      return await use(() => newScope({ actor: CLI_ACTOR }));
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await database.stop();
  }
}
