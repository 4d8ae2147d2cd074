/** A row's values of the columns that order a list: where a page goes on. */
export type Position = readonly (string | number)[];

/** A page request: `limit` rows after `offset`, counted from the row after `after` or else from the first. */
export interface Page {
  limit: number;
  offset: number;
  after?: Position | undefined;
  /** The list is read from its end. */
  reversed?: boolean | undefined;
}
