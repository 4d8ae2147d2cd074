import type { IsoWeek } from '../../../domain/time/iso-week';
import type { RequestScope } from '../../../platform/scope/request-scope';

/** Whether the week is configured for this work type. */
export async function hasWeekConfig(scope: RequestScope, week: IsoWeek, workType: string): Promise<boolean> {
  const rows = await scope.db.query(
    `SELECT c.id AS id FROM week_configuration c WHERE c.year = $1 AND c.week_number = $2 AND c.work_type = $3`,
    [week.year, week.week, workType],
  );
  return rows.length > 0;
}
