import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Entries of keys name callers and the lines of business of others: a scoped request does not see them. */
const POLICY = (keys: string): string => `
ALTER POLICY lob_scope ON change_set_entry USING (${keys} record_is_visible(before) AND record_is_visible(after)
  AND (entity NOT IN ('resource_v2', 'resource_production_step', 'resource_week_exception')
    OR EXISTS (SELECT 1 FROM resource_v2 r
      WHERE r.cn = coalesce(coalesce(after, before) ->> 'cn', coalesce(after, before) ->> 'resource_cn'))))`;

export class HideKeyHistory1765300000000 implements MigrationInterface {
  name = 'HideKeyHistory1765300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(POLICY(`entity <> 'api_key' AND`));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(POLICY(''));
  }
}
