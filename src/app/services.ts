import { randomUUID } from 'node:crypto';
import type { DataSource, QueryRunner } from 'typeorm';
import { runPrelude } from '../platform/database/cursor';
import { createDb, type Db } from '../platform/database/db';
import type { Sql } from '../platform/database/sql';
import { lobScopeStatement } from '../platform/transaction/lob-scope';
import { createWriter, type ChangeHooks } from '../platform/transaction/writer';
import type { Config } from '../platform/config/config';
import type { Logger } from '../platform/logging/logger';
import { LOCAL_ACTOR, type Actor } from '../platform/scope/actor';
import type { Attachments } from '../platform/scope/attachments';
import type { Clock } from '../platform/scope/clock';
import { createScope } from '../platform/scope/create-scope';
import type { RequestScope, Settings, WriteScope } from '../platform/scope/request-scope';
import { openChangeSet, sealChange } from '../features/history';
import { refreshDerived, Stale } from '../features/summary';

/** Makes the scope of a request, job or command. */
export type NewScope = (request?: {
  requestId?: string;
  actor?: Actor;
  attachments?: Attachments;
}) => RequestScope;

/** What history and summaries add to every write. */
const HOOKS: ChangeHooks = {
  open: async (bare, change) => ({ changeSetId: await openChangeSet(bare, change), stale: new Stale() }),
  settle: (tx) => {
    noteMonths(tx);
    return refreshDerived(tx);
  },
  seal(tx) {
    sealChange(tx, [...(touchedMonths.get(tx) ?? [])].sort());
    return Promise.resolve();
  },
};

/** Months whose figures a running change has rewritten: announced with it. */
const touchedMonths = new WeakMap<WriteScope, Set<string>>();

function noteMonths(tx: WriteScope): void {
  const months = touchedMonths.get(tx) ?? new Set<string>();
  touchedMonths.set(tx, months);
  for (const month of tx.stale.months()) months.add(month);
  for (const { monthStart } of tx.stale.demandMonths()) months.add(monthStart);
}

/** What of the configuration operations go by. */
export function settingsOf({ upload, persisted }: Config): Settings {
  return { fileLimits: upload, persistedOnly: persisted === 'only' };
}

/** What scopes are made of, besides the pool. */
export interface ScopeSurroundings {
  clock: Clock;
  log: Logger;
  settings: Settings;
}

/** Wires the pool, the clock and the derivations together. */
export function scopeFactory(dataSource: DataSource, { clock, log, settings }: ScopeSurroundings): NewScope {
  const db = pooled(dataSource, undefined);
  const writer = createWriter(dataSource, HOOKS);
  return ({ requestId = randomUUID(), actor = LOCAL_ACTOR, attachments = {} } = {}) =>
    createScope({
      db: actor.lobScope === null ? db : pooled(dataSource, lobScopeStatement(actor)),
      sharedDb: db,
      clock,
      actor,
      requestId,
      attachments,
      settings,
      log: log.child({ requestId }),
      writer,
    });
}

/** The pool as a `Db`; with a prelude each statement runs in a transaction of its own that begins with it. */
function pooled(dataSource: DataSource, prelude: Sql | undefined): Db {
  return createDb(
    dataSource.manager,
    async (use) => {
      const runner = dataSource.createQueryRunner();
      try {
        return prelude === undefined ? await use(runner) : await limited(runner, prelude, use);
      } finally {
        await runner.release();
      }
    },
    prelude,
  );
}

async function limited<T>(
  runner: QueryRunner,
  prelude: Sql,
  use: (runner: QueryRunner) => Promise<T>,
): Promise<T> {
  await runner.startTransaction();
  try {
    await runPrelude(runner, prelude);
    const result = await use(runner);
    await runner.commitTransaction();
    return result;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  }
}
