import type { Db } from '../database/db';
import { sql } from '../database/sql';
import { SharedCheck } from '../database/shared-check';
import { isInTransaction } from '../database/snapshot-read';
import type { LoaderDef, RequestScope } from './request-scope';

/** What is committed at a moment. */
export interface Moment {
  /** The data version: a number that every committed write raises. */
  version: number;
  /** `pg_current_snapshot()`, which transactions are visible: while it stays the same, nothing has been committed. */
  snapshot: string;
}

/**
 * The data version. It is read from the database, so that a write of any process that was committed before the call is
 * in it.
 */
export async function currentDataVersion(scope: Pick<RequestScope, 'db'>): Promise<number> {
  return (await currentMoment(scope)).version;
}

function currentMoment({ db }: Pick<RequestScope, 'db'>): Promise<Moment> {
  if (isInTransaction(db)) return readMoment(db);
  const { connection } = db.manager;
  const check = checks.get(connection) ?? new SharedCheck(readMoment);
  checks.set(connection, check);
  return check.run(db);
}

/** Requests that arrive together share a statement. */
const checks = new WeakMap<object, SharedCheck<Db, Moment>>();

async function readMoment(db: Db): Promise<Moment> {
  const row = await db.first<{ version: string; snapshot: string }>(
    sql`SELECT v.version AS version, pg_current_snapshot()::text AS snapshot FROM data_version v WHERE v.scope = 'all'`,
  );
  return { version: Number(row?.version ?? 0), snapshot: row?.snapshot ?? '' };
}

/** The moment of a request, read once: before its figures, which are therefore at least as new. */
export const requestMoment: LoaderDef<'all', Moment> = {
  name: 'platform.moment',
  cacheKey: (key) => key,
  batch: async (scope, keys) => {
    const moment = await currentMoment(scope);
    return keys.map(() => moment);
  },
};

/** The data version of a request. */
export const requestDataVersion: LoaderDef<'all', number> = {
  name: 'platform.dataVersion',
  cacheKey: (key) => key,
  batch: async (scope, keys) => {
    const { version } = await scope.loader(requestMoment).load('all');
    return keys.map(() => version);
  },
};
