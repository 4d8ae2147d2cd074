import type { WorkType } from '../../../domain/demand/lob';
import type { ColumnType, TableColumn, TableStatement, TextRow } from '../../../platform/scope/attachments';

export type { ColumnType, TableColumn, TextRow };

/** What a parameter holds; a list takes repeated values, which are alternatives. */
export type ParameterKind = 'text' | 'workType' | 'integer' | 'boolean' | 'layout' | 'mode';

/** A parameter of a report: `name` is REST's spelling, `variable` GraphQL's. */
export interface ReportParameter {
  name: string;
  variable: string;
  kind: ParameterKind;
  list: boolean;
  description: string;
}

/** Flat = columns and rows; nested = a document for dashboards. */
export type ReportLayout = 'flat' | 'nested';

/** What the two sides of a comparison are. */
export type ComparisonMode = 'report' | 'month';

/** Values of a report's parameters as they arrive, by variable. */
export interface ReportArgs {
  report?: string | null;
  reportMonth?: string | null;
  reportYear?: number | null;
  mainLob?: readonly string[] | null;
  state?: readonly string[] | null;
  caseType?: readonly string[] | null;
  platform?: readonly string[] | null;
  market?: readonly string[] | null;
  locality?: readonly WorkType[] | null;
  workType?: readonly WorkType[] | null;
  from?: string | null;
  to?: string | null;
  weekFrom?: string | null;
  weekTo?: string | null;
  resourceCn?: readonly string[] | null;
  location?: readonly WorkType[] | null;
  skill?: readonly string[] | null;
  active?: boolean | null;
  layout?: ReportLayout | null;
  mode?: ComparisonMode | null;
  against?: string | null;
  top?: number | null;
}

/** A half-open range of dates `YYYY-MM-DD`: `from` belongs to it, `to` does not. */
export interface DateRange {
  from: string | undefined;
  to: string | undefined;
}

/** Checked parameters: texts are matching keys, undefined = no restriction. */
export interface ReportFilter {
  /** First day of the report month; undefined = the current report. */
  reportStart: string | undefined;
  mainLobs: readonly string[] | undefined;
  states: readonly string[] | undefined;
  caseTypes: readonly string[] | undefined;
  platforms: readonly string[] | undefined;
  markets: readonly string[] | undefined;
  localities: readonly WorkType[] | undefined;
  workTypes: readonly WorkType[] | undefined;
  /** Of `month_start`. */
  months: DateRange;
  /** Of `week_start`. */
  weeks: DateRange;
  resourceCns: readonly string[] | undefined;
  locations: readonly WorkType[] | undefined;
  skills: readonly string[] | undefined;
  active: boolean | undefined;
  layout: ReportLayout;
  mode: ComparisonMode;
  /** First day of the report month compared with; undefined = the next older report. */
  againstStart: string | undefined;
  /** Length of ranked lists. */
  top: number;
  /** Canonical LOBs that the actor may see; null = all. */
  lobScope: readonly string[] | null;
}

/** One of the six months of a report. */
export interface ReportMonth {
  index: number;
  monthStart: string;
  /** `May-25`. */
  label: string;
  isFrozen: boolean;
}

/** A stored report with those of its months that the filter leaves. */
export interface ChosenReport {
  reportMonth: string;
  reportYear: number;
  reportStart: string;
  months: readonly ReportMonth[];
}

/** A tier that a report shows: an exact percentage (0–1) with its label and column. */
export interface ReportTier {
  percentage: string;
  /** `37.5%`. */
  label: string;
  /** `tier_37_5`. */
  column: string;
}

/** Everything a report's statement is built from, read in the snapshot that its rows come from. */
export interface ReportContext {
  filter: ReportFilter;
  /** Undefined before the first import. */
  report: ChosenReport | undefined;
  /** The older side of a comparison between reports. */
  against: ChosenReport | undefined;
  /** Columns of tiers: 100, 75, 50 and 25 % first, others after them, highest first. */
  tiers: readonly ReportTier[];
}

/** One statement and the columns that it selects, in order; without its ORDER BY, so that a transport may narrow it. */
export type ReportStatement = TableStatement;

/** A nested document for dashboards, or a part of one. */
export type ReportDocument = Record<string, unknown>;

/** A nested document whose last members may be too long to be held. */
export interface NestedReport {
  fields: ReportDocument;
  /** Further members as JSON in pieces, without braces around them: `"lobs":[…]`. */
  further?: AsyncIterable<string>;
}

/** A date column by which Power BI can refresh incrementally, and the parameters that bound it. */
export interface IncrementalRange {
  column: string;
  from: string;
  to: string;
}
