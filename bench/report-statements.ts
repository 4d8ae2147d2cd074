/** Weeks of 2025 and a report of March 2025 with six forecast months: what every synthetic data set stands on. */
export const REPORT_STATEMENTS: readonly string[] = [
  `INSERT INTO week_configuration (year, week_number, week_start_date, week_end_date, month, month_start, work_type,
     working_days, work_hours, occupancy, shrinkage)
   SELECT 2025, w, iso_week_start(2025, w), iso_week_start(2025, w) + 6, to_char(iso_week_month(2025, w), 'FMMonth'),
     iso_week_month(2025, w), t, 5, 9, 0.95, 0.1
   FROM generate_series(1, 52) w CROSS JOIN unnest(ARRAY['Domestic', 'Global']) t`,
  `INSERT INTO forecast_report (report_month, report_year, report_start, imported_by, imported_datetime)
   VALUES ('March', 2025, '2025-03-01', 'bench', '2025-03-01Z')`,
  `INSERT INTO forecast_report_month (report_month, report_year, forecast_month_index, forecast_month, forecast_year, month_start)
   SELECT 'March', 2025, i, to_char(make_date(2025, 3 + i, 1), 'FMMonth'), 2025, make_date(2025, 3 + i, 1)
   FROM generate_series(1, 6) i`,
];
