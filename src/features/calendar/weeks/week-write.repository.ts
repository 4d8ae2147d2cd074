import type { WorkType } from '../../../domain/demand/lob';
import { sql, type Sql } from '../../../platform/database/sql';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type { WorkingTime } from '../records/calendar-input.rules';
import { upsertRows, type Upserted, type UpsertTable } from '../records/upsert.repository';
import type { WorkYear } from './upsert.model';
import type { WeekConfigRow, WrittenWeek } from './week-config.model';
import { WEEK_COLUMNS, WEEKS } from './week-config.repository';
import type { WeekConfigurationEntity } from './week-configuration.entity';

const TARGET: UpsertTable<WeekConfigurationEntity> = {
  name: 'week_configuration',
  table: WEEKS,
  key: ['year', 'weekNumber', 'workType'],
  derived: ['weekStartDate', 'weekEndDate', 'month', 'monthStart'],
  values: ['workingDays', 'workHours', 'occupancy', 'shrinkage', 'isManual'],
};

const CALENDAR = sql`iso_week_start(k.year, k.week_number) AS week_start_date,
  iso_week_start(k.year, k.week_number) + 6 AS week_end_date,
  to_char(iso_week_month(k.year, k.week_number), 'FMMonth') AS month,
  iso_week_month(k.year, k.week_number) AS month_start`;

/**
 * What generating gives: every ISO week of the wanted years whose parent month is open and configured.
 * Holidays are unique by date, and only Monday to Friday count (week start up to but without Saturday).
 */
function generatedWeeks(years: readonly WorkYear[]): Sql {
  return sql`SELECT k.year AS year, k.week_number AS week_number, k.work_type AS work_type, k.week_start_date AS week_start_date,
      k.week_end_date AS week_end_date, k.month AS month, k.month_start AS month_start,
      5 - (SELECT count(*)::integer FROM holiday h
           WHERE h.work_type = k.work_type AND h.holiday_date >= k.week_start_date AND h.holiday_date < k.week_start_date + 5
          ) AS working_days,
      m.work_hours AS work_hours, m.occupancy AS occupancy, m.shrinkage AS shrinkage, false AS is_manual,
      k.year * 100 + k.week_number AS position
    FROM (SELECT k.year, k.week_number, k.work_type, ${CALENDAR}
          FROM (SELECT y.year AS year, y.work_type AS work_type, w.week_number AS week_number
                FROM ${WEEKS.unnest('y', ['year', 'workType'], years)}
                CROSS JOIN generate_series(1, 53) AS w (week_number)) k
          WHERE extract(isoyear FROM iso_week_start(k.year, k.week_number)) = k.year) k
    JOIN month_configuration m ON m.month_start = k.month_start AND m.work_type = k.work_type
    WHERE NOT EXISTS (SELECT 1 FROM month_close c WHERE c.month_start = k.month_start)`;
}

function toWritten({ row, existed, written, before }: Upserted<WeekConfigRow>): WrittenWeek {
  const capacityChanged =
    !existed ||
    before?.working_days !== row.workingDays ||
    Number(before.work_hours) !== Number(row.workHours) ||
    Number(before.shrinkage) !== Number(row.shrinkage);
  if (written) return { week: row, status: existed ? 'updated' : 'created', capacityChanged };
  return { week: row, status: 'unchanged', capacityChanged: false };
}

/** Generates every week of one year in one statement; manual weeks stay unless overwritten. */
export async function writeGeneratedWeeks(
  tx: WriteScope,
  year: number,
  workTypes: readonly WorkType[],
  overwriteManual: boolean,
): Promise<WrittenWeek[]> {
  const rows = await upsertRows(tx, TARGET, {
    rows: generatedWeeks(workTypes.map((workType) => ({ year, workType }))),
    guard: sql`(${overwriteManual}::boolean OR NOT s.is_manual)`,
  });
  return rows
    .map(toWritten)
    .map((written) =>
      written.status === 'unchanged' && written.week.isManual
        ? { ...written, status: 'kept_manual' as const }
        : written,
    );
}

/** Stores one week set by hand. */
export async function writeManualWeek(
  tx: WriteScope,
  { year, weekNumber, workType }: { year: number; weekNumber: number; workType: WorkType },
  { workingDays, workHours, occupancy, shrinkage }: WorkingTime,
): Promise<WrittenWeek> {
  const rows = await upsertRows(tx, TARGET, {
    rows: sql`SELECT k.year AS year, k.week_number AS week_number, k.work_type AS work_type, ${CALENDAR},
        ${workingDays}::integer AS working_days, ${workHours}::numeric AS work_hours,
        ${occupancy}::numeric AS occupancy, ${shrinkage}::numeric AS shrinkage, true AS is_manual, 1 AS position
      FROM (SELECT ${year}::integer AS year, ${weekNumber}::integer AS week_number, ${workType}::text AS work_type) k`,
    guard: sql`true`,
  });
  return toWritten(rows[0] as Upserted<WeekConfigRow>);
}

/** Generated weeks of these years and work types that differ from what generating would now give, in order. */
export function listStaleWeeks(scope: RequestScope, years: readonly WorkYear[]): Promise<WeekConfigRow[]> {
  return scope.db.query(
    sql`WITH fresh AS (${generatedWeeks(years)})
     SELECT ${WEEK_COLUMNS} FROM fresh f
     JOIN week_configuration n ON n.year = f.year AND n.week_number = f.week_number AND n.work_type = f.work_type
     WHERE NOT n.is_manual AND (n.working_days, n.work_hours, n.occupancy, n.shrinkage)
       IS DISTINCT FROM (f.working_days, f.work_hours, f.occupancy, f.shrinkage)
     ORDER BY n.year, n.week_number, n.work_type`,
  );
}
