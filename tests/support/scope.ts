import { createDataSource } from '../../src/app/data-source';
import { scopeFactory, settingsOf } from '../../src/app/services';
import { loadConfig } from '../../src/platform/config/config';
import type { FileLimits } from '../../src/platform/files/reading/file-limits';
import type { Clock } from '../../src/platform/scope/clock';
import type { Actor } from '../../src/platform/scope/actor';
import type { RequestScope } from '../../src/platform/scope/request-scope';
import { createLogger } from '../../src/platform/logging/logger';
import {
  connectDatabase,
  createTestDatabase,
  type ChunkRows,
  type Prepared,
  type TestDatabase,
} from './database';

/** The clock of tests: noon of Wednesday 2025-04-02 (2025-W14) unless set. */
export class FixedClock implements Clock {
  constructor(public time = new Date('2025-04-02T12:00:00Z')) {}
  now(): Date {
    return this.time;
  }
  today(): string {
    return this.time.toISOString().slice(0, 10);
  }
}

/** Settings of a process whose environment says nothing. */
export const TEST_SETTINGS = settingsOf(loadConfig({}));

/** A migrated database of one test file with scopes on it. */
export interface TestApp {
  database: TestDatabase;
  clock: FixedClock;
  newScope: (actor?: Actor, fileLimits?: FileLimits) => RequestScope;
  close: () => Promise<void>;
}

/** A test app whose database is filled for others to copy: it is closed by whoever opened it. */
export type PreparedApp = Omit<TestApp, 'close' | 'database'> & { database: Omit<TestDatabase, 'drop'> };

/** Opens a database of its own, empty or with `prepared` data, and composes Headroom on it without HTTP. */
export async function openTestApp(prepared?: Prepared, chunked?: ChunkRows): Promise<TestApp> {
  const database = await createTestDatabase(prepared, chunked);
  const { close, ...app } = await composeOn(database);
  return {
    ...app,
    database,
    close: async () => {
      await close();
      await database.drop();
    },
  };
}

/** Data that several tests start from, made once a run through a test app; the name is of no other. */
export function prepare(name: string, fill: (app: PreparedApp) => Promise<unknown>): Prepared {
  return {
    name,
    async fill(url) {
      const { close: disconnect, ...database } = connectDatabase(url);
      const { close, ...app } = await composeOn(database);
      try {
        await fill({ ...app, database });
      } finally {
        await close();
        await disconnect();
      }
    },
  };
}

async function composeOn({ url }: { url: string }): Promise<Omit<TestApp, 'database'>> {
  const dataSource = await createDataSource(url, { poolSize: 5 }).initialize();
  const clock = new FixedClock();
  const surroundings = { clock, log: createLogger('silent'), settings: TEST_SETTINGS };
  const newScope = scopeFactory(dataSource, surroundings);
  return {
    clock,
    newScope: (actor, fileLimits) => {
      const settings = { ...TEST_SETTINGS, ...(fileLimits && { fileLimits }) };
      const scopes = fileLimits ? scopeFactory(dataSource, { ...surroundings, settings }) : newScope;
      return scopes(actor ? { actor } : {});
    },
    close: () => dataSource.destroy(),
  };
}
