import { table } from '../../../platform/database/table';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { restoreRows, type RestoredRow } from '../../history';
import { MonthCloseEntity } from '../closing/month-close.entity';
import { rewriteTiersOfClosed } from '../closing/month-close.repository';
import { HolidayEntity } from '../holidays/holiday.entity';
import { MonthConfigurationEntity } from '../months/month-configuration.entity';
import { WeekConfigurationEntity } from '../weeks/week-configuration.entity';

/**
 * Puts weeks, months, holidays and closings back as they were before a change set; what weeks and closings change of the
 * figures is marked. Returns how many rows.
 */
export async function restoreCalendar(tx: WriteScope, changeSetId: number): Promise<number> {
  const restore = (name: string, key: string[], columns: readonly string[]) =>
    restoreRows(tx, changeSetId, { table: name, key, columns });
  const weeks = await restore(
    'week_configuration',
    ['year', 'week_number', 'work_type'],
    table(WeekConfigurationEntity).columnNames,
  );
  const months = await restore(
    'month_configuration',
    ['month_start', 'work_type'],
    table(MonthConfigurationEntity).columnNames,
  );
  const holidays = await restore('holiday', ['holiday_date', 'work_type'], table(HolidayEntity).columnNames);
  const closings = await restore('month_close', ['month_start'], table(MonthCloseEntity).columnNames);
  if (closings.length > 0) await rewriteTiersOfClosed(tx);
  for (const row of [...weeks, ...closings]) tx.stale.month(monthOf(row));
  return weeks.length + months.length + holidays.length + closings.length;
}

function monthOf({ before, after }: RestoredRow): string {
  return (after ?? before)?.['month_start'] as string;
}
