import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Previews of who is limited to some lines of business (LOBs) walk these LOBs alone: their people by an index, their demands
 * by key through functions. Row-level security lets no index be searched by what a function makes of a name (it might tell of
 * rows that are hidden); these functions look only into the LOBs of the setting that row-level security goes by.
 */
const INDEXES = `
CREATE INDEX ix_weekly_resource_assignment_lob ON weekly_resource_assignment (demand_main_lob, resource_cn) WHERE is_active;
CREATE INDEX ix_frozen_assignment_lob ON frozen_assignment (demand_main_lob, resource_cn);`;

const LOBS = "string_to_array(current_setting('headroom.lobs', true), chr(31))";
const KEY = "text_key(f.main_lob || '|' || f.state || '|' || f.case_type)";

/** Keys of a LOB begin with its name and a bar; the character behind a bar is a brace. */
const FUNCTIONS = `
CREATE FUNCTION next_demand_key_in_scope(after text) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT min(k.key) FROM unnest(${LOBS}) AS l (lob)
  CROSS JOIN LATERAL (SELECT ${KEY} AS key FROM forecast f
    WHERE ${KEY} > greatest(after COLLATE "C", text_key(l.lob || '|')) AND ${KEY} < text_key(l.lob || '}') AND f.main_lob = l.lob
    ORDER BY ${KEY} LIMIT 1) k
$$;
CREATE FUNCTION forecast_of_demand_in_scope(key text, year integer, month text, index integer) RETURNS integer
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT f.id FROM forecast f
  WHERE ${KEY} = key COLLATE "C" AND f.report_year = year AND f.report_month = month AND f.forecast_month_index = index
    AND f.main_lob = ANY (${LOBS})
$$;`;

/** What a demand asks of a person, as one text; \`*\` stands for whatever state. */
const asked = (state: string): string =>
  `concat_ws(chr(31), f.locality, text_key(f.platform), text_key(f.case_type), ${state})`;

/** The rule of QuickScope; \`of\` narrows assignments to the LOBs, which row-level security does by itself, but not by an index. */
const peopleRule = (of: (alias: string) => string): string =>
  `EXISTS (SELECT 1 FROM weekly_resource_assignment a WHERE a.resource_cn = resource_v2.cn AND a.is_active${of('a')})
    OR EXISTS (SELECT 1 FROM weekly_resource_assignment a WHERE a.resource_cn = resource_v2.cn AND NOT a.is_active)
    OR EXISTS (SELECT 1 FROM frozen_assignment z WHERE z.resource_cn = resource_v2.cn${of('z')})
    OR (resource_v2.is_active AND EXISTS (
      SELECT 1 FROM unnest(string_to_array(text_key(resource_v2.skills), ',')) AS k (skill)
      CROSS JOIN unnest(string_to_array(text_key(resource_v2.state_list), '|') || ARRAY['n/a']
        || CASE WHEN 'ALL' = ANY (string_to_array(resource_v2.state_list, '|')) THEN ARRAY['*'] END) AS s (state)
      WHERE concat_ws(chr(31), resource_v2.location, text_key(resource_v2.primary_platform), k.skill, s.state) IN (
        SELECT ${asked('text_key(f.state)')} FROM forecast f WHERE f.main_lob = ANY (${LOBS})
        UNION SELECT ${asked("'*'")} FROM forecast f WHERE f.main_lob = ANY (${LOBS}))))`;

const policy = (rule: string): string =>
  `ALTER POLICY lob_scope ON resource_v2 USING (${rule}) WITH CHECK (${rule})`;

export class WalkLobs1765465000000 implements MigrationInterface {
  name = 'WalkLobs1765465000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(INDEXES);
    await queryRunner.query(FUNCTIONS);
    await queryRunner.query(policy(peopleRule((alias) => ` AND ${alias}.demand_main_lob = ANY (${LOBS})`)));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(policy(peopleRule(() => '')));
    await queryRunner.query(
      `DROP FUNCTION forecast_of_demand_in_scope(text, integer, text, integer); DROP FUNCTION next_demand_key_in_scope(text);
       DROP INDEX ix_frozen_assignment_lob; DROP INDEX ix_weekly_resource_assignment_lob`,
    );
  }
}
