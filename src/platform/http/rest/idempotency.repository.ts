import { sql } from '../../database/sql';
import { table } from '../../database/table';
import type { RequestScope } from '../../scope/request-scope';
import { IdempotencyKeyEntity } from './idempotency-key.entity';
import type { Written } from './written';

const KEYS = table(IdempotencyKeyEntity);

/** What is stored under an idempotency key. */
export interface StoredAnswer {
  requestHash: string;
  written: Written;
}

/** The answer stored under a key that is not older than `since`. */
export async function findAnswer(
  scope: RequestScope,
  key: string,
  since: Date,
): Promise<StoredAnswer | undefined> {
  const row = await scope.db.first<Written & { requestHash: string }>(
    sql`SELECT ${KEYS.columns('k', ['requestHash', 'status', 'headers', 'body'])} FROM idempotency_key k
     WHERE k.actor = ${scope.actor.name} AND k.key = ${key} AND k.created_datetime >= ${since}
       AND k.status IS NOT NULL`,
  );
  if (!row) return undefined;
  const { requestHash, ...written } = row;
  return { requestHash, written };
}

/** Takes the key inside the running transaction; false if another request has it. Waits while another is at it. */
export async function claimKey(
  scope: RequestScope,
  { key, requestHash, since }: { key: string; requestHash: string; since: Date },
): Promise<boolean> {
  await scope.db.execute(sql`DELETE FROM idempotency_key WHERE created_datetime < ${since}`);
  const claim = { actor: scope.actor.name, key, requestHash, createdDatetime: scope.clock.now() };
  const inserted = await scope.db.execute(
    sql`INSERT INTO idempotency_key ${KEYS.insert(claim)} ON CONFLICT (actor, key) DO NOTHING`,
  );
  return inserted === 1;
}

/** Stores the answer beside the key; both are committed with the data. */
export async function storeAnswer(
  scope: RequestScope,
  key: string,
  { status, headers, body }: Written,
): Promise<void> {
  await scope.db.execute(
    sql`UPDATE idempotency_key SET ${KEYS.set({ status, headers, body })}
     WHERE actor = ${scope.actor.name} AND key = ${key}`,
  );
}
