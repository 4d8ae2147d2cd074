import { createDataSource } from '../../src/app/data-source';
import { migrate } from '../../src/platform/database/pool/migrate';

/** Brings the template database to the newest schema with the application's own migrations. */
export async function migrateTemplate(url: string): Promise<void> {
  const dataSource = createDataSource(url, { poolSize: 2 });
  await dataSource.initialize();
  try {
    await migrate(dataSource, url);
  } finally {
    await dataSource.destroy();
  }
}
