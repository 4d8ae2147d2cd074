import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The weeks of a month without generating its days, so that the planner puts the formula in place of the call. */
const WEEKS = `CREATE OR REPLACE FUNCTION iso_weeks_in_month(month_start date) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT ((date_trunc('month', month_start::timestamp) + interval '1 month')::date - month_start + 6
     - (11 - extract(isodow FROM month_start)::integer) % 7) / 7 $$`;

const GENERATED_WEEKS = `CREATE OR REPLACE FUNCTION iso_weeks_in_month(month_start date) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT count(*)::integer FROM generate_series(0, 30) AS day_offset
   WHERE extract(isodow FROM month_start + day_offset) = 4
     AND date_trunc('month', (month_start + day_offset)::timestamp) = date_trunc('month', month_start::timestamp) $$`;

const HASH = `SELECT sha256(convert_to(
    jsonb_build_array(c.id, c.action, c.actor, extract(epoch FROM c.created_datetime), c.note, c.request_id,
      c.reverts_change_set_id)::text
    || coalesce((SELECT string_agg(encode(sha256(convert_to(concat_ws(E'\\u001f', e.id::text, e.entity, e.entity_key,
        coalesce(e.before::text, 'null'), coalesce(e.after::text, 'null')), 'UTF8')), 'hex'), '' ORDER BY e.id)
      FROM change_set_entry e WHERE e.change_set_id = c.id), ''), 'UTF8'))
  FROM change_set c WHERE c.id = wanted`;

const hash = (language: string, body: string): string => `
CREATE OR REPLACE FUNCTION change_set_content_hash(wanted integer) RETURNS bytea
  LANGUAGE ${language} STABLE SECURITY DEFINER SET search_path = public
AS $$ ${body} $$`;

/** Every change calls these: a function of SQL that is no mere expression is planned anew in each statement. */
export class QuickFunctions1764920000000 implements MigrationInterface {
  name = 'QuickFunctions1764920000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(WEEKS);
    await queryRunner.query(hash('plpgsql', `BEGIN RETURN (${HASH}); END`));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(GENERATED_WEEKS);
    await queryRunner.query(hash('sql', HASH));
  }
}
