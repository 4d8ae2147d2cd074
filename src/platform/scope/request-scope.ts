import type DataLoader from 'dataloader';
import type { Db } from '../database/db';
import type { FileLimits } from '../files/reading/file-limits';
import type { Logger } from '../logging/logger';
import type { Actor } from './actor';
import type { Attachments } from './attachments';
import type { Clock } from './clock';

/** How the process was started, as far as operations go by it. */
export interface Settings {
  /** What one file may cost, uploaded or in the request itself. */
  readonly fileLimits: FileLimits;
  /** Only operations of the manifest are run. */
  readonly persistedOnly: boolean;
}

/** Everything one request works with: the GraphQL context and the first argument of services, repositories and loaders. */
export interface RequestScope {
  readonly db: Db;
  /**
   * The pool without the caller's limits, outside any transaction. Only for what requests share (columns in memory,
   * versions): whoever answers from it applies the caller's LOB scope.
   */
  readonly sharedDb: Db;
  readonly clock: Clock;
  readonly actor: Actor;
  readonly requestId: string;
  readonly log: Logger;
  readonly settings: Settings;
  /** Files and row streams that travel beside the operation. */
  readonly attachments: Attachments;
  loader<K, V>(def: LoaderDef<K, V>): DataLoader<K, V, string>;
  /** Runs `work` as one transaction and one change set. */
  write<T>(change: Change, work: (tx: WriteScope) => Promise<T>): Promise<T>;
  /** Runs everything that `work` does, several changes too, as one transaction; `work` may run more than once. */
  transaction<T>(work: (scope: RequestScope) => Promise<T>): Promise<T>;
}

/**
 * A request scope inside a transaction. Features declare further members of it (`declare module`) beside the hook that
 * supplies them: see `ChangeHooks` of the writer.
 */
export interface WriteScope extends RequestScope {
  /** The moment of the whole change: every row of it carries this time. */
  readonly at: Date;
}

/** What a write is called in the history, and how it runs. */
export interface Change {
  /** Noun and verb, e.g. `assignment.create`. */
  action: string;
  note?: string | undefined;
  /** The earlier change that this one takes back. */
  reverts?: number | undefined;
  /** Does everything, answers, and saves nothing. */
  dryRun?: boolean | undefined;
  /**
   * `shared` (default): runs beside other shared changes. `exclusive`: changes what the rows of others are computed
   * from, so that no other change may run meanwhile.
   */
  lock?: 'shared' | 'exclusive';
  /**
   * The work awaits an answer of the database before it writes: what it reads first then travels with the beginning, and
   * what features add to the scope (the change set) is there from that answer on.
   */
  readsFirst?: boolean;
  /** Longest statement, in milliseconds; default 60 000. */
  statementTimeoutMs?: number;
}

/** Runs changes; the platform's is one transaction, the one inside a transaction joins it. */
export interface Writer {
  write<T>(scope: RequestScope, change: Change, work: (tx: WriteScope) => Promise<T>): Promise<T>;
  transaction<T>(scope: RequestScope, work: (scope: RequestScope) => Promise<T>): Promise<T>;
}

/**
 * How one kind of thing is read in batches. Defined beside its repository, built once per request through
 * `scope.loader(def)`. `cacheKey` must contain everything that `batch` groups by, as a JSON tuple.
 */
export interface LoaderDef<K, V> {
  /** What it loads: metrics are kept by this name. */
  readonly name: string;
  /** Tells it from others of its name, where they load something else in one request. */
  readonly variant?: string;
  cacheKey(key: K): string;
  /** One value per key, in the order of `keys`; ONE SQL statement whatever their number. */
  batch(scope: RequestScope, keys: readonly K[]): Promise<V[]>;
  readonly maxBatchSize?: number;
}
