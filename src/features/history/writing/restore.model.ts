/** A table whose rows a revert puts back; all names are constants of the feature that owns the table. */
export interface RestoredTable {
  table: string;
  /** Columns of the natural key. */
  key: readonly string[];
  /** All columns. */
  columns: readonly string[];
}

/** A row that a revert has put back: as it was until then and as it is now, by columns; null = it does not exist. */
export interface RestoredRow {
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}
