import { recordEntries } from '../../history/sql';

/** SQL of an assignment's key in the history, `["AA000001", 2025, 18]`: one form everywhere, because texts are compared. */
export const ASSIGNMENT_KEY = (alias: string): string =>
  `'[' || to_json(${alias}.resource_cn) || ', ' || ${alias}.year || ', ' || ${alias}.week_number || ']'`;

/** SQL of an assignment as the history keeps it: every column but the derived capacity, which follows from the others. */
export const snapshot = (alias: string): string => `to_jsonb(${alias}) - 'weekly_capacity'`;

/**
 * The columns of a snapshot. Of half a million rows, snapshots of named columns take a fifth less time than snapshots
 * that one column is then taken away from.
 */
export const SNAPSHOT_COLUMNS = `id, year, week_number, report_month, report_year, forecast_month_index, resource_cn,
  demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage, assignment_type, pinned,
  note, assigned_by, assigned_datetime, is_active, deallocated_datetime, deallocated_by, version`;

/** SQL of what ending an assignment sets; `by` and `at` are the parameters of who and when. */
export const endedBy = (by: string, at: string): string =>
  `is_active = false, deallocated_by = ${by}, deallocated_datetime = ${at}, version = a.version + 1`;

/** SQL of a row that this change has ended, as it was before. */
const beforeEnd = (alias: string): string => `${snapshot(alias)} || jsonb_build_object('is_active', true,
  'deallocated_datetime', NULL, 'deallocated_by', NULL, 'version', ${alias}.version - 1)`;

/**
 * SQL that records changed assignments inside a `WITH`: `before` and `after` are CTEs of whole rows, `$1` the change
 * set. A person-week that was replaced is one entry: the row that held it before, the row that holds it now.
 */
export const recordChanged = (before: string, after: string): string =>
  recordEntries({
    entity: 'weekly_resource_assignment',
    key: ASSIGNMENT_KEY('n'),
    before: snapshot('o'),
    after: snapshot('n'),
    from: `FROM ${after} n JOIN ${before} o ON o.id = n.id ORDER BY n.resource_cn, n.year, n.week_number`,
  });

/** SQL that records assignments that ended without being replaced: `from` yields them as `o`; `$1` the change set. */
export const recordEnded = (from: string): string =>
  recordEntries({
    entity: 'weekly_resource_assignment',
    key: ASSIGNMENT_KEY('o'),
    before: beforeEnd('o'),
    after: snapshot('o'),
    from: `${from} ORDER BY o.resource_cn, o.year, o.week_number`,
  });

/** Columns of a new assignment, in the order of `placeRows`. */
const PLACED_COLUMNS = `resource_cn, year, week_number, report_month, report_year, forecast_month_index,
  demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage, weekly_capacity,
  assignment_type, pinned, note`;

/**
 * SQL that adds assignments with their history and returns how many: `rows` is a query of the columns of `PLACED_COLUMNS`
 * in the order of writing, `ended` the rows that this change has ended (they become the before of their person-week),
 * `$1` the change set, `$2` who, `$3` when. A person-week that is taken meanwhile is passed over. The capacity goes in
 * with the row: rewriting half a million rows once more costs as much as writing them, and the derivation before the
 * commit remains its judge.
 */
export const placeRows = ({ rows, ended }: { rows: string; ended: string }): string => `
  WITH placed AS (
    INSERT INTO weekly_resource_assignment (${PLACED_COLUMNS}, assigned_by, assigned_datetime)
    SELECT n.*, $2, $3 FROM (${rows}) n
    ON CONFLICT (resource_cn, year, week_number) WHERE is_active DO NOTHING
    RETURNING ${SNAPSHOT_COLUMNS}
  ), entries AS (${recordEntries({
    entity: 'weekly_resource_assignment',
    key: ASSIGNMENT_KEY('n'),
    before: `CASE WHEN o.id IS NOT NULL THEN ${beforeEnd('o')} END`,
    after: 'to_jsonb(n)',
    from: `FROM placed n LEFT JOIN (${ended}) o
      ON o.resource_cn = n.resource_cn AND o.year = n.year AND o.week_number = n.week_number`,
  })}
  )
  SELECT count(*)::integer AS placed FROM placed`;
