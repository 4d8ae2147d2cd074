import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logger } from 'typeorm';
import { observe } from '../../observation/observed';

const current = new AsyncLocalStorage<{ statements: number }>();

/** Counts the SQL statements that `work` sends, also through loaders that it starts. */
export async function countStatements<T>(work: () => Promise<T>): Promise<{ result: T; statements: number }> {
  const counter = { statements: 0 };
  const outer = current.getStore();
  try {
    const result = await current.run(counter, work);
    return { result, statements: counter.statements };
  } finally {
    if (outer) outer.statements += counter.statements;
  }
}

/** Feeds the counters; logs nothing itself (errors are logged once, at the edge). */
export class StatementLogger implements Logger {
  logQuery(): void {
    observe('statement', undefined);
    const counter = current.getStore();
    if (counter) counter.statements += 1;
  }
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
