import { createDataSource } from './app/data-source';
import { createServer } from './app/http-server';
import { loadConfig } from './platform/config/config';
import { openDatabaseServer } from './platform/database/database-url';
import { migrate } from './platform/database/migrate';
import { createLogger } from './platform/logging/logger';
import { systemClock } from './platform/scope/clock';

/** Parses the environment, composes, listens, and stops gracefully. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const log = createLogger(config.logLevel);
  const database = await openDatabaseServer({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    pgBin: config.pgBin,
    log: (line) => log.info(line),
  });
  const dataSource = await createDataSource(database.url, { poolSize: config.poolSize }).initialize();
  await migrate(dataSource, database.url);
  const { http, apollo } = await createServer({ config, dataSource, clock: systemClock, log });
  const stop = async (): Promise<void> => {
    await http.close();
    await apollo.stop();
    await dataSource.destroy();
    await database.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
  const url = await http.listen({ port: config.port, host: config.host });
  process.stdout.write(`Headroom is ready at ${url}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
