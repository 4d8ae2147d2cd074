import { useEffect, useSyncExternalStore } from 'react';
import { client } from './client';
import { documentOf } from './documents';
import { PageVersionDocument } from '../generated/graphql';

/** How fresh what is shown is. */
export interface Freshness {
  /** The server's data version; rises with every change. */
  version: number | undefined;
  /** When it was last asked. */
  asOf: string | undefined;
  /** Rises when somebody else changed the data under the reader. */
  changes: number;
}

const POLL_MS = 10_000;

let freshness: Freshness = { version: undefined, asOf: undefined, changes: 0 };
/** Changes of this page are no news to its reader. */
let expected = false;
const listeners = new Set<() => void>();

function set(next: Freshness): void {
  freshness = next;
  for (const listen of listeners) listen();
}

function subscribe(listen: () => void): () => void {
  listeners.add(listen);
  return () => listeners.delete(listen);
}

/** The data version that is shown, for everything that is kept outside the cache. */
export function useFreshness(): Freshness {
  return useSyncExternalStore(subscribe, () => freshness);
}

/** Takes in a data version; a new one reads again whatever is on screen, which stays there meanwhile. */
async function arrived(version: number, asOf: string): Promise<void> {
  const known = freshness.version;
  const changed = known !== undefined && version !== known;
  const foreign = changed && !expected;
  expected = false;
  set({ version, asOf, changes: freshness.changes + (foreign ? 1 : 0) });
  if (changed) await client.refetchQueries({ include: 'active' });
}

/** Asks for the data version now. */
export async function checkFreshness({ ownChange = false } = {}): Promise<void> {
  expected ||= ownChange;
  const { data } = await client.query({
    query: documentOf(PageVersionDocument),
    fetchPolicy: 'network-only',
  });
  if (data) await arrived(data.server.dataVersion, new Date().toISOString());
}

/** Keeps the page fresh for as long as it is looked at. A failed look is silent: the next one is soon. */
export function useLiveChanges(): void {
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') void checkFreshness().catch(() => undefined);
    };
    look();
    const timer = setInterval(look, POLL_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
}
