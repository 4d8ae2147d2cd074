import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Weeks of people who work for lines of business that a scoped request does not see: nobody takes them for free. They say
 * "busy" and no more; without a scope there are none.
 */
const UP = `
CREATE FUNCTION busy_elsewhere() RETURNS TABLE (resource_cn text, year integer, week_number integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.resource_cn, a.year, a.week_number FROM weekly_resource_assignment a
  WHERE current_setting('role') = 'headroom_scoped' AND a.is_active AND NOT lob_is_visible(a.demand_main_lob)
$$;`;

export class BusyElsewhere1765100000000 implements MigrationInterface {
  name = 'BusyElsewhere1765100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION busy_elsewhere()');
  }
}
