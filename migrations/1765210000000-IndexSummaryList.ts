import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists of summaries are in this order: a page is read from the index instead of sorting the whole report. The planner
 * chooses it for filters too once it knows how many rows a key has.
 */
export class IndexSummaryList1765210000000 implements MigrationInterface {
  name = 'IndexSummaryList1765210000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX ix_monthly_capacity_summary_list ON monthly_capacity_summary
       (report_year, report_month, main_lob, state, case_type, forecast_month_index)`,
    );
    for (const table of ['monthly_capacity_summary', 'forecast'])
      await queryRunner.query(
        `CREATE STATISTICS st_${table}_keys ON text_key(main_lob), text_key(state), text_key(case_type) FROM ${table}`,
      );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['monthly_capacity_summary', 'forecast'])
      await queryRunner.query(`DROP STATISTICS st_${table}_keys`);
    await queryRunner.query(`DROP INDEX ix_monthly_capacity_summary_list`);
  }
}
