import type { Demand } from '../../../domain/demand/demand-key';
import type { WorkType } from '../../../domain/demand/lob';

/** A report: full month name and year. */
export interface ReportKey {
  reportMonth: string;
  reportYear: number;
}

/** One of the six forecast months of a report. */
export interface ReportMonthKey extends ReportKey {
  /** 1 to 6. */
  forecastMonthIndex: number;
}

/** A demand in one calendar month, as spelled by whoever asks. */
export interface DemandMonthKey extends Demand {
  /** First day of the calendar month. */
  monthStart: string;
}

/** The forecast row's key, in canonical spelling. */
export type ForecastKey = ReportMonthKey & Demand;

/** A demand that the live report of its month knows, in canonical spelling. */
export interface ResolvedDemand extends ForecastKey {
  ok: true;
  monthStart: string;
  platform: string;
  market: string;
  /** The demand's work type. */
  locality: WorkType;
  /** Cases per hour as exact text; null = unknown. Without a row: what the row would get. */
  targetCph: string | null;
  /** Null when the report knows the demand in other months only: `ensureForecastRows` adds the row. */
  forecastId: number | null;
}

/** A demand that cannot be assigned to, as it was given, and why. */
export interface UnresolvedDemand extends DemandMonthKey {
  ok: false;
  /** No live report covers the month, or its report knows no such demand in any month. */
  reason: 'NO_REPORT' | 'UNKNOWN_DEMAND';
  /** The known demand that is spelled most like it. */
  nearest: Demand | null;
  /** Says what is wrong and what would be accepted. */
  message: string;
}

/** What became of one demand asked for. */
export type DemandResolution = ResolvedDemand | UnresolvedDemand;
