import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Views of facts; the name without `report_`. */
const FACTS = ['monthly_summary', 'weekly_detail', 'resource_assignments', 'capacity_by_tier'];

/**
 * A view of facts has each calendar month once, from its live report: whoever adds up what they find counts nothing twice.
 * `report_all_…` has every report, as the views of facts had so far.
 */
export class LiveReportViews1765310000000 implements MigrationInterface {
  name = 'LiveReportViews1765310000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const name of FACTS) {
      await queryRunner.query(`ALTER VIEW report_${name} RENAME TO report_all_${name}`);
      await queryRunner.query(
        `CREATE VIEW report_${name} WITH (security_invoker = true) AS SELECT a.* FROM report_all_${name} a WHERE a.is_live`,
      );
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const name of FACTS) {
      await queryRunner.query(`DROP VIEW report_${name}`);
      await queryRunner.query(`ALTER VIEW report_all_${name} RENAME TO report_${name}`);
    }
  }
}
