import { sql } from '../../platform/database/sql';
import type { RequestScope } from '../../platform/scope/request-scope';

interface NotedChange {
  action: string;
  note: string;
}

/**
 * The latest change set of each action and note that has not been taken back, or whose taking back was taken back; those that
 * there are none of are left out.
 */
export function findLatestChangeSets(
  { db }: Pick<RequestScope, 'db'>,
  wanted: readonly NotedChange[],
): Promise<(NotedChange & { id: number })[]> {
  return db.query<NotedChange & { id: number }>(
    sql`WITH RECURSIVE chain AS (
       SELECT c.action, c.note, c.id AS first_id, c.id, 0 AS reverts FROM change_set c
       JOIN unnest(${wanted.map(({ action }) => action)}::text[], ${wanted.map(({ note }) => note)}::text[])
         AS w (action, note) ON w.action = c.action AND w.note = c.note
       UNION ALL
       SELECT k.action, k.note, k.first_id, r.id, k.reverts + 1 FROM chain k
       JOIN change_set r ON r.reverts_change_set_id = k.id
     ), standing AS (
       SELECT k.action, k.note, k.first_id FROM chain k
       GROUP BY k.action, k.note, k.first_id HAVING max(k.reverts) % 2 = 0
     )
     SELECT s.action AS action, s.note AS note, max(s.first_id) AS id FROM standing s GROUP BY s.action, s.note`,
  );
}
