import type { TableColumn } from '../tables/report.model';

/** A measure of the model. Its SQL twin lies with the tests, which compare both with the tree. */
export interface Measure {
  name: string;
  /** The table that it is listed under. */
  table: string;
  dax: string;
  format: string;
  description: string;
}

/** How a table is refreshed: windows counted from a head that lies ahead of today. */
export interface RefreshPolicy {
  /** Years kept. */
  years: number;
  /** Months read anew, the last of them `ahead` months after this one. */
  months: number;
  ahead: number;
}

/** Levels from the whole to the part. */
export interface Hierarchy {
  name: string;
  columns: readonly string[];
}

/** What the model states of a table beside its columns. */
export interface TableFacts {
  /** Name in the model. */
  name: string;
  /** Path of the flat table below `/reports/powerbi`. */
  path: string;
  hierarchies?: readonly Hierarchy[];
  /** Column that marks the table as the date table. */
  dateColumn?: string;
  /** Columns that sort others. */
  sortBy?: Readonly<Record<string, string>>;
  /** Columns for relations and measures only. */
  hidden?: readonly string[];
  /** Columns that may be added up. */
  sums?: readonly string[];
  policy?: RefreshPolicy;
}

/** A table of the model with its columns and the M that reads it. */
export interface ModelTable extends TableFacts {
  description: string;
  columns: readonly TableColumn[];
  source: string;
  /** The M expression that shows whether a partition has changed; for a table with a refresh policy. */
  polling?: string | undefined;
}

/** Many rows of one table belong to one of another: `table.column`. */
export interface Relation {
  from: readonly [table: string, column: string];
  to: readonly [table: string, column: string];
}

/** The whole model. */
export interface Model {
  tables: readonly ModelTable[];
  measures: readonly Measure[];
  relations: readonly Relation[];
  /** Lines of business that get a role of their own. */
  lobs: readonly string[];
  /** First days of the years that RangeStart and RangeEnd stand on. */
  range: readonly [from: string, to: string];
}

/** Path in the archive → text. */
export type ProjectFiles = Readonly<Record<string, string>>;
