import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Large changes are recorded a thousand rows at a time: `change_set_chunk` beside the rows of `change_set_row`, which was the
 * table `change_set_entry`. A view of that name holds both, so that nobody who reads entries can forget one of them.
 * Identity numbers step by a thousand: those that a chunk’s entries have are its own number and the ones after it.
 */
const NAMES = [
  ['TABLE', 'change_set_entry', 'change_set_row'],
  ['SEQUENCE', 'change_set_entry_id_seq', 'change_set_row_id_seq'],
  ['INDEX', 'pk_change_set_entry', 'pk_change_set_row'],
  ['INDEX', 'ix_change_set_entry_change_set', 'ix_change_set_row_change_set'],
  ['INDEX', 'ix_change_set_entry_key', 'ix_change_set_row_key'],
] as const;
const CHECKS = ['ck_change_set_entry_change', 'ck_change_set_row_change'] as const;

const RENAME = [
  ...NAMES.map(([kind, before, after]) => `ALTER ${kind} ${before} RENAME TO ${after}`),
  `ALTER TABLE change_set_row RENAME CONSTRAINT ${CHECKS[0]} TO ${CHECKS[1]}`,
].join(';\n');
const RENAME_BACK = [
  `ALTER TABLE change_set_row RENAME CONSTRAINT ${CHECKS[1]} TO ${CHECKS[0]}`,
  ...NAMES.map(([kind, before, after]) => `ALTER ${kind} ${after} RENAME TO ${before}`),
].join(';\n');

/**
 * Rows of assignments that a change added. Only their table may be here: a row says itself whether a LOB scope sees it. A
 * scoped request reads where chunks begin and end, never what they hold.
 */
const CHUNKS = `
CREATE TABLE IF NOT EXISTS change_set_chunk (
  id bigint NOT NULL,
  last_id bigint NOT NULL,
  change_set_id integer NOT NULL,
  entity text COLLATE "C" NOT NULL,
  first_key text COLLATE "C" NOT NULL,
  last_key text COLLATE "C" NOT NULL,
  keys text[] COLLATE "C" NOT NULL,
  contents json NOT NULL,
  CONSTRAINT pk_change_set_chunk PRIMARY KEY (id),
  CONSTRAINT ck_change_set_chunk_entity CHECK (entity = 'weekly_resource_assignment'),
  CONSTRAINT ck_change_set_chunk_size CHECK (cardinality(keys) = last_id - id + 1 AND cardinality(keys) BETWEEN 1 AND 1000)
);
CREATE INDEX IF NOT EXISTS ix_change_set_chunk_change_set ON change_set_chunk (change_set_id, id);
REVOKE ALL ON change_set_chunk FROM headroom_scoped;
GRANT INSERT, SELECT (id, last_id, change_set_id, entity) ON change_set_chunk TO headroom_scoped;`;

/** The rows of a chunk: columns that are arrays hold a value a row, the others one value for all of them. */
const CONTENTS = `
CREATE FUNCTION chunk_contents(contents json) RETURNS SETOF jsonb
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  arrays text;
  names text;
  shared jsonb;
BEGIN
  SELECT string_agg(format('jsonb_array_elements($1 -> %L)', c.key), ', ') FILTER (WHERE json_typeof(c.value) = 'array'),
    string_agg(quote_ident(c.key), ', ') FILTER (WHERE json_typeof(c.value) = 'array'),
    coalesce(jsonb_object_agg(c.key, c.value) FILTER (WHERE json_typeof(c.value) <> 'array'), '{}')
  INTO arrays, names, shared FROM json_each(contents) c;
  RETURN QUERY EXECUTE format('SELECT $2 || to_jsonb(r) FROM ROWS FROM (%s) AS r (%s)', arrays, names)
    USING contents::jsonb, shared;
END $$;`;

const IS_SCOPED = `current_setting('role') = 'headroom_scoped'`;

/** The views of chunks have the rights of their owner and judge each row themselves; those of entries have the caller’s. */
const VIEWS = `
CREATE VIEW change_set_chunk_entry AS
SELECT c.id AS chunk_id, c.last_id AS chunk_last_id, c.id + e.place - 1 AS id, c.change_set_id, c.entity, e.key AS entity_key,
  NULL::jsonb AS before, e.content AS after
FROM change_set_chunk c
CROSS JOIN LATERAL ROWS FROM (unnest(c.keys), chunk_contents(c.contents)) WITH ORDINALITY AS e (key, content, place)
WHERE NOT ${IS_SCOPED} OR record_is_visible(e.content);

CREATE VIEW change_set_chunk_key AS
SELECT c.id AS chunk_id, c.last_id AS chunk_last_id, e.place, c.id + e.place - 1 AS id, c.change_set_id, c.entity, e.key AS entity_key
FROM change_set_chunk c
CROSS JOIN LATERAL unnest(c.keys,
  CASE WHEN ${IS_SCOPED} THEN ARRAY(SELECT json_array_elements_text(c.contents -> 'demand_main_lob')) END)
  WITH ORDINALITY AS e (key, lob, place)
WHERE NOT ${IS_SCOPED} OR lob_is_visible(e.lob);

CREATE VIEW change_set_chunk_demand AS
SELECT c.change_set_id, c.entity, d.main_lob, d.state, d.case_type
FROM change_set_chunk c
CROSS JOIN LATERAL ROWS FROM (json_array_elements_text(c.contents -> 'demand_main_lob'),
  json_array_elements_text(c.contents -> 'demand_state'), json_array_elements_text(c.contents -> 'demand_case_type'))
  AS d (main_lob, state, case_type)
WHERE NOT ${IS_SCOPED} OR lob_is_visible(d.main_lob);

CREATE VIEW change_set_entry WITH (security_invoker = true) AS
SELECT id, change_set_id, entity, entity_key, before, after FROM change_set_row
UNION ALL
SELECT id, change_set_id, entity, entity_key, before, after FROM change_set_chunk_entry;

CREATE VIEW change_set_key WITH (security_invoker = true) AS
SELECT id, change_set_id, entity, entity_key FROM change_set_row
UNION ALL
SELECT id, change_set_id, entity, entity_key FROM change_set_chunk_key;`;

/**
 * The view is written as the table was: servers of the version before go on while a new one has migrated, and administrators
 * have statements of their own. Entries of a chunk stand and fall together.
 */
const WRITERS = `
CREATE FUNCTION write_change_set_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO change_set_row (id, change_set_id, entity, entity_key, before, after) OVERRIDING SYSTEM VALUE
    VALUES (coalesce(NEW.id, nextval('change_set_row_id_seq')), NEW.change_set_id, NEW.entity, NEW.entity_key, NEW.before,
      NEW.after);
    RETURN NEW;
  ELSIF TG_OP = 'UPDATE' THEN
    UPDATE change_set_row r SET id = NEW.id, change_set_id = NEW.change_set_id, entity = NEW.entity,
      entity_key = NEW.entity_key, before = NEW.before, after = NEW.after WHERE r.id = OLD.id;
    IF FOUND THEN RETURN NEW; END IF;
  ELSE
    DELETE FROM change_set_row r WHERE r.id = OLD.id;
    IF FOUND THEN RETURN OLD; END IF;
  END IF;
  RAISE EXCEPTION 'entry % of change set % is one of a thousand in a row of change_set_chunk: it cannot be changed alone',
    OLD.id, OLD.change_set_id;
END $$;
CREATE TRIGGER write_change_set_entry INSTEAD OF INSERT OR UPDATE OR DELETE ON change_set_entry
  FOR EACH ROW EXECUTE FUNCTION write_change_set_entry();`;

const policy = (entries: string): string => `ALTER POLICY lob_scope ON change_set
  USING (is_own(actor) OR EXISTS (SELECT 1 FROM ${entries} e WHERE e.change_set_id = change_set.id))`;

/** Chunks of later change sets that may hold a key of one of these: whoever asks looks into them. */
const LATER_CHUNKS = `
CREATE FUNCTION later_chunks(change_sets integer[]) RETURNS TABLE (change_set_id integer, chunk_id bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH part AS (
    SELECT c.change_set_id, c.entity, c.first_key, c.last_key FROM change_set_chunk c
    WHERE c.change_set_id = ANY(change_sets)
    UNION ALL
    SELECT e.change_set_id, e.entity, min(e.entity_key), max(e.entity_key)
    FROM (
      SELECT r.change_set_id, r.entity, r.entity_key,
        ntile(1000) OVER (PARTITION BY r.change_set_id, r.entity ORDER BY r.entity_key) AS part
      FROM change_set_row r WHERE r.change_set_id = ANY(change_sets)
    ) e
    GROUP BY e.change_set_id, e.entity, e.part
  )
  SELECT DISTINCT p.change_set_id, l.id FROM part p
  JOIN change_set_chunk l ON l.entity = p.entity AND l.change_set_id > p.change_set_id
    AND l.first_key <= p.last_key AND l.last_key >= p.first_key
$$;`;

/**
 * Entries of change sets, and later entries of the same rows, that a scope may hide: all rows, of which whoever calls it keeps
 * those that row-level security hides, and those of chunks that it hides.
 */
const BEYOND = `
DROP FUNCTION entries_beyond_scope(integer[]);
CREATE FUNCTION entries_beyond_scope(change_sets integer[])
  RETURNS TABLE (change_set_id integer, entry_id bigint, later_entry_id bigint, later integer, reverts integer,
    entity text, entity_key text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH own AS MATERIALIZED (
    SELECT e.change_set_id, e.id, e.entity, e.entity_key, true AS is_row, NULL::text AS lob FROM change_set_row e
    WHERE ${IS_SCOPED} AND e.change_set_id = ANY(change_sets)
    UNION ALL
    SELECT c.change_set_id, c.id + k.place - 1, c.entity, k.key, false, k.lob FROM change_set_chunk c
    CROSS JOIN LATERAL unnest(c.keys, ARRAY(SELECT json_array_elements_text(c.contents -> 'demand_main_lob')))
      WITH ORDINALITY AS k (key, lob, place)
    WHERE ${IS_SCOPED} AND c.change_set_id = ANY(change_sets)
  ), later AS (
    SELECT o.change_set_id, o.id, l.id AS later_id, o.entity, o.entity_key, l.change_set_id AS later FROM own o
    JOIN change_set_row l ON l.entity = o.entity AND l.entity_key = o.entity_key AND l.change_set_id > o.change_set_id
    UNION ALL
    SELECT o.change_set_id, o.id, c.id + k.place - 1, o.entity, o.entity_key, c.change_set_id
    FROM later_chunks(change_sets) l
    JOIN change_set_chunk c ON c.id = l.chunk_id
    CROSS JOIN LATERAL unnest(c.keys, ARRAY(SELECT json_array_elements_text(c.contents -> 'demand_main_lob')))
      WITH ORDINALITY AS k (key, lob, place)
    JOIN own o ON o.change_set_id = l.change_set_id AND o.entity = c.entity AND o.entity_key = k.key
    WHERE ${IS_SCOPED} AND NOT coalesce(lob_is_visible(k.lob), false)
  )
  SELECT o.change_set_id, o.id, NULL::bigint, NULL::integer, NULL::integer, o.entity, o.entity_key FROM own o
  WHERE o.is_row OR NOT coalesce(lob_is_visible(o.lob), false)
  UNION ALL
  SELECT l.change_set_id, l.id, l.later_id, l.later, c.reverts_change_set_id, l.entity, l.entity_key FROM later l
  JOIN change_set c ON c.id = l.later
$$;`;

const BEYOND_OF_ROWS = `
DROP FUNCTION entries_beyond_scope(integer[]);
CREATE FUNCTION entries_beyond_scope(change_sets integer[])
  RETURNS TABLE (change_set_id integer, entry_id bigint, later_entry_id bigint, later integer, reverts integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.change_set_id, e.id, NULL::bigint, NULL::integer, NULL::integer FROM change_set_entry e
  WHERE ${IS_SCOPED} AND e.change_set_id = ANY(change_sets)
  UNION ALL
  SELECT e.change_set_id, e.id, l.id, l.change_set_id, c.reverts_change_set_id FROM change_set_entry e
  JOIN change_set_entry l ON l.entity = e.entity AND l.entity_key = e.entity_key AND l.change_set_id > e.change_set_id
  JOIN change_set c ON c.id = l.change_set_id
  WHERE ${IS_SCOPED} AND e.change_set_id = ANY(change_sets)
$$;`;

const COUNT_OF_ROWS = `SELECT e.change_set_id, count(*)::integer FROM change_set_entry e
  WHERE e.change_set_id = ANY(change_sets) GROUP BY e.change_set_id`;
const COUNT = `SELECT n.change_set_id, sum(n.total)::integer FROM (
    SELECT e.change_set_id, count(*) AS total FROM change_set_row e
    WHERE e.change_set_id = ANY(change_sets) GROUP BY e.change_set_id
    UNION ALL
    SELECT c.change_set_id, c.last_id - c.id + 1 FROM change_set_chunk c WHERE c.change_set_id = ANY(change_sets)
  ) n GROUP BY n.change_set_id`;

const count = (body: string): string => `
CREATE OR REPLACE FUNCTION count_entries(change_sets integer[])
  RETURNS TABLE (change_set_id integer, total integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ ${body} $$`;

const ROW_DIGESTS = (table: string): string => `coalesce((
      SELECT string_agg(encode(sha256(convert_to(concat_ws(E'\\u001f', e.id::text, e.entity, e.entity_key,
        coalesce(e.before::text, 'null'), coalesce(e.after::text, 'null')), 'UTF8')), 'hex'), '' ORDER BY e.id)
      FROM ${table} e WHERE e.change_set_id = c.id), '')`;

/** The digests of a change set’s chunks follow those of its rows: without chunks its hash is what it always was. */
const CHUNK_DIGESTS = `coalesce((
      SELECT string_agg(encode(sha256(convert_to(concat_ws(E'\\u001f', k.id, k.last_id, k.entity, k.first_key, k.last_key,
        cardinality(k.keys), array_to_string(k.keys, E'\\u001e', ''), k.contents::text), 'UTF8')), 'hex'), '' ORDER BY k.id)
      FROM change_set_chunk k WHERE k.change_set_id = c.id), '')`;

const hash = (digests: string): string => `
CREATE OR REPLACE FUNCTION change_set_content_hash(wanted integer) RETURNS bytea
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public
AS $$ BEGIN RETURN (SELECT sha256(convert_to(
    jsonb_build_array(c.id, c.action, c.actor, extract(epoch FROM c.created_datetime), c.note, c.request_id,
      c.reverts_change_set_id)::text
    || ${digests}, 'UTF8'))
  FROM change_set c WHERE c.id = wanted); END $$`;

/**
 * Taken back, entries are rows again, and the chunks stay beside them as what their change sets’ hashes are of: a hash is the
 * sealed one only as long as the rows are what the chunks hold.
 */
const AS_ROWS = `
INSERT INTO change_set_entry (id, change_set_id, entity, entity_key, after)
SELECT c.id + e.place - 1, c.change_set_id, c.entity, e.key, e.content
FROM change_set_chunk c
CROSS JOIN LATERAL ROWS FROM (unnest(c.keys), chunk_contents(c.contents)) WITH ORDINALITY AS e (key, content, place);
SELECT setval('change_set_entry_id_seq', greatest(max(id), 1)) FROM change_set_entry;`;

const KEPT_DIGESTS = `${ROW_DIGESTS(`(SELECT r.* FROM change_set_entry r WHERE NOT EXISTS (
        SELECT FROM change_set_chunk k WHERE k.change_set_id = r.change_set_id AND r.id BETWEEN k.id AND k.last_id))`)}
    || ${CHUNK_DIGESTS}
    || CASE WHEN EXISTS (
      SELECT FROM change_set_chunk k
      CROSS JOIN LATERAL ROWS FROM (unnest(k.keys), chunk_contents(k.contents)) WITH ORDINALITY AS e (key, content, place)
      LEFT JOIN change_set_entry r ON r.id = k.id + e.place - 1 AND r.change_set_id = k.change_set_id AND r.entity = k.entity
        AND r.entity_key = e.key AND r.before IS NULL AND r.after = e.content
      WHERE k.change_set_id = c.id AND r.id IS NULL) THEN 'edited' ELSE '' END`;

/** Chunks of an earlier stay whose rows are all there take their place again; others are of history that was pruned since. */
const AS_CHUNKS = `
DELETE FROM change_set_chunk k WHERE (
  SELECT count(*) FROM change_set_row r WHERE r.change_set_id = k.change_set_id AND r.id BETWEEN k.id AND k.last_id
) <> k.last_id - k.id + 1;
DELETE FROM change_set_row r USING change_set_chunk k
WHERE r.change_set_id = k.change_set_id AND r.id BETWEEN k.id AND k.last_id;`;

export class HistoryByTheThousand1765470000000 implements MigrationInterface {
  name = 'HistoryByTheThousand1765470000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(RENAME);
    await queryRunner.query('ALTER TABLE change_set_row ALTER COLUMN id SET INCREMENT BY 1000');
    await queryRunner.query(CHUNKS);
    await queryRunner.query(AS_CHUNKS);
    await queryRunner.query('DROP FUNCTION IF EXISTS chunk_contents(json)');
    for (const part of [
      CONTENTS,
      VIEWS,
      WRITERS,
      policy('change_set_key'),
      LATER_CHUNKS,
      BEYOND,
      count(COUNT),
    ])
      await queryRunner.query(part);
    await queryRunner.query(hash(`${ROW_DIGESTS('change_set_row')} || ${CHUNK_DIGESTS}`));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP VIEW change_set_entry; DROP FUNCTION write_change_set_entry()');
    await queryRunner.query(policy('change_set_row'));
    await queryRunner.query(RENAME_BACK);
    await queryRunner.query('ALTER TABLE change_set_entry ALTER COLUMN id SET INCREMENT BY 1');
    await queryRunner.query(AS_ROWS);
    await queryRunner.query(BEYOND_OF_ROWS);
    await queryRunner.query(count(COUNT_OF_ROWS));
    await queryRunner.query(`DROP FUNCTION later_chunks(integer[]);
      DROP VIEW change_set_key; DROP VIEW change_set_chunk_demand; DROP VIEW change_set_chunk_key; DROP VIEW change_set_chunk_entry`);
    const [found] = (await queryRunner.query('SELECT EXISTS (SELECT FROM change_set_chunk) AS "isKept"')) as {
      isKept: boolean;
    }[];
    if (found?.isKept) return void (await queryRunner.query(hash(KEPT_DIGESTS)));
    await queryRunner.query(hash(ROW_DIGESTS('change_set_entry')));
    await queryRunner.query('DROP TABLE change_set_chunk; DROP FUNCTION chunk_contents(json)');
  }
}
