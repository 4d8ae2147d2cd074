import { createDataSource } from './src/app/data-source';
import { loadConfig } from './src/platform/config/config';

/** The data source of the TypeORM command line; needs DATABASE_URL. */
export default createDataSource(
  loadConfig(process.env).databaseUrl ?? 'postgres://postgres@127.0.0.1:5432/postgres',
);
