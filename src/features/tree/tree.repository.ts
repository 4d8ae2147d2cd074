import { monthFromStart, monthLabel } from '../../domain/time/month';
import type { RequestScope } from '../../platform/scope/request-scope';
import type { TreeMonth } from './tree.model';

/** A report by key, or the newest. */
export type ReportWanted = { reportYear: number; reportMonth: string } | 'current';

/** One of the six months of a report asked for. */
export interface ReportMonthRow extends TreeMonth {
  /** Position of the report in the batch. */
  place: number;
  reportYear: number;
  reportMonth: string;
}

/** The months of reports, by index. */
export function listReportMonths(
  scope: RequestScope,
  wanted: readonly ReportWanted[],
): Promise<ReportMonthRow[]> {
  const keys = wanted.map((report) => (report === 'current' ? null : report));
  return scope.db.query(
    `SELECT w.place::integer - 1 AS place, m.report_year AS report_year, m.report_month AS report_month,
       m.forecast_month_index AS forecast_month_index, m.month_start AS month_start, m.is_frozen AS is_frozen
     FROM unnest($1::integer[], $2::text[]) WITH ORDINALITY AS w (report_year, report_month, place)
     JOIN forecast_report r ON r.report_start = (SELECT max(n.report_start) FROM forecast_report n
       WHERE w.report_year IS NULL OR (n.report_year = w.report_year AND n.report_month = w.report_month))
     JOIN forecast_report_month m ON m.report_year = r.report_year AND m.report_month = r.report_month
     ORDER BY w.place, m.forecast_month_index`,
    [keys.map((key) => key?.reportYear ?? null), keys.map((key) => key?.reportMonth ?? null)],
    (row): ReportMonthRow => ({
      place: row.place as number,
      reportYear: row.report_year as number,
      reportMonth: row.report_month as string,
      forecastMonthIndex: row.forecast_month_index as number,
      monthStart: row.month_start as string,
      label: monthLabel(monthFromStart(row.month_start as string)),
      isFrozen: row.is_frozen as boolean,
    }),
  );
}
