import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `iso_week_month` names `iso_week_start` when it is created, not when it runs: pg_restore has no search path, and rows
 * of week_configuration could not be restored.
 */
export class BindWeekMonth1764100000000 implements MigrationInterface {
  name = 'BindWeekMonth1764100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE OR REPLACE FUNCTION iso_week_month(iso_year integer, iso_week integer) RETURNS date
       LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
       RETURN date_trunc('month', (iso_week_start(iso_year, iso_week) + 3)::timestamp)::date`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE OR REPLACE FUNCTION iso_week_month(iso_year integer, iso_week integer) RETURNS date
       LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
       $$ SELECT date_trunc('month', (iso_week_start(iso_year, iso_week) + 3)::timestamp)::date $$`,
    );
  }
}
