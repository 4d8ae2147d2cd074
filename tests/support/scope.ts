import { createDataSource } from '../../src/app/data-source';
import { scopeFactory } from '../../src/app/services';
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

/** A migrated database of one test file with scopes on it. */
export interface TestApp {
  database: TestDatabase;
  clock: FixedClock;
  newScope(actor?: Actor): RequestScope;
  close(): Promise<void>;
}

/** Opens a database of its own and composes Headroom on it without HTTP. */
export async function openTestApp(): Promise<TestApp> {
  const database = await createTestDatabase();
  const dataSource = await createDataSource(database.url, { poolSize: 5 }).initialize();
  const clock = new FixedClock();
  const newScope = scopeFactory(dataSource, clock, createLogger('silent'));
  return {
    database,
    clock,
    newScope: (actor) => newScope(actor ? { actor } : {}),
    close: async () => {
      await dataSource.destroy();
      await database.drop();
    },
  };
}
