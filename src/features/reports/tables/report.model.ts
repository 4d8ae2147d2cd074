import type { WorkType } from '../../../domain/demand/lob';
import type { Sql } from '../../../platform/database/sql';
import type { ColumnType, TableColumn, TableStatement, TextRow } from '../../../platform/scope/attachments';

export type { ColumnType, TableColumn, TextRow };

/** What a parameter holds; a list takes repeated values, which are alternatives. */
export type ParameterKind = 'text' | 'month' | 'workType' | 'integer' | 'boolean' | 'layout' | 'mode';

/** An argument of a report's GraphQL field. */
export interface ReportArgument {
  variable: string;
  kind: ParameterKind;
  list: boolean;
  description: string;
}

/** A parameter of a report: `name` is REST's spelling, `variable` that of the GraphQL argument that it becomes. */
export interface ReportParameter extends ReportArgument {
  name: string;
  /** GraphQL's description, where the argument takes less than the parameter. */
  about?: string;
  /** Words that the parameter takes as well: each is a boolean argument of its own, described here. */
  words?: Readonly<Record<string, string>>;
  /** Which half of a month it is, which REST takes as name and year and GraphQL as one value. */
  half?: 'month' | 'year';
  /** Taken and checked, but of no effect on the rows. */
  isIdle?: boolean;
}

/** Flat = columns and rows; nested = a document for dashboards. */
export type ReportLayout = 'flat' | 'nested';

/** What the two sides of a comparison are. */
export type ComparisonMode = 'report' | 'month';

/** Values of a report's parameters as they arrive, by variable. */
export interface ReportArgs {
  report?: string | null;
  live?: boolean | null;
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
  limit?: number | null;
  columns?: readonly string[] | null;
  count?: boolean | null;
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
  /** Every calendar month from its live report, in place of one report. */
  isLive: boolean;
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
  /** At most so many rows of a flat table, the first in its order; undefined = all. */
  limit: number | undefined;
  /** Only these columns of a flat table, in this order; undefined = all. */
  columns: readonly string[] | undefined;
  /** The number of rows in place of the rows. */
  isCount: boolean;
  /** Canonical LOBs that the actor may see; null = all. */
  lobScope: readonly string[] | null;
}

/** A month of a report. */
export interface ReportMonth {
  /** Month name, year and first day of the month that the report is of. */
  reportMonth: string;
  reportYear: number;
  reportStart: string;
  /** `2025-04`. */
  report: string;
  /** Which of the report's six months, 1 to 6. */
  index: number;
  monthStart: string;
  /** `May-25`. */
  label: string;
  isFrozen: boolean;
}

/** A stored report with its six months; or every calendar month, each with the report that it is read from. */
export interface ChosenReport {
  /** `2025-04`, or `live`. */
  label: string;
  /** First day of the report month; null = the months come from several reports. */
  reportStart: string | null;
  /** By calendar month, each once. */
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
  /**
   * Tiers that have a column: 100, 75, 50 and 25 % first; then, in a flat table, every other ever stored, in the order in
   * which they were first stored; in a document those in use, highest first.
   */
  tiers: readonly ReportTier[];
  /** Facts about the answer, for the table that shows them. */
  facts: ReportFacts | undefined;
  /** Who may see which line of business, for the table that shows it. */
  grants: readonly LobGrant[];
}

/** Facts about an answer that are known before its rows. */
export interface ReportFacts extends Record<string, unknown> {
  report: string | null;
  as_of: string;
  computed_at: string;
  data_version: number;
  warnings: readonly string[];
}

/** A login that may see a line of business. */
export interface LobGrant {
  login: string;
  mainLob: string;
}

/** A column with the SQL expression that yields it. */
export interface SelectedColumn extends TableColumn {
  sql: Sql;
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
