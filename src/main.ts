import { setFlagsFromString } from 'node:v8';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDataSource } from './app/data-source';
import { createServer, type Server } from './app/http-server';
import { startSealer } from './app/audit-sealer';
import { scheduleRecompute } from './app/recompute-schedule';
import { showDemo } from './cli/demo-command';
import { listeningLines } from './cli/listening-lines';
import { errorLines } from './cli/report-lines';
import { demoHints, startArguments } from './cli/start-arguments';
import { loadConfig, type Config } from './platform/config/config';
import { openDatabaseServer } from './platform/database/database-url';
import { grantToApplication } from './platform/database/pool/grants';
import { migrate } from './platform/database/pool/migrate';
import { requireRights } from './platform/database/pool/rights';
import { isUnavailable } from './platform/database/pool/pg-errors';
import { stopJobs } from './platform/jobs/jobs';
import { createLogger, type Logger } from './platform/logging/logger';
import { clockOn } from './platform/scope/clock';

/** Collect garbage when the heap has doubled: left alone it grows further first, and a long export would hold 300 MB. */
const HEAP_GROWING_PERCENT = 100;

/** What jobs may take to finish, and then to write that they were stopped. */
const JOBS_FINISH_MS = 4_000;
const JOBS_ROWS_MS = 2_000;
/** After closing begins the process ends, whatever still runs: PostgreSQL rolls it back. */
const MAX_STOP_MS = 8_500;
/** Connections that come at once: Node's 511 would let the others wait for the kernel's second try. */
const BACKLOG = 4_096;
const DATABASE_RETRY_MS = 500;

/** Parses the environment, composes, listens, and stops gracefully. */
async function main(): Promise<void> {
  const { demo, asOf } = startArguments(process.argv.slice(2));
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWING_PERCENT}`);
  const config = loadConfig({ ...process.env, ...(asOf && { HEADROOM_TODAY: asOf }) });
  const clock = clockOn(config.today);
  const log = createLogger(config.logLevel);
  const database = await openDatabaseServer({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    pgBin: config.pgBin,
    log: (line) => log.info(line),
  });
  const dataSource = createDataSource(database.url, { poolSize: config.poolSize });
  const server = await createServer({ config, dataSource, clock, log });
  const stopSchedule = scheduleRecompute(server.newScope, config.recomputeMinutes, log);
  const stopSealer = startSealer(server.newScope, log, () => server.lifecycle.phase === 'serving');
  const stop = stopper(server, async () => {
    await Promise.all([
      server.http.close(),
      stopJobs(JOBS_FINISH_MS, JOBS_ROWS_MS),
      stopSchedule(),
      stopSealer(),
    ]);
    await server.apollo.stop();
    if (dataSource.isInitialized) await dataSource.destroy();
    await database.stop();
  });
  onSignals(config, server, stop);
  try {
    // Probes are answered from the first moment; everything else once the database is there.
    const url = await server.http.listen({ port: config.port, host: config.host, backlog: BACKLOG });
    await connect(dataSource, database.url, { ownerUrl: config.databaseOwnerUrl, log });
    if (demo)
      await showDemo(() => server.newScope(), {
        size: demo,
        dataDir: config.dataDir,
        asOf: clock.today(),
      });
    server.lifecycle.serve();
    process.stdout.write(`${listeningLines(config.host, url).join('\n')}\n`);
    if (demo) process.stdout.write(demoHints(url).join('\n'));
  } catch (error) {
    printError(error);
    stop(1);
  }
}

/** Connects and migrates; a database that is away is waited for. */
async function connect(
  dataSource: ReturnType<typeof createDataSource>,
  url: string,
  { ownerUrl, log }: { ownerUrl: string | undefined; log: Logger },
): Promise<void> {
  for (;;) {
    try {
      if (!dataSource.isInitialized) await dataSource.initialize();
      if (ownerUrl === undefined) await migrate(dataSource, url);
      else await migrateAsOwner(ownerUrl, new URL(url).username);
      await requireRights(dataSource);
      return;
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      log.warn({ err: error }, 'waiting for the database');
      await sleep(DATABASE_RETRY_MS);
    }
  }
}

/** Migrates as the owner of the tables and gives the application's role its rights. */
async function migrateAsOwner(ownerUrl: string, role: string): Promise<void> {
  const owner = createDataSource(ownerUrl, { poolSize: 1 });
  try {
    await owner.initialize();
    await migrate(owner, ownerUrl);
    await grantToApplication(owner, decodeURIComponent(role));
  } finally {
    if (owner.isInitialized) await owner.destroy();
  }
}

function onSignals({ drainMs }: Config, { lifecycle }: Server, stop: (exitCode: number) => void): void {
  process.once('SIGINT', () => stop(0));
  process.once('SIGTERM', () => {
    lifecycle.drain();
    setTimeout(() => stop(0), drainMs);
  });
}

/** Runs `close` once and ends the process, in time even if it does not end. */
function stopper({ lifecycle }: Server, close: () => Promise<void>): (exitCode: number) => void {
  let stopping = false;
  return (exitCode) => {
    if (stopping) return;
    stopping = true;
    lifecycle.drain();
    setTimeout(() => process.exit(exitCode), MAX_STOP_MS).unref();
    close().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        printError(error);
        process.exit(exitCode || 1);
      },
    );
  };
}

function printError(error: unknown): void {
  process.stderr.write(`${errorLines(error).join('\n')}\n`);
}

main().catch((error: unknown) => {
  printError(error);
  process.exit(1);
});
