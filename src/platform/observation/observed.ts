import { channel, type Channel } from 'node:diagnostics_channel';

/** What happens inside the server, published to whoever measures: publishers know no metric library, and nobody need listen. */
export interface Observations {
  /** One SQL statement was sent. */
  statement: undefined;
  /** A loader asked for several rows at once. */
  batch: { loader: string; size: number };
  /** A GraphQL operation was answered; `operation` is its name, `outcome` whether it had errors. */
  operation: { operation: string | null; kind: string; outcome: 'data' | 'errors'; seconds: number };
  /** A job ended. */
  job: { kind: string; status: 'succeeded' | 'failed' | 'cancelled'; seconds: number };
  /** A kept answer was looked for. */
  cache: { cache: string; outcome: 'hit' | 'miss' };
  /** Credentials were looked at; `kind` is how they came. */
  signIn: { kind: string; outcome: 'accepted' | 'refused' };
}

type Kind = keyof Observations;
const NAMES: Readonly<Record<Kind, string>> = {
  statement: 'headroom.statement',
  batch: 'headroom.batch',
  operation: 'headroom.operation',
  job: 'headroom.job',
  cache: 'headroom.cache',
  signIn: 'headroom.sign-in',
};
const channels = new Map<Kind, Channel>(
  Object.entries(NAMES).map(([kind, name]) => [kind as Kind, channel(name)]),
);

/** Tells those who listen what happened; costs next to nothing while nobody does. */
export function observe<K extends Kind>(kind: K, what: Observations[K]): void {
  const told = channels.get(kind);
  if (told?.hasSubscribers) told.publish(what);
}

/** Listens until the returned function is called. */
export function onObserved<K extends Kind>(kind: K, listen: (what: Observations[K]) => void): () => void {
  const heard = (what: unknown): void => listen(what as Observations[K]);
  channels.get(kind)?.subscribe(heard);
  return () => {
    channels.get(kind)?.unsubscribe(heard);
  };
}
