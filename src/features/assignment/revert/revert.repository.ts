import type { DemandMonth } from '../../../domain/demand/demand-month';
import { identifier, sql, type Sql } from '../../../platform/database/sql';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { assignedInSpelling, sameReportMonth } from '../../demand/sql';
import { recordChange } from '../../history/sql';
import { assignmentKey, ended, snapshot } from '../table/assignment-history.sql';
import type { LaterTouch } from './revert.model';

/** An entry that is taken back: not that of a forecast row without cases, added because people came: it stays when they go. */
function isTakenBack(entry: string, changeSetId: number): Sql {
  const e = identifier(entry);
  return sql`${e}.change_set_id = ${changeSetId}
    AND NOT (${e}.entity = 'forecast' AND ${e}.before IS NULL AND (${e}.after ->> 'is_vanished')::boolean)`;
}

/** Tables that a change set touched. */
export async function listTouchedEntities(scope: RequestScope, changeSetId: number): Promise<string[]> {
  const rows = await scope.db.query<{ entity: string }>(
    sql`SELECT DISTINCT e.entity AS entity FROM change_set_entry e WHERE ${isTakenBack('e', changeSetId)}`,
  );
  return rows.map(({ entity }) => entity);
}

/** Later change sets that touched rows of this one, in order; reverts and what they reverted among them. */
export function listLaterTouches(scope: RequestScope, changeSetId: number): Promise<LaterTouch[]> {
  return scope.db.query(
    sql`SELECT DISTINCT ON (later.change_set_id) later.change_set_id AS "changeSetId", later.entity_key AS "entityKey",
       c.action AS action, c.actor AS actor, c.reverts_change_set_id AS reverts
     FROM change_set_entry e
     JOIN change_set_entry later ON later.entity = e.entity AND later.entity_key = e.entity_key
       AND later.change_set_id > e.change_set_id
     JOIN change_set c ON c.id = later.change_set_id
     WHERE ${isTakenBack('e', changeSetId)}
     ORDER BY later.change_set_id, later.entity_key`,
  );
}

/** First days of the months in which a change set changed something that a closed month keeps. */
export async function listConcernedMonths(tx: WriteScope, changeSetId: number): Promise<string[]> {
  const rows = await tx.db.query<{ monthStart: string }>(
    sql`SELECT DISTINCT k.month_start AS "monthStart"
     FROM change_set_entry e
     CROSS JOIN LATERAL (SELECT coalesce(e.after, e.before) AS row) r
     CROSS JOIN LATERAL (SELECT CASE
       WHEN e.entity IN ('weekly_resource_assignment', 'resource_week_exception')
         THEN iso_week_month((r.row ->> 'year')::integer, (r.row ->> 'week_number')::integer)
       WHEN e.entity IN ('week_configuration', 'month_configuration') THEN (r.row ->> 'month_start')::date
       WHEN e.entity = 'holiday' THEN date_trunc('month', (r.row ->> 'holiday_date')::timestamp)::date
       WHEN e.entity = 'forecast' THEN (SELECT m.month_start FROM forecast_report_month m
         WHERE m.report_year = (r.row ->> 'report_year')::integer AND m.report_month = r.row ->> 'report_month'
           AND m.forecast_month_index = (r.row ->> 'forecast_month_index')::integer AND NOT m.is_frozen)
       END AS month_start) k
     WHERE ${isTakenBack('e', changeSetId)} AND k.month_start IS NOT NULL
     ORDER BY 1`,
  );
  return rows.map(({ monthStart }) => monthStart);
}

/** The assignments of the person-weeks that are taken back, `a` for `t`. */
const ASSIGNED = sql`weekly_resource_assignment a ON a.resource_cn = t.resource_cn AND a.year = t.year
  AND a.week_number = t.week_number`;
/** The row `f` of the demand that `t` returns to, in the live report `m` of its month. */
const LIVE_DEMAND = sql`forecast_report_month m
  JOIN forecast f ON ${sameReportMonth('f', 'm')}`;
const RETURNS_TO = sql`m.month_start = t.month_start AND NOT m.is_frozen AND ${assignedInSpelling('t', 'f')}`;
const DEMAND_MONTH = (row: string): Sql => {
  const r = identifier(row);
  return sql`t.month_start AS "monthStart", ${r}.demand_main_lob AS "mainLob", ${r}.demand_state AS state,
    ${r}.demand_case_type AS "caseType"`;
};

/**
 * Stages, for each person-week of the change set, who held it before (`restore_id`, null = nobody) and who holds it
 * now; locks the rows that hold it now. Lives until the transaction ends.
 */
export async function stageTargets(tx: WriteScope, changeSetId: number): Promise<void> {
  await tx.db.execute(
    sql`CREATE TEMPORARY TABLE revert_target ON COMMIT DROP AS
     SELECT DISTINCT ON (e.entity_key) e.entity_key, row_then.resource_cn, row_then.year, row_then.week_number,
       iso_week_month(row_then.year, row_then.week_number) AS month_start,
       CASE WHEN prior.is_active THEN prior.id END AS restore_id,
       prior.demand_main_lob, prior.demand_state, prior.demand_case_type, prior.capacity_tier_id,
       prior.production_percentage, prior.assignment_type, prior.pinned, prior.note
     FROM change_set_entry e
     CROSS JOIN LATERAL jsonb_populate_record(NULL::weekly_resource_assignment, coalesce(e.before, e.after)) AS row_then
     LEFT JOIN LATERAL jsonb_populate_record(NULL::weekly_resource_assignment, e.before) AS prior ON e.before IS NOT NULL
     WHERE e.change_set_id = ${changeSetId} AND e.entity = 'weekly_resource_assignment'
     ORDER BY e.entity_key, e.id`,
  );
  await tx.db.execute(
    sql`SELECT a.id FROM revert_target t JOIN ${ASSIGNED}
     WHERE a.is_active OR a.id = t.restore_id
     ORDER BY a.resource_cn, a.year, a.week_number, a.id FOR UPDATE OF a`,
  );
}

/** Demands to return to that the live report has no row for. */
export function listMissingDemands(tx: WriteScope): Promise<DemandMonth[]> {
  return tx.db.query(
    sql`SELECT DISTINCT ${DEMAND_MONTH('t')} FROM revert_target t
     WHERE t.restore_id IS NOT NULL AND NOT EXISTS (SELECT FROM ${LIVE_DEMAND} WHERE ${RETURNS_TO})`,
  );
}

/** Both sides of what will change, so that their figures follow. */
export function listTouchedDemands(tx: WriteScope): Promise<DemandMonth[]> {
  return tx.db.query(
    sql`SELECT DISTINCT ${DEMAND_MONTH('a')} FROM revert_target t JOIN ${ASSIGNED} AND a.is_active`,
  );
}

/** Ends what holds the person-weeks now, brings back what held them before, and records both as one entry each. */
export async function applyTargets(tx: WriteScope): Promise<{ restored: number; deallocated: number }> {
  await tx.db.execute(
    sql`CREATE TEMPORARY TABLE revert_before ON COMMIT DROP AS
     SELECT DISTINCT ON (t.entity_key) t.entity_key, a.id, ${snapshot('a')} AS row_before
     FROM revert_target t JOIN ${ASSIGNED}
     WHERE a.is_active OR a.id = t.restore_id
     ORDER BY t.entity_key, a.is_active DESC`,
  );
  const deallocated = await tx.db.execute(
    sql`UPDATE weekly_resource_assignment a SET ${ended(tx)}
     FROM revert_target t
     WHERE a.resource_cn = t.resource_cn AND a.year = t.year AND a.week_number = t.week_number AND a.is_active
       AND a.id IS DISTINCT FROM t.restore_id`,
  );
  const restored = await tx.db.execute(
    sql`UPDATE weekly_resource_assignment a
     SET is_active = true, deallocated_by = NULL, deallocated_datetime = NULL, weekly_capacity = NULL,
       report_month = m.report_month, report_year = m.report_year, forecast_month_index = m.forecast_month_index,
       demand_main_lob = f.main_lob, demand_state = f.state, demand_case_type = f.case_type,
       capacity_tier_id = t.capacity_tier_id, production_percentage = t.production_percentage,
       assignment_type = t.assignment_type, pinned = t.pinned, note = t.note, version = a.version + 1
     FROM revert_target t, ${LIVE_DEMAND}
     WHERE a.id = t.restore_id AND ${RETURNS_TO}`,
  );
  await tx.db.execute(
    recordChange(tx.changeSetId, {
      entity: 'weekly_resource_assignment',
      key: assignmentKey('a'),
      before: sql`b.row_before`,
      after: snapshot('a'),
      from: sql`FROM revert_before b
       JOIN revert_target t ON t.entity_key = b.entity_key
       JOIN weekly_resource_assignment a ON a.id = coalesce(t.restore_id, b.id)
       ORDER BY a.resource_cn, a.year, a.week_number`,
    }),
  );
  return { restored, deallocated };
}
