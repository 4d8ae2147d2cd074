import { identifier, joinSql, sql } from '../../../platform/database/sql';
import type { RequestScope } from '../../../platform/scope/request-scope';

/** Whatever an import or the figures derived from it may have filled. */
const TABLES = [
  'resource_v2',
  'resource_production_step',
  'resource_week_exception',
  'weekly_resource_assignment',
  'frozen_assignment',
  'forecast',
  'forecast_report_month',
  'target_cph',
  'monthly_capacity_summary',
  'week_configuration',
  'month_configuration',
  'holiday',
];

/**
 * Renews the planner's statistics. PostgreSQL does so by itself a minute later, or never where autovacuum is off; until
 * then it takes full tables for empty ones, and reports of 50 milliseconds take ten seconds.
 */
export async function renewStatistics(scope: RequestScope): Promise<void> {
  await scope.db.execute(
    sql`ANALYZE (SKIP_LOCKED) ${joinSql(
      TABLES.map((name) => identifier(name)),
      ', ',
    )}`,
  );
}
