import { createHash } from 'node:crypto';
import { DomainError, invalid } from '../../../domain/errors';
import { Semaphore } from '../../concurrency/semaphore';
import type { RequestScope } from '../../scope/request-scope';
import { claimKey, findAnswer, storeAnswer, type StoredAnswer } from './idempotency.repository';
import type { Written } from './written';

const MAX_KEY_LENGTH = 255;
const HOURS_KEPT = 24;

/** The key that a request came with; undefined if none. */
export function readKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  const key = Array.isArray(header) ? header.join(',') : header;
  if (key.length < 1 || key.length > MAX_KEY_LENGTH || !/^[\x20-\x7e]+$/.test(key))
    throw invalid('Idempotency-Key', key, `1 to ${MAX_KEY_LENGTH} printable ASCII characters`);
  return key;
}

/** Fingerprint of all that makes two requests the same. */
export function requestHash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** One keyed request. */
export interface Keyed {
  key: string;
  requestHash: string;
  /** It works for seconds and takes further connections beside that of its key. */
  isLong: boolean;
}

/** As long as a request may take. */
const LONG_WAIT_MS = 300_000;

function tooManyLong(): DomainError {
  const message = `Long requests with an Idempotency-Key run one after the other, and this one has waited for ${LONG_WAIT_MS / 1_000} s; send it again`;
  return new DomainError('UNAVAILABLE', message);
}

/** Runs each key once: its answer is committed with its data and given again to whoever repeats the request. */
export class IdempotentWrites {
  /** Repeats in this process wait here rather than on a database connection. */
  private readonly running = new Map<string, Promise<unknown>>();
  /** Each would hold a connection for its key while it waits for others: they wait here, without one. */
  private readonly long = new Semaphore({ active: 1, waitMs: LONG_WAIT_MS, refusal: tooManyLong });

  async run(
    scope: RequestScope,
    keyed: Keyed,
    work: (scope: RequestScope) => Promise<Written>,
  ): Promise<Written> {
    const name = JSON.stringify([scope.actor.name, keyed.key]);
    for (let other = this.running.get(name); other; other = this.running.get(name)) await other;
    const mine = this.first(scope, keyed, work);
    this.running.set(
      name,
      mine.catch(() => undefined),
    );
    try {
      return await mine;
    } finally {
      this.running.delete(name);
    }
  }

  private async first(
    scope: RequestScope,
    keyed: Keyed,
    work: (scope: RequestScope) => Promise<Written>,
  ): Promise<Written> {
    const since = new Date(scope.clock.now().getTime() - HOURS_KEPT * 3_600_000);
    const stored = await findAnswer(scope, keyed.key, since);
    if (stored) return replay(stored, keyed);
    // A failure is thrown: it takes the transaction back, and the key stays free.
    const once = (): Promise<Written> =>
      scope.transaction(async (inner) => {
        if (!(await claimKey(inner, { ...keyed, since }))) {
          const other = await findAnswer(inner, keyed.key, since);
          if (other) return replay(other, keyed);
        }
        const written = await work(inner);
        await storeAnswer(inner, keyed.key, written);
        return written;
      });
    return keyed.isLong ? this.long.run(once) : once();
  }
}

function replay({ requestHash: storedHash, written }: StoredAnswer, keyed: Keyed): Written {
  if (storedHash !== keyed.requestHash) {
    const message = 'This Idempotency-Key was used with another request; use a new key for a new request';
    throw new DomainError('IDEMPOTENCY_MISMATCH', message, [
      { path: 'Idempotency-Key', message, value: keyed.key },
    ]);
  }
  return { ...written, headers: { ...written.headers, 'idempotent-replayed': 'true' } };
}
