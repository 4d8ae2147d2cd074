import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which people a scoped request sees: those who have worked, or now could, on a demand of its LOBs. The rule is that of
 * AddAccess; it read an index of all assignments and every forecast for each person, an hour for a list of 20,000.
 */
const RULE = `EXISTS (SELECT 1 FROM weekly_resource_assignment a WHERE a.resource_cn = resource_v2.cn)
    OR EXISTS (SELECT 1 FROM frozen_assignment z WHERE z.resource_cn = resource_v2.cn)
    OR EXISTS (SELECT 1 FROM forecast f
      WHERE resource_v2.is_active AND f.locality = resource_v2.location
        AND text_key(f.platform) = text_key(resource_v2.primary_platform)
        AND text_key(f.case_type) = ANY (string_to_array(text_key(resource_v2.skills), ','))
        AND (text_key(f.state) = 'n/a' OR text_key(f.state) = ANY (string_to_array(text_key(resource_v2.state_list), '|'))
          OR 'ALL' = ANY (string_to_array(resource_v2.state_list, '|'))))`;

/** What a demand asks of a person, as one text; `*` stands for whatever state. */
const asked = (state: string): string =>
  `concat_ws(chr(31), f.locality, text_key(f.platform), text_key(f.case_type), ${state})`;
const VISIBLE = "f.main_lob = ANY (string_to_array(current_setting('headroom.lobs', true), chr(31)))";

/** Every look-up by an index; what visible demands ask is gathered once a statement, hashed, and compared with what a person has. */
const QUICK_RULE = `EXISTS (SELECT 1 FROM weekly_resource_assignment a WHERE a.resource_cn = resource_v2.cn AND a.is_active)
    OR EXISTS (SELECT 1 FROM weekly_resource_assignment a WHERE a.resource_cn = resource_v2.cn AND NOT a.is_active)
    OR EXISTS (SELECT 1 FROM frozen_assignment z WHERE z.resource_cn = resource_v2.cn)
    OR (resource_v2.is_active AND EXISTS (
      SELECT 1 FROM unnest(string_to_array(text_key(resource_v2.skills), ',')) AS k (skill)
      CROSS JOIN unnest(string_to_array(text_key(resource_v2.state_list), '|') || ARRAY['n/a']
        || CASE WHEN 'ALL' = ANY (string_to_array(resource_v2.state_list, '|')) THEN ARRAY['*'] END) AS s (state)
      WHERE concat_ws(chr(31), resource_v2.location, text_key(resource_v2.primary_platform), k.skill, s.state) IN (
        SELECT ${asked('text_key(f.state)')} FROM forecast f WHERE ${VISIBLE}
        UNION SELECT ${asked("'*'")} FROM forecast f WHERE ${VISIBLE})))`;

const INDEXES = `
CREATE INDEX ix_weekly_resource_assignment_freed ON weekly_resource_assignment (resource_cn) WHERE NOT is_active;
CREATE INDEX ix_frozen_assignment_person ON frozen_assignment (resource_cn);`;

const policy = (rule: string): string =>
  `ALTER POLICY lob_scope ON resource_v2 USING (${rule}) WITH CHECK (${rule})`;

export class QuickScope1765410000000 implements MigrationInterface {
  name = 'QuickScope1765410000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(INDEXES);
    await queryRunner.query(policy(QUICK_RULE));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(policy(RULE));
    await queryRunner.query(
      'DROP INDEX ix_frozen_assignment_person; DROP INDEX ix_weekly_resource_assignment_freed',
    );
  }
}
