import pg, { types } from 'pg';
import { DataSource, type MixedList } from 'typeorm';
import { GuardedPool } from './guarded-pool';
import { SnakeNaming } from './snake-naming';
import { StatementLogger } from './statement-count';

const DATE = 1082;
// A calendar date is a label, not an instant: keep it as the text PostgreSQL sends.
types.setTypeParser(DATE, (text) => text);

/**
 * Session settings of every pooled connection, in milliseconds: nothing waits for ever. What waits – in the line of
 * requests 2.5 s, for a lock 2.5 s, for a second connection 1.5 s – ends within 6.5 s; what works may take longer.
 */
const SESSION = {
  statement_timeout: 15_000,
  lock_timeout: 2_500,
  idle_in_transaction_session_timeout: 10_000,
};
const POOL_WAIT_MS = 1_500;
const DRIVER: unknown = Object.create(pg, { Pool: { value: GuardedPool } });

/** What a data source is made of. */
export interface DataSourceSettings {
  url: string;
  entities: MixedList<new () => unknown>;
  migrations: string[];
  poolSize: number;
}

/** A TypeORM data source with time-outs, snake_case columns and statement counting; not yet connected. */
export function createDataSource(settings: DataSourceSettings): DataSource {
  return new DataSource({
    type: 'postgres',
    url: settings.url,
    entities: settings.entities as never,
    migrations: settings.migrations,
    migrationsTableName: 'schema_migration',
    namingStrategy: new SnakeNaming(),
    installExtensions: false,
    synchronize: false,
    poolSize: settings.poolSize,
    connectTimeoutMS: POOL_WAIT_MS,
    applicationName: 'headroom',
    parseInt8: false,
    logger: new StatementLogger(),
    logging: ['query'],
    driver: DRIVER,
    poolErrorHandler: () => undefined,
    // Compiling a statement (jit) costs more than it saves here: 1.4 s of a recompute's 4, and 0.3 s of a large tree's.
    extra: { ...SESSION, keepAlive: true, options: '-c jit=off' },
  });
}

/** The pool of a data source that is connected; undefined before. */
export function poolOf(dataSource: DataSource): GuardedPool | undefined {
  return (dataSource.driver as unknown as { master?: GuardedPool }).master;
}
