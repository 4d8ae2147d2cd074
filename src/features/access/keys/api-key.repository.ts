import { sql } from '../../../platform/database/sql';
import { table, type Row } from '../../../platform/database/table';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { ApiKeyEntity } from './api-key.entity';

/** A stored API key. */
export type ApiKeyRow = Row<ApiKeyEntity>;

const KEYS = table(ApiKeyEntity);
const COLUMNS = KEYS.columns('k');

/** The key of this id, revoked and expired ones too. */
export function findApiKey(scope: RequestScope, id: string): Promise<ApiKeyRow | undefined> {
  return scope.db.first(sql`SELECT ${COLUMNS} FROM api_key k WHERE k.id = ${id}`);
}

/** Every key, newest first. */
export function listApiKeys(scope: Pick<RequestScope, 'db'>): Promise<ApiKeyRow[]> {
  return scope.db.query(sql`SELECT ${COLUMNS} FROM api_key k ORDER BY k.created_datetime DESC, k.id`);
}

/** Adds a key. */
export async function insertApiKey(scope: RequestScope, key: ApiKeyRow): Promise<void> {
  await scope.db.execute(sql`INSERT INTO api_key ${KEYS.insert(key)}`);
}

/** Revokes a key that is not revoked yet; returns it as it then is. */
export function updateRevoked(
  scope: RequestScope,
  id: string,
  { by, at }: { by: string; at: Date },
): Promise<ApiKeyRow | undefined> {
  return scope.db.first(
    sql`UPDATE api_key AS k SET revoked_datetime = ${at}, revoked_by = ${by}
        WHERE k.id = ${id} AND k.revoked_datetime IS NULL RETURNING ${COLUMNS}`,
  );
}

/** Notes that a key was used. */
export async function updateLastUsed(scope: RequestScope, id: string, at: Date): Promise<void> {
  await scope.db.execute(sql`UPDATE api_key AS k SET last_used_datetime = ${at} WHERE k.id = ${id}`);
}

/** Names of LOBs found one by one in an index, each once: every request of a limited key asks for them. */
const LOBS = sql`WITH RECURSIVE named AS (
    (SELECT f.main_lob AS lob FROM forecast f ORDER BY f.main_lob LIMIT 1)
    UNION ALL
    SELECT x.lob FROM named n CROSS JOIN LATERAL (SELECT f.main_lob AS lob FROM forecast f WHERE f.main_lob > n.lob
      ORDER BY f.main_lob LIMIT 1) x
  )
  SELECT n.lob FROM named n UNION SELECT t.main_lob FROM target_cph t ORDER BY lob`;

/** Every LOB that forecasts or configured CPH name, in stored spelling. */
export async function listLobs(scope: Pick<RequestScope, 'db'>): Promise<string[]> {
  const rows = await scope.db.query<{ lob: string }>(LOBS);
  return rows.map(({ lob }) => lob);
}
