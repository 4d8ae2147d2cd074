import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { createDb } from '../platform/database/db';
import { createWriter, type ChangeHooks } from '../platform/transaction/writer';
import type { Logger } from '../platform/logging/logger';
import { LOCAL_ACTOR, type Actor } from '../platform/scope/actor';
import type { Attachments } from '../platform/scope/attachments';
import type { Clock } from '../platform/scope/clock';
import { createScope } from '../platform/scope/create-scope';
import type { RequestScope } from '../platform/scope/request-scope';
import { openChangeSet, raiseDataVersion } from '../features/history';
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
  settle: refreshDerived,
  seal: raiseDataVersion,
};

/** Wires the pool, the clock and the derivations together. */
export function scopeFactory(dataSource: DataSource, clock: Clock, log: Logger): NewScope {
  const db = createDb(dataSource.manager, async (use) => {
    const runner = dataSource.createQueryRunner();
    try {
      return await use(runner);
    } finally {
      await runner.release();
    }
  });
  const writer = createWriter(dataSource, HOOKS);
  return ({ requestId = randomUUID(), actor = LOCAL_ACTOR, attachments = {} } = {}) =>
    createScope({ db, clock, actor, requestId, attachments, log: log.child({ requestId }), writer });
}
