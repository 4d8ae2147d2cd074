export { recordChange } from './writing/record.sql';

/** Changed rows of one table as SQL expressions over `from`; null in `before` or `after` = the row did not exist. */
export interface EntrySource {
  /** Table name. */
  entity: string;
  /** The row's natural key, as the text of a JSON array: `jsonb_build_array(…)::text`. */
  key: string;
  /** The row before the change, as jsonb. */
  before: string;
  /** The row after the change, as jsonb. */
  after: string;
  /** `FROM …` with joins, conditions and the order of writing. */
  from: string;
  /** Parameter that holds the change set. */
  changeSet?: string;
}

/** SQL that adds changed rows to a change set, alone or as a part of a `WITH`; the only INSERT into the history's entries. */
export const recordEntries = ({
  entity,
  key,
  before,
  after,
  from,
  changeSet = '$1',
}: EntrySource): string => `
  INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
  SELECT ${changeSet}, '${entity}', ${key}, ${before}, ${after} ${from}`;
