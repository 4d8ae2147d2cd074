import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { createDb } from '../platform/database/db';
import { createWriter } from '../platform/transaction/writer';
import type { Logger } from '../platform/logging/logger';
import { LOCAL_ACTOR, type Actor } from '../platform/scope/actor';
import type { Attachments } from '../platform/scope/attachments';
import type { Clock } from '../platform/scope/clock';
import { createScope } from '../platform/scope/create-scope';
import type { RequestScope } from '../platform/scope/request-scope';
import { refreshDerived } from '../features/summary';

/** Makes the scope of a request, job or command. */
export type NewScope = (request?: {
  requestId?: string;
  actor?: Actor;
  attachments?: Attachments;
}) => RequestScope;

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
  const writer = createWriter(dataSource, refreshDerived);
  return ({ requestId = randomUUID(), actor = LOCAL_ACTOR, attachments = {} } = {}) =>
    createScope({ db, clock, actor, requestId, attachments, log: log.child({ requestId }), writer });
}
