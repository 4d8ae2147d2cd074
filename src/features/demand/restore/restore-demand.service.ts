import { table } from '../../../platform/database/table';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { restoreRows } from '../../history';
import { ForecastReportMonthEntity } from '../table/forecast-report-month.entity';
import { ForecastReportEntity } from '../table/forecast-report.entity';
import { ForecastEntity } from '../table/forecast.entity';
import { TargetCphEntity } from '../table/target-cph.entity';
import { listForecastMonths } from './restore-demand.repository';

const REPORT = ['report_year', 'report_month'];
const MONTH = [...REPORT, 'forecast_month_index'];

/**
 * Puts forecasts, reports and target CPHs back as they were before a change set, and marks their figures; returns how many
 * rows. Whoever calls it has asked first whether the change froze months or added demands with people on them
 * (`restore-demand.sql.ts`): that cannot be taken back (`frozeMonths`, `stillAssigned`).
 */
export async function restoreDemand(tx: WriteScope, changeSetId: number): Promise<number> {
  for (const month of await listForecastMonths(tx, changeSetId)) tx.stale.month(month);
  const restore = async (name: string, key: string[], columns: readonly string[]) =>
    (await restoreRows(tx, changeSetId, { table: name, key, columns })).length;
  // Rows go before what they refer to.
  return (
    (await restore(
      'forecast',
      [...MONTH, 'main_lob', 'state', 'case_type'],
      table(ForecastEntity).columnNames,
    )) +
    (await restore('forecast_report_month', MONTH, table(ForecastReportMonthEntity).columnNames)) +
    (await restore('forecast_report', REPORT, table(ForecastReportEntity).columnNames)) +
    (await restore('target_cph', ['main_lob', 'case_type'], table(TargetCphEntity).columnNames))
  );
}
