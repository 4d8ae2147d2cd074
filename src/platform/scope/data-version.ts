import type { Db } from '../database/db';
import { SharedCheck } from '../database/shared-check';
import { isInTransaction } from '../database/snapshot-read';
import type { LoaderDef, RequestScope } from './request-scope';

/**
 * The data version: a number that every committed write raises. It is read from the database, so that a write of any
 * process that was committed before the call is in it.
 */
export function currentDataVersion({ db }: Pick<RequestScope, 'db'>): Promise<number> {
  if (isInTransaction(db)) return readVersion(db);
  const { connection } = db.manager;
  const check = checks.get(connection) ?? new SharedCheck(readVersion);
  checks.set(connection, check);
  return check.run(db);
}

/** Requests that arrive together share a statement. */
const checks = new WeakMap<object, SharedCheck<Db, number>>();

async function readVersion(db: Db): Promise<number> {
  const row = await db.first<{ version: string }>(
    `SELECT v.version AS version FROM data_version v WHERE v.scope = 'all'`,
  );
  return Number(row?.version ?? 0);
}

/** The data version of a request, read once: before its figures, which are therefore at least as new. */
export const requestDataVersion: LoaderDef<'all', number> = {
  name: 'platform.dataVersion',
  cacheKey: (key) => key,
  batch: async (scope, keys) => {
    const version = await currentDataVersion({ db: scope.db });
    return keys.map(() => version);
  },
};
