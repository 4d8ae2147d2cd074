import type { WriteScope } from '../../../platform/scope/request-scope';
import { insertForecasts, listForecastsOfMonths } from '../table/forecast.repository';
import type { ForecastFileRow, ReportPlan } from '../table/report.model';
import { Respelling } from '../resolve/respelling.rules';

/**
 * A closed month that a new report takes over keeps its forecasts: they are copied under the new report's keys, in its
 * spelling; what the file has for that month is not stored. Its summaries follow in the summary feature.
 */
export async function carryClosedMonths(
  tx: WriteScope,
  plan: ReportPlan,
  rows: readonly ForecastFileRow[],
): Promise<void> {
  const respelling = new Respelling(rows);
  const { reportMonth, reportYear } = plan.report;
  for (const { isClosed, replaces, forecastMonthIndex } of plan.months) {
    if (!isClosed || !replaces) continue;
    const stored = await listForecastsOfMonths(tx, replaces, [replaces.forecastMonthIndex]);
    const to = { reportMonth, reportYear, forecastMonthIndex };
    await insertForecasts(
      tx,
      stored.map((row) => ({ ...row, ...respelling.of(row), ...to })),
    );
  }
}
