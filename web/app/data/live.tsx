import { useEffect, useSyncExternalStore } from 'react';
import { client } from './client';
import { documentOf } from './documents';
import { PageVersionDocument } from '../generated/graphql';

/** How fresh what is shown is. */
export interface Freshness {
  /** The server's data version; rises with every change. */
  version: number | undefined;
  /** When it was last known to be the newest. */
  asOf: string | undefined;
  /** Rises when somebody else changed the data under the reader. */
  changes: number;
}

/** How far a job of the server is; the fields are spelled as in the event. */
export interface JobProgress {
  id: string;
  kind: string;
  status: string;
  percent: number;
  stage: string;
  actor: string;
}

const EVENTS = '/api/v2/events';
const POLL_MS = 10_000;
/** After a stream was refused, e.g. because too many listen, it is tried again. */
const RETRY_MS = 30_000;

let freshness: Freshness = { version: undefined, asOf: undefined, changes: 0 };
/** Changes of this page that are on their way: what arrives meanwhile is no news to its reader. */
let ownChanges = 0;
let reading: Promise<unknown> | undefined;
const listeners = new Set<() => void>();
const jobListeners = new Set<(job: JobProgress) => void>();

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

/** Calls a listener with every job's progress; returns what ends it. Without a stream nothing comes: ask for the job too. */
export function onJob(listen: (job: JobProgress) => void): () => void {
  jobListeners.add(listen);
  return () => jobListeners.delete(listen);
}

/** Reads again what is on screen, also what has failed; changes that arrive while it runs share one further round. */
export function readAgain(): Promise<unknown> {
  const run = (): Promise<unknown> => client.refetchQueries({ include: 'active' });
  const round = (reading ? reading.then(run, run) : run()).finally(() => {
    if (reading === round) reading = undefined;
  });
  reading = round;
  return round;
}

/** Takes in a data version; a new one reads again whatever is on screen, which stays there meanwhile. */
async function arrived(version: number, isReset = false): Promise<void> {
  const known = freshness.version;
  const changed = known !== undefined && (isReset ? version !== known : version > known);
  const foreign = changed && ownChanges === 0;
  set({
    version: changed || known === undefined ? version : known,
    asOf: new Date().toISOString(),
    changes: freshness.changes + (foreign ? 1 : 0),
  });
  if (changed) await readAgain();
  else await reading;
}

/** Asks for the data version now. */
export async function checkFreshness(): Promise<void> {
  const { data } = await client.query({
    query: documentOf(PageVersionDocument),
    fetchPolicy: 'network-only',
  });
  if (data) await arrived(data.server.dataVersion);
}

/** Runs a change of this page: its own event, which may come before its answer, is no news. */
export async function asOwnChange<Result>(work: () => Promise<Result>): Promise<Result> {
  ownChanges += 1;
  try {
    return await work();
  } finally {
    ownChanges -= 1;
  }
}

/** Whether a change of this page is under way. */
export const isOwnChange = (): boolean => ownChanges > 0;

const quietly = (work: Promise<unknown>): void => void work.catch(() => undefined);

/** Listens to the server while the page is looked at; asks every ten seconds where no stream comes through. */
class Stream {
  private source: EventSource | undefined;
  private poll: ReturnType<typeof setInterval> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;

  /** A hidden page holds no connection: browsers allow six to a server, shared by all its tabs. */
  follow(): void {
    if (document.visibilityState === 'visible') this.open();
    else this.close();
  }

  open(): void {
    this.close();
    const source = new EventSource(EVENTS);
    this.source = source;
    for (const name of ['ready', 'change', 'reset'])
      source.addEventListener(name, ({ data }: MessageEvent<string>) => {
        this.stopPolling();
        const { data_version: version } = JSON.parse(data) as { data_version: number };
        quietly(arrived(version, name === 'reset'));
      });
    source.addEventListener('job', ({ data }: MessageEvent<string>) => {
      for (const listen of jobListeners) listen(JSON.parse(data) as JobProgress);
    });
    source.addEventListener('error', () => this.failed(source));
  }

  close(): void {
    this.source?.close();
    this.source = undefined;
    clearTimeout(this.retry);
    this.stopPolling();
  }

  private failed(source: EventSource): void {
    if (source !== this.source) return;
    // A lost connection comes back by itself; a refused one does not.
    if (source.readyState === EventSource.CLOSED) this.retry = setTimeout(() => this.follow(), RETRY_MS);
    if (this.poll !== undefined) return;
    quietly(checkFreshness());
    this.poll = setInterval(() => quietly(checkFreshness()), POLL_MS);
  }

  private stopPolling(): void {
    clearInterval(this.poll);
    this.poll = undefined;
  }
}

/** Keeps the page fresh for as long as it is looked at, and somebody is signed in. */
export function useLiveChanges(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const stream = new Stream();
    const follow = (): void => stream.follow();
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      stream.close();
    };
  }, [isOn]);
}
