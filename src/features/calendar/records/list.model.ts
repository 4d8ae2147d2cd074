import type { Page } from '../../../platform/database/page';

/** A page of a filtered list that is asked for. */
export interface ListRequest<Filter> {
  filter?: Filter | null | undefined;
  page: Page;
  /** Whether the whole list is to be counted, which costs a statement. */
  count?: boolean;
}

/** A page of rows; one more than asked for shows that more follow. */
export interface Listed<Row> {
  rows: Row[];
  /** Rows in the whole list; 0 unless counted. */
  total: number;
}
