import type { SqlRow } from '../../database/db';
import type { RequestScope } from '../../scope/request-scope';
import type { Written } from './written';

/** What is stored under an idempotency key. */
export interface StoredAnswer {
  requestHash: string;
  written: Written;
}

function readStored(row: SqlRow): StoredAnswer {
  return {
    requestHash: row.request_hash as string,
    written: {
      status: row.status as number,
      headers: row.headers as Record<string, string>,
      body: row.body as string,
    },
  };
}

/** The answer stored under a key that is not older than `since`. */
export function findAnswer(scope: RequestScope, key: string, since: Date): Promise<StoredAnswer | undefined> {
  return scope.db.first(
    `SELECT k.request_hash AS request_hash, k.status AS status, k.headers AS headers, k.body AS body
     FROM idempotency_key k
     WHERE k.actor = $1 AND k.key = $2 AND k.created_datetime >= $3 AND k.status IS NOT NULL`,
    [scope.actor.name, key, since],
    readStored,
  );
}

/** Takes the key inside the running transaction; false if another request has it. Waits while another is at it. */
export async function claimKey(
  scope: RequestScope,
  { key, requestHash, since }: { key: string; requestHash: string; since: Date },
): Promise<boolean> {
  await scope.db.execute(`DELETE FROM idempotency_key WHERE created_datetime < $1`, [since]);
  const inserted = await scope.db.execute(
    `INSERT INTO idempotency_key (actor, key, request_hash, created_datetime) VALUES ($1, $2, $3, $4)
     ON CONFLICT (actor, key) DO NOTHING`,
    [scope.actor.name, key, requestHash, scope.clock.now()],
  );
  return inserted === 1;
}

/** Stores the answer beside the key; both are committed with the data. */
export async function storeAnswer(scope: RequestScope, key: string, written: Written): Promise<void> {
  await scope.db.execute(
    `UPDATE idempotency_key SET status = $3, headers = $4::jsonb, body = $5 WHERE actor = $1 AND key = $2`,
    [scope.actor.name, key, written.status, JSON.stringify(written.headers), written.body],
  );
}
