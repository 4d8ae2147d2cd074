/** A page request: `limit` rows after `offset`. */
export interface Page {
  limit: number;
  offset: number;
}
