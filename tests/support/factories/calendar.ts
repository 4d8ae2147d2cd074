import type { Queries } from '../database';

type WorkType = 'Domestic' | 'Global';

/** Working time as most test weeks and months have it: 9 h, occupancy 0.95, shrinkage 0.10. */
const TIME = { workHours: '9', occupancy: '0.95', shrinkage: '0.1' };

/** One month configuration; 21 days, 9 h, occupancy 0.95, shrinkage 0.10 unless told otherwise. */
export async function insertMonthConfig(
  database: Queries,
  config: { monthStart: string; workType?: WorkType; workingDays?: number } & Partial<typeof TIME>,
): Promise<void> {
  const {
    monthStart,
    workType = 'Domestic',
    workingDays = 21,
    workHours,
    occupancy,
    shrinkage,
  } = {
    ...TIME,
    ...config,
  };
  await database.query(
    `INSERT INTO month_configuration (year, month, month_start, work_type, working_days, work_hours, occupancy, shrinkage)
     SELECT extract(year FROM d), to_char(d, 'FMMonth'), d, $2, $3, $4, $5, $6 FROM (SELECT $1::date AS d) m`,
    [monthStart, workType, workingDays, workHours, occupancy, shrinkage],
  );
}

/** All twelve months of a year; working days = the Mondays to Fridays of each month, so that no holiday is implied. */
export async function insertMonthConfigs(
  database: Queries,
  year: number,
  workTypes: readonly WorkType[] = ['Domestic'],
): Promise<void> {
  await database.query(
    `INSERT INTO month_configuration (year, month, month_start, work_type, working_days, work_hours, occupancy, shrinkage)
     SELECT $1::integer, to_char(m, 'FMMonth'), m::date, t,
       (SELECT count(*) FROM generate_series(m, m + interval '1 month' - interval '1 day', interval '1 day') d
        WHERE extract(isodow FROM d) <= 5), $3, $4, $5
     FROM generate_series(make_date($1::integer, 1, 1)::timestamp, make_date($1::integer, 12, 1), interval '1 month') m,
       unnest($2::text[]) t`,
    [year, workTypes, TIME.workHours, TIME.occupancy, TIME.shrinkage],
  );
}

/** A holiday. */
export async function insertHoliday(
  database: Queries,
  date: string,
  workType: WorkType = 'Domestic',
): Promise<void> {
  await database.query('INSERT INTO holiday (holiday_date, work_type, name) VALUES ($1, $2, $3)', [
    date,
    workType,
    `Holiday ${date}`,
  ]);
}

/** One week configuration; 5 days, 9 h, occupancy 0.95, shrinkage 0.10 unless told otherwise. */
export async function insertWeekConfig(
  database: Queries,
  config: {
    year: number;
    weekNumber: number;
    workType?: WorkType;
    workingDays?: number;
    isManual?: boolean;
  } & Partial<typeof TIME>,
): Promise<void> {
  const { year, weekNumber, workType = 'Domestic', workingDays = 5, isManual = false } = config;
  const { workHours, occupancy, shrinkage } = { ...TIME, ...config };
  await database.query(
    `INSERT INTO week_configuration (year, week_number, week_start_date, week_end_date, month, month_start, work_type,
       working_days, work_hours, occupancy, shrinkage, is_manual)
     SELECT $1::integer, $2::integer, iso_week_start($1, $2), iso_week_start($1, $2) + 6,
       to_char(iso_week_month($1, $2), 'FMMonth'), iso_week_month($1, $2), $3, $4, $5, $6, $7, $8`,
    [year, weekNumber, workType, workingDays, workHours, occupancy, shrinkage, isManual],
  );
}

/** Closes a month. */
export async function insertMonthClose(database: Queries, monthStart: string): Promise<void> {
  await database.query(
    `INSERT INTO month_close (month_start, closed_by, closed_datetime) VALUES ($1, 'test', '2025-04-01T00:00:00Z')`,
    [monthStart],
  );
}
