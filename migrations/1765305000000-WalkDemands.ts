import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Previews find the first demands by them, one by one, by their names or by their key, whatever months and reports have
 * them. The month stands behind so that one row of a demand is one entry, too: of the demand alone it would be all of them.
 */
const INDEXES = `
CREATE INDEX ix_forecast_demand ON forecast (main_lob, state, case_type, report_year, report_month, forecast_month_index);
CREATE INDEX ix_forecast_demand_key ON forecast
  (text_key(main_lob || '|' || state || '|' || case_type), report_year, report_month, forecast_month_index);`;

export class WalkDemands1765305000000 implements MigrationInterface {
  name = 'WalkDemands1765305000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(INDEXES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX ix_forecast_demand_key; DROP INDEX ix_forecast_demand');
  }
}
