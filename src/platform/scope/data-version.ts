import type { LoaderDef, RequestScope } from './request-scope';

/**
 * The data version: a number that every committed write raises. It is read from the database, so that a write of any
 * process that was committed before the call is in it.
 */
export async function currentDataVersion(scope: Pick<RequestScope, 'db'>): Promise<number> {
  const row = await scope.db.first<{ version: string }>(
    `SELECT v.version AS version FROM data_version v WHERE v.scope = 'all'`,
  );
  return Number(row?.version ?? 0);
}

/** The data version of a request, read once: before its figures, which are therefore at least as new. */
export const requestDataVersion: LoaderDef<'all', number> = {
  name: 'platform.dataVersion',
  cacheKey: (key) => key,
  batch: async (scope, keys) => {
    const version = await currentDataVersion(scope);
    return keys.map(() => version);
  },
};
