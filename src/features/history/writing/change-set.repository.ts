import { CHANGE_CHANNEL } from '../../../platform/events/event.model';
import { sql, type Sql } from '../../../platform/database/sql';
import type { BareWriteScope } from '../../../platform/transaction/writer';
import type { Change, WriteScope } from '../../../platform/scope/request-scope';

/** Opens the change set of one change and returns its id. */
export async function insertChangeSet(bare: BareWriteScope, change: Change): Promise<number> {
  const row = await bare.db.first<{ id: number }>(
    sql`INSERT INTO change_set (action, actor, created_datetime, note, request_id, reverts_change_set_id)
     VALUES (${change.action}, ${bare.actor.name}, ${bare.at}, ${change.note ?? null}, ${bare.requestId},
       ${change.reverts === undefined ? sql`NULL` : revertible(change.reverts)}) RETURNING id`,
  );
  return row?.id ?? 0;
}

/** The change set to take back, unless one did already: whoever reverts looks into that and refuses. */
function revertible(id: number): Sql {
  return sql`(SELECT c.id FROM change_set c WHERE c.id = ${id}
    AND NOT EXISTS (SELECT 1 FROM change_set r WHERE r.reverts_change_set_id = c.id))`;
}

/**
 * Ends a change, with the commit: stores the hash of the change set's content, which the audit chain takes up, raises the
 * version of the data and announces it with what the change touched; PostgreSQL delivers that with the commit. `months` are
 * the first days of the months whose figures were rewritten. The row of the version is locked last, for the commit alone.
 */
export function sealChangeSet({ db, changeSetId: id, at }: WriteScope, months: readonly string[]): void {
  db.later(
    sql`WITH pending AS (INSERT INTO audit_pending (change_set_id) SELECT ${id}::integer)
    INSERT INTO change_set_hash (change_set_id, content_hash)
    SELECT ${id}::integer, change_set_content_hash(${id}::integer)`,
  );
  db.later(
    sql`WITH raised AS (
      UPDATE data_version SET version = version + 1, changed_datetime = ${at} WHERE scope = 'all' RETURNING version
    )
    SELECT pg_notify(${CHANGE_CHANNEL}::text, json_build_object(
      'data_version', r.version, 'action', c.action,
      'reports', (SELECT coalesce(json_agg(DISTINCT to_char(p.report_start, 'YYYY-MM')), '[]')
        FROM forecast_report_month m JOIN forecast_report p ON p.report_year = m.report_year AND p.report_month = m.report_month
        WHERE m.month_start = ANY(${months}::date[]) AND NOT m.is_frozen),
      'months', (SELECT coalesce(json_agg(to_char(d.month_start, 'YYYY-MM')), '[]')
        FROM unnest(${months}::date[]) AS d (month_start)),
      'entities', (SELECT coalesce(json_agg(DISTINCT e.entity), '[]') FROM (
        SELECT r.entity FROM change_set_row r WHERE r.change_set_id = c.id
        UNION ALL SELECT k.entity FROM change_set_chunk k WHERE k.change_set_id = c.id) e))::text)
    FROM raised r JOIN change_set c ON c.id = ${id}`,
  );
}
