-- A database role that reads the views report_* and nothing else that it does not need. Run it once, by hand, as the owner
-- of the database (or a superuser); Headroom never creates it. Choose the password first:
--   psql "$DATABASE_URL" -f deploy/report-reader.sql
--   psql "$DATABASE_URL" -c '\password report_reader'

CREATE ROLE report_reader LOGIN CONNECTION LIMIT 20;
ALTER ROLE report_reader SET default_transaction_read_only = on;
ALTER ROLE report_reader SET statement_timeout = '10min';

GRANT USAGE ON SCHEMA public TO report_reader;
GRANT SELECT ON
  report_monthly_summary, report_weekly_detail, report_resource_assignments, report_capacity_by_tier,
  report_all_monthly_summary, report_all_weekly_detail, report_all_resource_assignments, report_all_capacity_by_tier,
  report_demands, report_resources, report_tiers, report_calendar_weeks, report_calendar_months, report_calendar_days,
  report_reports, report_forecast_months, report_person_weeks
  TO report_reader;

-- The views read with the reader's own rights, so that row-level security holds for whoever reads them.
GRANT SELECT ON
  forecast, forecast_report, forecast_report_month, monthly_capacity_summary, weekly_resource_assignment,
  frozen_assignment, frozen_month_tier, resource_v2, production_capacity_tier, tier_percentage, tier_of_month,
  week_configuration, holiday, month_close
  TO report_reader;

-- To take it away again:
--   DROP OWNED BY report_reader;
--   DROP ROLE report_reader;
