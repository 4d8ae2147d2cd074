import type { Sql } from '../platform/database/sql';

/** A rule that all stored data obeys; `sql` lists what breaks it as (key, column, found, expected). */
export interface DataCheck {
  name: string;
  /** The rule in words. */
  rule: string;
  sql: Sql;
}
