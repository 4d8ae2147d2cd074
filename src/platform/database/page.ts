/** Types of columns that order lists; an instant counts by its milliseconds, which is what rows have of it. */
export type SortType = 'text' | 'integer' | 'bigint' | 'date' | 'decimal' | 'boolean' | 'instant';

/** A column that orders a list, by its name in the rows. */
export interface SortColumn {
  field: string;
  type: SortType;
  descending?: boolean;
  /** The table sorts it by a language; lists sort by bytes, as everything else. */
  collated?: true;
  /** May be null: such rows come last, whichever way the others are sorted, or else first. */
  nulls?: 'last' | 'first';
}

/** A row's values of the columns that order a list: where a page goes on. */
export type Position = readonly (string | number | boolean | null)[];

/** A page request: `limit` rows after `offset`, counted from the row after `after` or else from the first. */
export interface Page {
  limit: number;
  offset: number;
  after?: Position | undefined;
  /** The columns in whose order the page is read; those of the list's own order if absent. */
  columns?: readonly SortColumn[] | undefined;
}
