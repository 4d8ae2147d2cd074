import { textKey } from '../../domain/text-key';
import { sql, type Sql } from '../../platform/database/sql';
import type { RequestScope } from '../../platform/scope/request-scope';
import { chunkDemandKey, demandKey, isOfPerson, type DemandProperty } from './history.sql';

/** Those of the texts that the demand of a changed row has, before or after the change. */
export function listRecordedNames(
  scope: RequestScope,
  property: DemandProperty,
  texts: readonly string[],
): Promise<string[]> {
  const entries = sql`SELECT 1 FROM change_set_row d CROSS JOIN LATERAL (VALUES (d.before), (d.after)) AS s (content)
    WHERE ${demandKey(property)} = t.key
    UNION ALL SELECT 1 FROM change_set_chunk_demand n WHERE ${chunkDemandKey(property)} = t.key`;
  return listFound(scope, { texts, keys: texts.map(textKey), entries });
}

/** Those of the CNs whose rows were changed. */
export function listRecordedPeople(scope: RequestScope, cns: readonly string[]): Promise<string[]> {
  const entries = sql`SELECT 1 FROM change_set_key p WHERE ${isOfPerson(sql`ARRAY[t.key]`)}`;
  return listFound(scope, { texts: cns, keys: cns.map((cn) => cn.trim().toUpperCase()), entries });
}

interface Wanted {
  texts: readonly string[];
  keys: readonly string[];
  /** Entries that have the key `t.key`. */
  entries: Sql;
}

async function listFound(scope: RequestScope, { texts, keys, entries }: Wanted): Promise<string[]> {
  const rows = await scope.db.query<{ text: string }>(
    sql`SELECT t.text AS text FROM unnest(${texts}::text[], ${keys}::text[]) AS t (text, key) WHERE EXISTS (${entries})`,
  );
  return rows.map(({ text }) => text);
}

/** Everybody who changed something that the caller may see. */
export async function listActors(scope: RequestScope): Promise<string[]> {
  const rows = await scope.db.query<{ actor: string }>(
    sql`SELECT DISTINCT c.actor AS actor FROM change_set c`,
  );
  return rows.map(({ actor }) => actor);
}

/** Every action that the caller may see. */
export async function listActions(scope: RequestScope): Promise<string[]> {
  const rows = await scope.db.query<{ action: string }>(
    sql`SELECT DISTINCT c.action AS action FROM change_set c`,
  );
  return rows.map(({ action }) => action);
}
