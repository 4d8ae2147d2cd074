import { setFlagsFromString } from 'node:v8';
import { createDataSource } from './app/data-source';
import { createServer } from './app/http-server';
import { scheduleRecompute } from './app/recompute-schedule';
import { showDemo } from './cli/demo-command';
import { errorLines } from './cli/report-lines';
import { demoHints, startArguments } from './cli/start-arguments';
import { loadConfig } from './platform/config/config';
import { openDatabaseServer } from './platform/database/database-url';
import { migrate } from './platform/database/migrate';
import { stopJobs } from './platform/jobs/jobs';
import { createLogger } from './platform/logging/logger';
import { systemClock } from './platform/scope/clock';

/** Collect garbage when the heap has grown by half: left alone it doubles first, and a long export would hold 300 MB. */
const HEAP_GROWING_PERCENT = 50;

/** What jobs may take to finish, and then to write that they were stopped. */
const JOBS_FINISH_MS = 4_000;
const JOBS_ROWS_MS = 2_000;

/** Parses the environment, composes, listens, and stops gracefully. */
async function main(): Promise<void> {
  const { demo } = startArguments(process.argv.slice(2));
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWING_PERCENT}`);
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
  const { http, apollo, newScope, drain } = await createServer({
    config,
    dataSource,
    clock: systemClock,
    log,
  });
  const stopSchedule = scheduleRecompute(newScope, config.recomputeMinutes, log);
  const stop = async (exitCode = 0): Promise<void> => {
    await Promise.all([http.close(), stopJobs(JOBS_FINISH_MS, JOBS_ROWS_MS), stopSchedule()]);
    await apollo.stop();
    await dataSource.destroy();
    await database.stop();
    process.exit(exitCode);
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => {
    drain.start();
    setTimeout(() => void stop(), config.drainMs);
  });
  try {
    if (demo) await showDemo(() => newScope(), { size: demo, dataDir: config.dataDir });
  } catch (error) {
    printError(error);
    return stop(1);
  }
  const url = await http.listen({ port: config.port, host: config.host });
  process.stdout.write(`Headroom is ready at ${url}\n`);
  if (demo) process.stdout.write(demoHints(url).join('\n'));
}

function printError(error: unknown): void {
  process.stderr.write(`${errorLines(error).join('\n')}\n`);
}

main().catch((error: unknown) => {
  printError(error);
  process.exit(1);
});
