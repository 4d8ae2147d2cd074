import { DomainError } from '../../../domain/errors';
import { monthFromStart, monthLabel } from '../../../domain/time/month';
import { table } from '../../../platform/database/table';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { restoreRows } from '../../history';
import { ForecastReportMonthEntity } from '../table/forecast-report-month.entity';
import { ForecastReportEntity } from '../table/forecast-report.entity';
import { ForecastEntity } from '../table/forecast.entity';
import { TargetCphEntity } from '../table/target-cph.entity';
import { listAssignedAdditions, listForecastMonths, listFrozenBy } from './restore-demand.repository';

const REPORT = ['report_year', 'report_month'];
const MONTH = [...REPORT, 'forecast_month_index'];

/**
 * Puts forecasts, reports and target CPHs back as they were before a change set, and marks their figures. Refused for a
 * report that froze months of an older one, and where people are assigned to a demand that would go. Returns how many rows.
 */
export async function restoreDemand(tx: WriteScope, changeSetId: number): Promise<number> {
  const frozen = await listFrozenBy(tx, changeSetId);
  if (frozen.length > 0) throw frozeMonths(changeSetId, frozen);
  const assigned = await listAssignedAdditions(tx, changeSetId);
  if (assigned.length > 0) throw stillAssigned(changeSetId, assigned);
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

function frozeMonths(changeSetId: number, months: readonly string[]): DomainError {
  const labels = months.map((month) => monthLabel(monthFromStart(month))).join(', ');
  const message =
    `Change set ${changeSetId} imported a report that froze ${labels} of an older one and took over their assignments; ` +
    'that cannot be taken back: import a corrected report instead';
  return new DomainError('REVERT_BLOCKED', message, [{ path: 'id', message, value: changeSetId }]);
}

function stillAssigned(changeSetId: number, demands: readonly string[]): DomainError {
  const issues = demands.map((demand) => ({
    path: 'id',
    message: `people are assigned to ${demand}, which change set ${changeSetId} added; free or move them first`,
    value: changeSetId,
  }));
  const message = `Change set ${changeSetId} cannot be reverted: ${issues[0]?.message ?? ''}`;
  return new DomainError('REVERT_BLOCKED', message, issues);
}
