import { createDataSource } from '../../src/app/data-source';
import { scopeFactory, settingsOf } from '../../src/app/services';
import { loadConfig } from '../../src/platform/config/config';
import type { FileLimits } from '../../src/platform/files/reading/file-limits';
import type { Clock } from '../../src/platform/scope/clock';
import type { Actor } from '../../src/platform/scope/actor';
import type { RequestScope } from '../../src/platform/scope/request-scope';
import { createLogger } from '../../src/platform/logging/logger';
import { createTestDatabase, type TestDatabase } from './database';

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
  newScope(actor?: Actor, fileLimits?: FileLimits): RequestScope;
  close(): Promise<void>;
}

/** Opens a database of its own and composes Headroom on it without HTTP. */
export async function openTestApp(): Promise<TestApp> {
  const database = await createTestDatabase();
  const dataSource = await createDataSource(database.url, { poolSize: 5 }).initialize();
  const clock = new FixedClock();
  const surroundings = { clock, log: createLogger('silent'), settings: TEST_SETTINGS };
  const newScope = scopeFactory(dataSource, surroundings);
  return {
    database,
    clock,
    newScope: (actor, fileLimits) => {
      const settings = { ...TEST_SETTINGS, ...(fileLimits && { fileLimits }) };
      const scopes = fileLimits ? scopeFactory(dataSource, { ...surroundings, settings }) : newScope;
      return scopes(actor ? { actor } : {});
    },
    close: async () => {
      await dataSource.destroy();
      await database.drop();
    },
  };
}
