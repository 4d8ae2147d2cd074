import { sql } from '../platform/database/sql';
import type { DataCheck } from './data-check';

/** Rules of the history. */
export const HISTORY_CHECKS: readonly DataCheck[] = [
  {
    name: 'entry-change-set',
    rule: 'every changed row of the history belongs to a change set that is there',
    sql: sql`
      SELECT e.entity || ' ' || e.entity_key AS key, 'change_set_id' AS "column", e.change_set_id::text AS found,
        'a change set' AS expected
      FROM change_set_key e LEFT JOIN change_set c ON c.id = e.change_set_id
      WHERE c.id IS NULL ORDER BY e.id`,
  },
];
