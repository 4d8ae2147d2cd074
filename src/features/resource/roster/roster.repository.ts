import type { FieldChange, OnConflict, WriteStatus } from '../../../domain/writing';
import type { WriteScope } from '../../../platform/scope/request-scope';
import type { RosterColumns } from './roster.rules';

/** What a statement did with one row, and what it met. */
export interface WrittenPerson {
  cn: string;
  status: WriteStatus;
  /** Was stored before. */
  existed: boolean;
  /** Columns that a new person lacks. */
  missing: string[];
  /** Was active and no longer is. */
  turnedInactive: boolean;
  /** The location before, if it changed. */
  movedFrom: string | null;
  changes: FieldChange[];
}

/** Active people who are not among these, by CN: the first few of them, and how many there are. */
export async function listActiveOthers(
  tx: WriteScope,
  cns: readonly string[],
  limit: number,
): Promise<{ cns: string[]; count: number }> {
  const rows = await tx.db.query(
    `SELECT r.cn AS cn, count(*) OVER ()::integer AS people FROM resource_v2 r
     WHERE r.is_active AND NOT EXISTS (SELECT FROM unnest($1::text[]) AS given (cn) WHERE given.cn = r.cn)
     ORDER BY r.cn COLLATE "C" LIMIT $2`,
    [cns, limit],
    (row) => ({ cn: row.cn as string, people: row.people as number }),
  );
  return { cns: rows.map(({ cn }) => cn), count: rows[0]?.people ?? 0 };
}

/** A column's new value: the file's if it has the column, else the stored one, else what a new person starts with. */
const merged = (column: string, type: string, initial: string): string =>
  `CASE WHEN i.doc ? '${column}' THEN (i.doc ->> '${column}')::${type} WHEN o.id IS NOT NULL THEN o.${column}
     WHEN i.doc -> 'new' ? '${column}' THEN (i.doc -> 'new' ->> '${column}')::${type} ELSE ${initial} END AS ${column}`;

const FIELDS = `first_name, last_name, opid, primary_platform, location, state_list, skills, production_percentage,
  is_active, hire_date`;
const asPairs = FIELDS.replace(/(\w+)/g, `'$1', j.$1`);
const of = (alias: string): string => FIELDS.replace(/(\w+)/g, `${alias}.$1`);

const UPSERT = `
  WITH input AS MATERIALIZED (
    SELECT e.position::integer AS position, e.doc AS doc, e.doc ->> 'cn' AS cn
    FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS e (doc, position)
  ), old AS MATERIALIZED (
    SELECT r.* FROM resource_v2 r WHERE r.cn IN (SELECT i.cn FROM input i) ORDER BY r.cn FOR NO KEY UPDATE
  ), wanted AS MATERIALIZED (
    SELECT i.position AS position, i.cn AS cn, o.id AS old_id, to_jsonb(o) AS before, o.is_active AS old_is_active, o.location AS old_location,
      o.deactivated_by AS old_deactivated_by, o.deactivated_datetime AS old_deactivated_datetime,
      ${merged('first_name', 'text', `''`)},
      ${merged('last_name', 'text', `''`)},
      ${merged('opid', 'text', 'NULL')},
      ${merged('primary_platform', 'text', 'NULL')},
      ${merged('location', 'text', 'NULL')},
      ${merged('state_list', 'text', `''`)},
      ${merged('skills', 'text', `''`)},
      ${merged('production_percentage', 'numeric', '1')},
      ${merged('is_active', 'boolean', 'true')},
      ${merged('hire_date', 'date', 'NULL')}
    FROM input i LEFT JOIN old o ON o.cn = i.cn
  ), judged AS MATERIALIZED (
    SELECT w.*,
      CASE
        WHEN w.old_id IS NULL AND (w.location IS NULL OR w.primary_platform IS NULL) THEN 'failed'
        WHEN w.old_id IS NULL THEN 'created'
        WHEN $2::text = 'ERROR' THEN 'failed'
        WHEN $2::text = 'SKIP' THEN 'skipped'
        WHEN (${of('w')}) IS DISTINCT FROM (${of('o')}) THEN 'updated'
        ELSE 'unchanged'
      END AS status
    FROM wanted w LEFT JOIN old o ON o.id = w.old_id
  ), created AS (
    INSERT INTO resource_v2 AS r (cn, ${FIELDS}, created_datetime, updated_datetime)
    SELECT j.cn, ${of('j')}, $3::timestamptz, $3::timestamptz
    FROM judged j WHERE j.status = 'created' ORDER BY j.position
    RETURNING r.*
  ), updated AS (
    UPDATE resource_v2 AS r
    SET (${FIELDS}) = ROW (${of('j')}),
      deactivated_by = CASE WHEN j.is_active THEN NULL WHEN j.old_is_active THEN $4::text ELSE j.old_deactivated_by END,
      deactivated_datetime = CASE WHEN j.is_active THEN NULL WHEN j.old_is_active THEN $3::timestamptz
        ELSE j.old_deactivated_datetime END,
      updated_datetime = $3::timestamptz, version = r.version + 1
    FROM judged j
    WHERE r.id = j.old_id AND j.status = 'updated'
    RETURNING r.*
  ), changed AS (
    SELECT c.* FROM created c UNION ALL SELECT u.* FROM updated u
  ), entry AS (
    INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
    SELECT $5::integer, 'resource_v2', jsonb_build_array(c.cn)::text, to_jsonb(o), to_jsonb(c)
    FROM changed c LEFT JOIN old o ON o.id = c.id
    ORDER BY c.cn
  )
  SELECT j.cn AS cn, j.status AS status, j.old_id IS NOT NULL AS existed,
    CASE WHEN j.old_id IS NULL THEN array_remove(ARRAY[
      CASE WHEN j.primary_platform IS NULL THEN 'primary_platform' END,
      CASE WHEN j.location IS NULL THEN 'location' END], NULL) ELSE '{}' END AS missing,
    j.status = 'updated' AND j.old_is_active AND NOT j.is_active AS turned_inactive,
    CASE WHEN j.status = 'updated' AND j.location <> j.old_location THEN j.old_location END AS moved_from,
    CASE WHEN j.status = 'updated' THEN (
      SELECT jsonb_agg(jsonb_build_object('field', n.key, 'before', p.value, 'after', n.value) ORDER BY n.ordinality)
      FROM jsonb_each(jsonb_build_object(${asPairs})) WITH ORDINALITY n
      JOIN jsonb_each(j.before) p ON p.key = n.key
      WHERE n.value IS DISTINCT FROM p.value
    ) END AS changes
  FROM judged j
  ORDER BY j.position`;

/** Writes people and their history in one statement; answers in the order given. Each CN at most once. */
export function upsertPeople(
  tx: WriteScope,
  people: readonly RosterColumns[],
  onConflict: OnConflict,
): Promise<WrittenPerson[]> {
  return tx.db.query(
    UPSERT,
    [JSON.stringify(people), onConflict, tx.at, tx.actor.name, tx.changeSetId],
    (row) => ({
      cn: row.cn as string,
      status: row.status as WriteStatus,
      existed: row.existed as boolean,
      missing: row.missing as string[],
      turnedInactive: row.turned_inactive as boolean,
      movedFrom: row.moved_from as string | null,
      changes: (row.changes as FieldChange[] | null) ?? [],
    }),
  );
}
