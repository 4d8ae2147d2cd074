import { createDataSource } from './src/app/data-source';
import { loadConfig } from './src/platform/config/config';

const { databaseUrl } = loadConfig(process.env);
if (databaseUrl === undefined) {
  // Whatever database happens to be on this machine is not meant.
  process.stderr.write('Set DATABASE_URL to the database that TypeORM is to work on.\n');
  process.exit(1);
}

/** The data source of the TypeORM command line; needs DATABASE_URL. */
const dataSource = createDataSource(databaseUrl);
// The command line answers through the logger; the server's own counts statements and prints nothing.
dataSource.setOptions({
  logger: 'simple-console',
  logging: ['schema', 'migration', 'info', 'warn', 'error'],
});

export default dataSource;
