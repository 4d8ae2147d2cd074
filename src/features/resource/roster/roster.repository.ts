import type { FieldChange, OnConflict, WriteStatus } from '../../../domain/writing';
import { joinSql, literal, sql, type Sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { recordChange } from '../../history/sql';
import { ResourceEntity } from '../person/resource.entity';
import { ROSTER_KEEPS, type RosterFields } from './roster.model';
import type { RosterValues } from './roster.rules';

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
  const rows = await tx.db.query<{ cn: string; people: number }>(
    sql`SELECT r.cn AS cn, count(*) OVER ()::integer AS people FROM resource_v2 r
     WHERE r.is_active AND NOT EXISTS (SELECT FROM unnest(${cns}::text[]) AS given (cn) WHERE given.cn = r.cn)
     ORDER BY r.cn COLLATE "C" LIMIT ${limit}`,
  );
  return { cns: rows.map(({ cn }) => cn), count: rows[0]?.people ?? 0 };
}

const PEOPLE = table(ResourceEntity);
const KEPT: ReadonlySet<string> = new Set(ROSTER_KEEPS);
/** What a roster may set: every column but those that it keeps. */
const FIELDS = PEOPLE.properties.filter((property): property is keyof RosterFields => !KEPT.has(property));

/** A column's new value: the file's if it has the column, else the stored one, else what a new person starts with. */
function merged(property: keyof RosterFields): Sql {
  const key = literal(property);
  const cast = (doc: Sql): Sql => sql`(${doc} ->> ${key})::${PEOPLE.type(property)}`;
  return sql`CASE WHEN i.doc ? ${key} THEN ${cast(sql`i.doc`)}
     WHEN o.id IS NOT NULL THEN ${PEOPLE.column(property, 'o')}
     WHEN i.doc -> 'new' ? ${key} THEN ${cast(sql`i.doc -> 'new'`)}
     ELSE ${PEOPLE.initial(property)} END AS ${PEOPLE.column(property)}`;
}

const MERGED = joinSql(FIELDS.map(merged), ', ');
const CHANGES = sql`(
      SELECT jsonb_agg(jsonb_build_object('field', n.key, 'before', p.value, 'after', n.value) ORDER BY n.ordinality)
      FROM jsonb_each(to_jsonb((SELECT f FROM (SELECT ${PEOPLE.names(FIELDS, 'j')}) f))) WITH ORDINALITY n
      JOIN jsonb_each(j.before) p ON p.key = n.key
      WHERE n.value IS DISTINCT FROM p.value
    )`;

/** Writes people and their history in one statement; answers in the order given. Each CN at most once. */
export async function upsertPeople(
  tx: WriteScope,
  people: readonly RosterValues[],
  onConflict: OnConflict,
): Promise<WrittenPerson[]> {
  const entries = recordChange(tx.changeSetId, {
    entity: 'resource_v2',
    key: sql`jsonb_build_array(c.cn)`,
    before: sql`to_jsonb(o)`,
    after: sql`to_jsonb(c)`,
    from: sql`FROM changed c LEFT JOIN old o ON o.id = c.id ORDER BY c.cn`,
  });
  const rows = await tx.db.query<WrittenPerson>(sql`
  WITH ${judged(people, onConflict)}, created AS (
    INSERT INTO resource_v2 AS r (cn, ${PEOPLE.names(FIELDS)}, created_datetime, updated_datetime)
    SELECT j.cn, ${PEOPLE.names(FIELDS, 'j')}, ${tx.at}::timestamptz, ${tx.at}::timestamptz
    FROM judged j WHERE j.status = 'created' ORDER BY j.position
    RETURNING r.*
  ), updated AS (
    UPDATE resource_v2 AS r
    SET (${PEOPLE.names(FIELDS)}) = ROW (${PEOPLE.names(FIELDS, 'j')}),
      deactivated_by = CASE WHEN j.is_active THEN NULL WHEN j.old_is_active THEN ${tx.actor.name}::text
        ELSE j.old_deactivated_by END,
      deactivated_datetime = CASE WHEN j.is_active THEN NULL WHEN j.old_is_active THEN ${tx.at}::timestamptz
        ELSE j.old_deactivated_datetime END,
      updated_datetime = ${tx.at}::timestamptz, version = r.version + 1
    FROM judged j
    WHERE r.id = j.old_id AND j.status = 'updated'
    RETURNING r.*
  ), changed AS (
    SELECT c.* FROM created c UNION ALL SELECT u.* FROM updated u
  ), entry AS (${entries})
  SELECT j.cn AS cn, j.status AS status, j.old_id IS NOT NULL AS existed,
    CASE WHEN j.old_id IS NULL THEN array_remove(ARRAY[
      CASE WHEN j.primary_platform IS NULL THEN 'primary_platform' END,
      CASE WHEN j.location IS NULL THEN 'location' END], NULL) ELSE '{}' END AS missing,
    j.status = 'updated' AND j.old_is_active AND NOT j.is_active AS "turnedInactive",
    CASE WHEN j.status = 'updated' AND j.location <> j.old_location THEN j.old_location END AS "movedFrom",
    coalesce(CASE WHEN j.status = 'updated' THEN ${CHANGES} END, '[]'::jsonb) AS changes
  FROM judged j
  ORDER BY j.position`);
  return rows;
}

/** The parts of a WITH: the people as given, as stored and as wanted, and what is to be done with each. */
function judged(people: readonly RosterValues[], onConflict: OnConflict): Sql {
  return sql`input AS MATERIALIZED (
    SELECT e.position::integer AS position, e.doc AS doc, e.doc ->> 'cn' AS cn
    FROM jsonb_array_elements(${JSON.stringify(people)}::jsonb) WITH ORDINALITY AS e (doc, position)
  ), old AS MATERIALIZED (
    SELECT r.* FROM resource_v2 r WHERE r.cn IN (SELECT i.cn FROM input i) ORDER BY r.cn FOR NO KEY UPDATE
  ), wanted AS MATERIALIZED (
    SELECT i.position AS position, i.cn AS cn, o.id AS old_id, to_jsonb(o) AS before, o.is_active AS old_is_active,
      o.location AS old_location, o.deactivated_by AS old_deactivated_by,
      o.deactivated_datetime AS old_deactivated_datetime, ${MERGED}
    FROM input i LEFT JOIN old o ON o.cn = i.cn
  ), judged AS MATERIALIZED (
    SELECT w.*,
      CASE
        WHEN w.old_id IS NULL AND (w.location IS NULL OR w.primary_platform IS NULL) THEN 'failed'
        WHEN w.old_id IS NULL THEN 'created'
        WHEN ${onConflict}::text = 'ERROR' THEN 'failed'
        WHEN ${onConflict}::text = 'SKIP' THEN 'skipped'
        WHEN (${PEOPLE.names(FIELDS, 'w')}) IS DISTINCT FROM (${PEOPLE.names(FIELDS, 'o')}) THEN 'updated'
        ELSE 'unchanged'
      END AS status
    FROM wanted w LEFT JOIN old o ON o.id = w.old_id
  )`;
}
