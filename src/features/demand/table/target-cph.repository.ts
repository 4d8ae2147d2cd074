import { textKey } from '../../../domain/text-key';
import { listOrder } from '../../../platform/database/keyset';
import type { Page } from '../../../platform/database/page';
import { allOf, sql, type Sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { recordChange } from '../../history/sql';
import { TARGET_CPH_SORTING, type TargetCphRow } from './forecast.model';
import { TargetCphEntity } from './target-cph.entity';

const CPHS = table(TargetCphEntity);
const COLUMNS = CPHS.columns('t');
const ORDER = listOrder(TARGET_CPH_SORTING.listed, 't');

/** Which configured CPHs to list; names in any spelling. */
export interface TargetCphCriteria {
  mainLobs: readonly string[] | null;
  caseTypes: readonly string[] | null;
}

function matches({ mainLobs, caseTypes }: TargetCphCriteria): Sql {
  return allOf([
    ...(mainLobs ? [sql`text_key(t.main_lob) = ANY(${mainLobs.map(textKey)}::text[])`] : []),
    ...(caseTypes ? [sql`text_key(t.case_type) = ANY(${caseTypes.map(textKey)}::text[])`] : []),
  ]);
}

/** Configured CPHs by LOB and case type; all of them unless a page is asked for. */
export function listTargetCphs(
  scope: RequestScope,
  criteria: TargetCphCriteria = { mainLobs: null, caseTypes: null },
  page?: Page,
): Promise<TargetCphRow[]> {
  const { limit = null, offset = 0 } = page ?? {};
  const { after, orderBy } = ORDER(page ?? {});
  return scope.db.query(
    sql`SELECT ${COLUMNS} FROM target_cph t WHERE ${matches(criteria)} AND ${after}
     ORDER BY ${orderBy} LIMIT ${limit} OFFSET ${offset}`,
  );
}

/** How many configured CPHs the criteria match. */
export async function countTargetCphs(scope: RequestScope, criteria: TargetCphCriteria): Promise<number> {
  const row = await scope.db.first<{ total: number }>(
    sql`SELECT count(*)::integer AS total FROM target_cph t WHERE ${matches(criteria)}`,
  );
  return row?.total ?? 0;
}

/** LOBs and case types in the spelling that is compared, as a source `k` (lob_key, case_key). */
export function pairKeys(pairs: readonly { mainLob: string; caseType: string }[]): Sql {
  const lobs = pairs.map((pair) => textKey(pair.mainLob));
  const caseTypes = pairs.map((pair) => textKey(pair.caseType));
  return sql`unnest(${lobs}::text[], ${caseTypes}::text[]) AS k (lob_key, case_key)`;
}

/** Configured CPHs of pairs, whatever their spelling, in no particular order. */
export function findTargetCphs(
  scope: RequestScope,
  pairs: readonly { mainLob: string; caseType: string }[],
): Promise<TargetCphRow[]> {
  return scope.db.query(
    sql`SELECT ${COLUMNS} FROM ${pairKeys(pairs)}
     JOIN target_cph t ON text_key(t.main_lob) = k.lob_key AND text_key(t.case_type) = k.case_key`,
  );
}

/** Adds configured CPHs of pairs that have none. */
export function insertTargetCphs(
  tx: WriteScope,
  pairs: readonly { mainLob: string; caseType: string; targetCph: string }[],
): Promise<TargetCphRow[]> {
  if (pairs.length === 0) return Promise.resolve([]);
  const properties = ['mainLob', 'caseType', 'targetCph'] as const;
  return tx.db.query(
    sql`WITH added AS (
       INSERT INTO target_cph AS c (${CPHS.names(properties)})
       SELECT v.* FROM ${CPHS.unnest('v', properties, pairs)}
       RETURNING c.*
     ), history AS (${recordCphs(tx, sql`NULL::jsonb`, sql`added c`)})
     SELECT ${COLUMNS} FROM added t`,
  );
}

/** Writes configured CPHs of these numbers and raises their versions. */
export function updateTargetCphs(
  tx: WriteScope,
  rows: readonly { id: number; targetCph: string }[],
): Promise<TargetCphRow[]> {
  if (rows.length === 0) return Promise.resolve([]);
  return tx.db.query(
    sql`WITH wanted AS (
       SELECT v.* FROM ${CPHS.unnest('v', ['id', 'targetCph'], rows)}
     ), before AS (
       SELECT t.* FROM target_cph t JOIN wanted w ON w.id = t.id
     ), changed AS (
       UPDATE target_cph AS t SET target_cph = w.target_cph, version = t.version + 1
       FROM wanted w WHERE w.id = t.id
       RETURNING t.*
     ), history AS (${recordCphs(tx, sql`to_jsonb(b)`, sql`changed c JOIN before b ON b.id = c.id`)})
     SELECT ${COLUMNS} FROM changed t`,
  );
}

/** Records the changed CPHs `c` of `source`, each with what they were before. */
function recordCphs(tx: WriteScope, before: Sql, source: Sql): Sql {
  return recordChange(tx.changeSetId, {
    entity: 'target_cph',
    key: sql`jsonb_build_array(c.main_lob, c.case_type)`,
    before,
    after: sql`to_jsonb(c)`,
    from: sql`FROM ${source}`,
  });
}
