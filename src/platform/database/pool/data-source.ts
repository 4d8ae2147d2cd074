import pg, { types } from 'pg';
import { DataSource, type MixedList } from 'typeorm';
import { GuardedPool } from './guarded-pool';
import { SnakeNaming } from './snake-naming';
import { StatementLogger } from './statement-count';

const DATE = 1082;
// A calendar date is a label, not an instant: keep it as the text PostgreSQL sends.
types.setTypeParser(DATE, (text) => text);

/**
 * What every session starts with, whatever the server, the database or the role have set. Time-outs: what waits – in
 * the line of requests 2.5 s, for a lock 2.5 s, for a second connection 1.5 s – ends within 6.5 s; what works may take
 * longer. Formats: values are read as text. Sent as a statement, not as startup parameters, which PgBouncer refuses;
 * behind PgBouncer the time-outs of a read may be those of the server, a write sets its own in its transaction.
 */
const SESSION = `SET statement_timeout = 15000; SET lock_timeout = 2500; SET idle_in_transaction_session_timeout = 10000;
  SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET TimeZone = 'UTC'; SET extra_float_digits = 1;
  SET standard_conforming_strings = on; SET bytea_output = 'hex'; SET search_path = public;
  SET jit = off`;
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
    extra: { keepAlive: true, verify: startSession },
  });
}

/** Compiling statements (jit) costs more than it saves here: 1.4 s of a recompute's 4, and 0.3 s of a large tree's. */
function startSession(client: pg.PoolClient, done: (error?: Error) => void): void {
  client.query(SESSION).then(
    () => done(),
    (error: Error) => done(error),
  );
}

/** The pool of a data source that is connected; undefined before. */
export function poolOf(dataSource: DataSource): GuardedPool | undefined {
  return (dataSource.driver as unknown as { master?: GuardedPool }).master;
}
