import type { FieldChange, WriteStatus, WriteWarning } from '../../../domain/writing';
import type { Demand } from '../../../domain/demand/demand-key';
import type { Issue } from '../../../domain/errors';
import type { Row } from '../../../platform/database/table';
import type { ReportKey, ReportMonthKey } from './demand.model';
import type { ForecastReportMonthEntity } from './forecast-report-month.entity';
import type { ForecastReportEntity } from './forecast-report.entity';

/** One imported report. */
export type ReportRow = Row<ForecastReportEntity> & {
  /** No newer report is stored. */
  isCurrent: boolean;
};

/** One of a report's six forecast months. */
export type ReportMonthRow = Omit<Row<ForecastReportMonthEntity>, 'id'> &
  Pick<ForecastReportEntity, 'reportStart'>;

/** What importing a report does with one of its six months. */
export interface PlannedMonth {
  forecastMonthIndex: number;
  forecastMonth: string;
  forecastYear: number;
  monthStart: string;
  /** The report will be the live one of the month; false = a newer report covers it. */
  isLive: boolean;
  /** The report has not covered the month before. */
  isNew: boolean;
  /** Closed by hand: its figures stay, only report keys and spelling are rewritten. */
  isClosed: boolean;
  /** The older report's month that is live until this import. */
  replaces: ReportMonthKey | null;
}

/** A report's month with the calendar month it stands for. */
export type CalendarReportMonth = ReportMonthKey & { monthStart: string };

/** What importing a report does, as known before anything is written. */
export interface ReportPlan {
  report: ReportKey & { reportStart: string };
  /** False = a re-import. */
  isNew: boolean;
  /** No newer report is stored. */
  isCurrent: boolean;
  /** Six, by index. */
  months: PlannedMonth[];
  /** Months of older reports that this one freezes. */
  freezes: CalendarReportMonth[];
  /** First days of the months that are live under this report afterwards, closed ones too. */
  liveMonths: string[];
  /** First days of live months left as they stand because they are closed. */
  closedMonths: string[];
  /** First days of months that a newer report covers: stored frozen, without capacity. */
  bornFrozenMonths: string[];
  /** First days of already frozen months that a re-import leaves alone. */
  frozenMonths: string[];
}

/** What became of one row of a file. */
export interface RowOutcome {
  row: number;
  key: string;
  status: WriteStatus;
  /** Why it was skipped or failed; `path` is the record's field. */
  issues: Issue[];
  /** What deserves a look although the row was taken. */
  warnings: Issue[];
  /** What it changed in stored rows. */
  changes: readonly FieldChange[];
}

/** One row of a forecast file: a demand with the cases of six months in the order of the mapping. */
export interface ForecastFileRow extends Demand {
  row: number;
  callTypeId: string | null;
  /** Exact decimal; null when the file has none. */
  targetCph: string | null;
  months: readonly number[];
}

/** A demand kept although its report does not have it, because people are assigned to it. */
export interface VanishedDemand extends Demand {
  monthStart: string;
}

/** What storing a report did. */
export interface StoredReport {
  rows: RowOutcome[];
  /** Remarks about the whole file. */
  warnings: WriteWarning[];
  /** First days of closed months left alone. */
  skippedClosed: string[];
  /** First days of frozen months left alone. */
  frozenMonths: string[];
  /** Demands gone from the file that keep a row because people are assigned to them. */
  vanished: VanishedDemand[];
}
