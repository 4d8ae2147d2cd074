import { LoaderCache } from './loader-cache';
import type { RequestScope, Writer } from './request-scope';

/** What a scope is composed from. */
export type ScopeParts = Pick<
  RequestScope,
  'db' | 'sharedDb' | 'clock' | 'actor' | 'requestId' | 'log' | 'settings'
> &
  Partial<Pick<RequestScope, 'attachments'>> & { writer: Writer };

/** Builds the scope of one request, job or command. */
export function createScope(parts: ScopeParts): RequestScope {
  const { db, sharedDb, clock, actor, requestId, log, settings, writer } = parts;
  const scope: RequestScope = {
    db,
    sharedDb,
    clock,
    actor,
    requestId,
    log,
    settings,
    attachments: parts.attachments ?? {},
    loader: (def) => loaders.get(def),
    write: async (change, work) => {
      try {
        return await writer.write(scope, change, work);
      } finally {
        loaders.clear();
      }
    },
    transaction: (work) => writer.transaction(scope, work),
  };
  const loaders = new LoaderCache(scope);
  return scope;
}
