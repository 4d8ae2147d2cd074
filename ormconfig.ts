import { createDataSource } from './src/app/data-source';
import { loadConfig } from './src/platform/config/config';

const { databaseUrl = 'postgres://postgres@127.0.0.1:5432/postgres' } = loadConfig(process.env);

/** The data source of the TypeORM command line; needs DATABASE_URL. */
const dataSource = createDataSource(databaseUrl);
// The command line answers through the logger; the server's own counts statements and prints nothing.
dataSource.setOptions({
  logger: 'simple-console',
  logging: ['schema', 'migration', 'info', 'warn', 'error'],
});

export default dataSource;
