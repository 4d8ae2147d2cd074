import type { SqlRow } from '../../../platform/database/db';
import { sqlOrdering } from '../../../platform/database/keyset';
import type { Page } from '../../../platform/database/page';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { textKey } from '../../../domain/text-key';
import { TARGET_CPH_ORDER, type TargetCphRow } from './forecast.model';

const COLUMNS = `t.id AS id, t.main_lob AS main_lob, t.case_type AS case_type, t.target_cph AS target_cph, t.version AS version`;
const ENTITY_KEY = `jsonb_build_array(c.main_lob, c.case_type)::text`;

function readTargetCph(row: SqlRow): TargetCphRow {
  return {
    id: row.id as number,
    mainLob: row.main_lob as string,
    caseType: row.case_type as string,
    targetCph: row.target_cph as string,
    version: row.version as number,
  };
}

/** Which configured CPHs to list; names in any spelling. */
export interface TargetCphCriteria {
  mainLobs: readonly string[] | null;
  caseTypes: readonly string[] | null;
}

const MATCHES = `($1::text[] IS NULL OR text_key(t.main_lob) = ANY($1::text[]))
  AND ($2::text[] IS NULL OR text_key(t.case_type) = ANY($2::text[]))`;

function criteriaParams({ mainLobs, caseTypes }: TargetCphCriteria): unknown[] {
  return [mainLobs?.map(textKey) ?? null, caseTypes?.map(textKey) ?? null];
}

const ORDER = sqlOrdering(TARGET_CPH_ORDER, 't');

/** Configured CPHs by LOB and case type; all of them unless a page is asked for. */
export function listTargetCphs(
  scope: RequestScope,
  criteria: TargetCphCriteria = { mainLobs: null, caseTypes: null },
  page?: Page,
): Promise<TargetCphRow[]> {
  const { limit = null, offset = 0 } = page ?? {};
  const after = ORDER.after({ after: page?.after }, 5);
  return scope.db.query(
    `SELECT ${COLUMNS} FROM target_cph t WHERE ${MATCHES} ${after.sql}
     ORDER BY ${ORDER.orderBy} LIMIT $3 OFFSET $4`,
    [...criteriaParams(criteria), limit, offset, ...after.params],
    readTargetCph,
  );
}

/** How many configured CPHs the criteria match. */
export async function countTargetCphs(scope: RequestScope, criteria: TargetCphCriteria): Promise<number> {
  const row = await scope.db.first<{ total: number }>(
    `SELECT count(*)::integer AS total FROM target_cph t WHERE ${MATCHES}`,
    criteriaParams(criteria),
  );
  return row?.total ?? 0;
}

/** Configured CPHs of pairs, whatever their spelling, in no particular order. */
export function findTargetCphs(
  scope: RequestScope,
  pairs: readonly { mainLob: string; caseType: string }[],
): Promise<TargetCphRow[]> {
  return scope.db.query(
    `SELECT ${COLUMNS}
     FROM unnest($1::text[], $2::text[]) AS k (lob_key, case_key)
     JOIN target_cph t ON text_key(t.main_lob) = k.lob_key AND text_key(t.case_type) = k.case_key`,
    [pairs.map((pair) => textKey(pair.mainLob)), pairs.map((pair) => textKey(pair.caseType))],
    readTargetCph,
  );
}

/** Adds configured CPHs of pairs that have none. */
export function insertTargetCphs(
  tx: WriteScope,
  pairs: readonly { mainLob: string; caseType: string; targetCph: string }[],
): Promise<TargetCphRow[]> {
  if (pairs.length === 0) return Promise.resolve([]);
  return tx.db.query(
    `WITH added AS (
       INSERT INTO target_cph AS c (main_lob, case_type, target_cph)
       SELECT v.* FROM unnest($2::text[], $3::text[], $4::numeric[]) AS v
       RETURNING c.*
     ), history AS (
       INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
       SELECT $1, 'target_cph', ${ENTITY_KEY}, NULL, to_jsonb(c) FROM added c
     )
     SELECT ${COLUMNS} FROM added t`,
    [
      tx.changeSetId,
      pairs.map((pair) => pair.mainLob),
      pairs.map((pair) => pair.caseType),
      pairs.map((pair) => pair.targetCph),
    ],
    readTargetCph,
  );
}

/** Writes configured CPHs of these numbers and raises their versions. */
export function updateTargetCphs(
  tx: WriteScope,
  rows: readonly { id: number; targetCph: string }[],
): Promise<TargetCphRow[]> {
  if (rows.length === 0) return Promise.resolve([]);
  return tx.db.query(
    `WITH wanted AS (
       SELECT v.* FROM unnest($2::integer[], $3::numeric[]) AS v (id, target_cph)
     ), before AS (
       SELECT t.* FROM target_cph t JOIN wanted w ON w.id = t.id
     ), changed AS (
       UPDATE target_cph AS t SET target_cph = w.target_cph, version = t.version + 1
       FROM wanted w WHERE w.id = t.id
       RETURNING t.*
     ), history AS (
       INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
       SELECT $1, 'target_cph', ${ENTITY_KEY}, to_jsonb(b), to_jsonb(c) FROM changed c JOIN before b ON b.id = c.id
     )
     SELECT ${COLUMNS} FROM changed t`,
    [tx.changeSetId, rows.map((row) => row.id), rows.map((row) => row.targetCph)],
    readTargetCph,
  );
}
