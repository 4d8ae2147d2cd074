/** SQL of an assignment's key in the history, `["AA000001", 2025, 18]`: one form everywhere, because texts are compared. */
export const ASSIGNMENT_KEY = (alias: string): string =>
  `jsonb_build_array(${alias}.resource_cn, ${alias}.year, ${alias}.week_number)::text`;

/** SQL of an assignment as the history keeps it: every column but the derived capacity, which follows from the others. */
export const snapshot = (alias: string): string => `to_jsonb(${alias}) - 'weekly_capacity'`;

/**
 * SQL that records changed assignments inside a `WITH`: `before` and `after` are CTEs of whole rows, `$1` the change
 * set. A person-week that was replaced is one entry: the row that held it before, the row that holds it now.
 */
export const recordChanged = (before: string, after: string): string => `
  INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
  SELECT $1, 'weekly_resource_assignment', ${ASSIGNMENT_KEY('n')}, ${snapshot('o')}, ${snapshot('n')}
  FROM ${after} n JOIN ${before} o ON o.id = n.id
  ORDER BY n.resource_cn, n.year, n.week_number`;
