/** A derived value that was not what it should be; null = absent. */
export interface Difference {
  /** Table name. */
  entity: string;
  /** JSON tuple of the row's natural key. */
  key: string;
  /** Column name. */
  column: string;
  before: string | null;
  after: string | null;
}
