import { requestDataVersion } from '../../scope/data-version';
import type { RequestScope } from '../../scope/request-scope';

interface Kept<T> {
  version: number;
  byAccess: Map<string, Promise<T>>;
}

/** Reads what names there are once per data version and access: filters ask for them with every request. */
export function keptNames<T>(read: (scope: RequestScope) => Promise<T>): (scope: RequestScope) => Promise<T> {
  const kept = new WeakMap<object, Kept<T>>();
  return async (scope) => {
    const version = await scope.loader(requestDataVersion).load('all');
    const found = kept.get(scope.sharedDb);
    const current =
      found && found.version >= version ? found : { version, byAccess: new Map<string, Promise<T>>() };
    kept.set(scope.sharedDb, current);
    const access = JSON.stringify(scope.actor.lobScope);
    const known = current.byAccess.get(access) ?? read(scope);
    current.byAccess.set(access, known);
    known.catch(() => current.byAccess.delete(access));
    return known;
  };
}
