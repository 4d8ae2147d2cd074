import { sql, type Sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { recordChange } from '../../history/sql';
import { ResourceEntity } from './resource.entity';
import type { ResourceRow, ResourceValues } from './resource.model';

const PEOPLE = table(ResourceEntity);
/** The columns of a person under the alias `r`. */
export const RESOURCE_COLUMNS = PEOPLE.columns('r');

/** People by CN, in no particular order. */
export function findResourcesByCns(scope: RequestScope, cns: readonly string[]): Promise<ResourceRow[]> {
  return scope.db.query(sql`SELECT ${RESOURCE_COLUMNS} FROM resource_v2 r WHERE r.cn = ANY(${cns}::text[])`);
}

const ROW_LOCKS = { change: sql`FOR NO KEY UPDATE`, read: sql`FOR SHARE` } as const;

/**
 * People by CN, locked until the transaction ends: to `change` them, or to `read` what must not change meanwhile.
 * In order of CN, so that writers cannot wait for each other in a circle.
 */
export function lockResources(
  tx: WriteScope,
  cns: readonly string[],
  purpose: keyof typeof ROW_LOCKS = 'change',
): Promise<ResourceRow[]> {
  return tx.db.query(
    sql`SELECT ${RESOURCE_COLUMNS} FROM resource_v2 r WHERE ${isAmong(cns)} ORDER BY r.cn ${ROW_LOCKS[purpose]}`,
  );
}

/** One person is a comparison: a plan for it holds for every value, one for an array is made anew each time. */
function isAmong(cns: readonly string[]): Sql {
  const [cn] = cns;
  return cn !== undefined && cns.length === 1 ? sql`r.cn = ${cn}::text` : sql`r.cn = ANY(${cns}::text[])`;
}

/** Adds an active person and records it; undefined if the CN is taken. */
export function insertResource(
  tx: WriteScope,
  cn: string,
  values: Partial<ResourceValues>,
): Promise<ResourceRow | undefined> {
  const row = { ...values, cn, createdDatetime: tx.at, updatedDatetime: tx.at };
  return tx.db.first(
    sql`WITH changed AS (
       INSERT INTO resource_v2 AS r ${PEOPLE.insert(row)} ON CONFLICT (cn) DO NOTHING RETURNING r.*
     ), entry AS (${recordPerson(tx, sql`NULL::jsonb`, sql`changed c`)})
     SELECT ${RESOURCE_COLUMNS} FROM changed r`,
  );
}

/** Writes what of a locked person differs, raises the version and records it; nothing is written if nothing differs. */
export async function updateResource(
  tx: WriteScope,
  before: ResourceRow,
  values: Partial<ResourceRow>,
): Promise<ResourceRow> {
  const changes = PEOPLE.changed(before, values);
  if (Object.keys(changes).length === 0) return before;
  const row = { ...changes, updatedDatetime: tx.at, version: before.version + 1 };
  const stored = await tx.db.first<ResourceRow>(
    sql`WITH old AS (SELECT r.* FROM resource_v2 r WHERE r.id = ${before.id}),
     changed AS (UPDATE resource_v2 AS r SET ${PEOPLE.set(row)} WHERE r.id = ${before.id} RETURNING r.*),
     entry AS (${recordPerson(tx, sql`to_jsonb(o)`, sql`changed c JOIN old o ON o.id = c.id`)})
     SELECT ${RESOURCE_COLUMNS} FROM changed r`,
  );
  return stored as ResourceRow;
}

/** Records the changed people `c` of `source`, each with what they were before. */
function recordPerson(tx: WriteScope, before: Sql, source: Sql): Sql {
  return recordChange(tx.changeSetId, {
    entity: 'resource_v2',
    key: sql`jsonb_build_array(c.cn)`,
    before,
    after: sql`to_jsonb(c)`,
    from: sql`FROM ${source}`,
  });
}
