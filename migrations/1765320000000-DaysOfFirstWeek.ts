import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The date table begins early enough for the Monday of its first week: that of 2026-W01 is 2025-12-29, and a week's row
 * relates to the table by its Monday.
 */
const days = (first: string): string => `
CREATE OR REPLACE VIEW report_calendar_days WITH (security_invoker = true) AS
SELECT d.day AS date, d.year AS iso_year, d.week AS week_number, d.year * 100 + d.week AS week_key,
  iso_week_start(d.year, d.week) AS week_start, d.year::text || '-W' || lpad(d.week::text, 2, '0') AS iso_week,
  extract(isodow FROM d.day)::integer AS day_of_week, to_char(d.day, 'Mon-YY') AS month,
  date_trunc('month', d.day)::date AS month_start, to_char(d.day, 'YYYY-"Q"Q') AS quarter,
  extract(year FROM d.day)::integer AS year, to_char(iso_week_month(d.year, d.week), 'Mon-YY') AS report_month,
  iso_week_month(d.year, d.week) AS report_month_start,
  extract(isodow FROM d.day) < 6 AND hd.id IS NULL AS is_working_day_domestic, hd.name AS holiday_domestic,
  extract(isodow FROM d.day) < 6 AND hg.id IS NULL AS is_working_day_global, hg.name AS holiday_global
FROM (SELECT g.day::date AS day, extract(isoyear FROM g.day)::integer AS year, extract(week FROM g.day)::integer AS week
  FROM (SELECT date_trunc('year', ${first})::date AS first,
      (date_trunc('year', max(x.month_start)) + interval '1 year')::date AS past
    FROM (SELECT m.month_start FROM forecast_report_month m UNION ALL SELECT w.month_start FROM week_configuration w) x) s
  CROSS JOIN LATERAL generate_series(s.first::timestamp, s.past::timestamp - interval '1 day', interval '1 day') AS g (day)) d
LEFT JOIN holiday hd ON hd.holiday_date = d.day AND hd.work_type = 'Domestic'
LEFT JOIN holiday hg ON hg.holiday_date = d.day AND hg.work_type = 'Global'`;

export class DaysOfFirstWeek1765320000000 implements MigrationInterface {
  name = 'DaysOfFirstWeek1765320000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // The first week of a month is that of its first Thursday, which begins three days before the month at the earliest.
    await queryRunner.query(days(`date_trunc('week', (min(x.month_start) + 3)::timestamp)`));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(days('min(x.month_start)'));
  }
}
