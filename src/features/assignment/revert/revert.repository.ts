import type { DemandMonth } from '../../../domain/demand/demand-month';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type { LaterTouch } from './revert.model';
import { ASSIGNMENT_KEY, snapshot } from '../table/assignment-history.repository';

/** A forecast row without cases that was added because people came to be assigned: it stays when they go. */
const IS_KEPT_DEMAND = (entry: string): string =>
  `(${entry}.entity = 'forecast' AND ${entry}.before IS NULL AND (${entry}.after ->> 'is_vanished')::boolean)`;

/** Tables that a change set touched, with how many rows each. */
export function listTouchedEntities(scope: RequestScope, changeSetId: number): Promise<string[]> {
  return scope.db.query(
    `SELECT DISTINCT e.entity AS entity FROM change_set_entry e
     WHERE e.change_set_id = $1 AND NOT ${IS_KEPT_DEMAND('e')}`,
    [changeSetId],
    (row) => row.entity as string,
  );
}

/** Later change sets that touched rows of this one, in order; reverts and what they reverted among them. */
export function listLaterTouches(scope: RequestScope, changeSetId: number): Promise<LaterTouch[]> {
  return scope.db.query(
    `SELECT DISTINCT ON (later.change_set_id) later.change_set_id AS change_set_id, later.entity_key AS entity_key,
       c.action AS action, c.actor AS actor, c.reverts_change_set_id AS reverts
     FROM change_set_entry e
     JOIN change_set_entry later ON later.entity = e.entity AND later.entity_key = e.entity_key
       AND later.change_set_id > e.change_set_id
     JOIN change_set c ON c.id = later.change_set_id
     WHERE e.change_set_id = $1 AND NOT ${IS_KEPT_DEMAND('e')}
     ORDER BY later.change_set_id, later.entity_key`,
    [changeSetId],
    (row) => ({
      entityKey: row.entity_key as string,
      changeSetId: row.change_set_id as number,
      action: row.action as string,
      actor: row.actor as string,
      reverts: row.reverts as number | null,
    }),
  );
}

/** First days of the months in which a change set changed something that a closed month keeps. */
export function listConcernedMonths(tx: WriteScope, changeSetId: number): Promise<string[]> {
  return tx.db.query(
    `SELECT DISTINCT k.month_start AS month_start
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
     WHERE e.change_set_id = $1 AND k.month_start IS NOT NULL AND NOT ${IS_KEPT_DEMAND('e')}
     ORDER BY 1`,
    [changeSetId],
    (row) => row.month_start as string,
  );
}

/**
 * Stages, for each person-week of the change set, who held it before (`restore_id`, null = nobody) and who holds it
 * now; locks the rows that hold it now. Lives until the transaction ends.
 */
export async function stageTargets(tx: WriteScope, changeSetId: number): Promise<void> {
  await tx.db.execute(
    `CREATE TEMPORARY TABLE revert_target ON COMMIT DROP AS
     SELECT DISTINCT ON (e.entity_key) e.entity_key, row_then.resource_cn, row_then.year, row_then.week_number,
       iso_week_month(row_then.year, row_then.week_number) AS month_start,
       CASE WHEN prior.is_active THEN prior.id END AS restore_id,
       prior.demand_main_lob, prior.demand_state, prior.demand_case_type, prior.capacity_tier_id,
       prior.production_percentage, prior.assignment_type, prior.pinned, prior.note
     FROM change_set_entry e
     CROSS JOIN LATERAL jsonb_populate_record(NULL::weekly_resource_assignment, coalesce(e.before, e.after)) AS row_then
     LEFT JOIN LATERAL jsonb_populate_record(NULL::weekly_resource_assignment, e.before) AS prior ON e.before IS NOT NULL
     WHERE e.change_set_id = $1 AND e.entity = 'weekly_resource_assignment'
     ORDER BY e.entity_key, e.id`,
    [changeSetId],
  );
  await tx.db.execute(
    `SELECT a.id FROM revert_target t
     JOIN weekly_resource_assignment a ON a.resource_cn = t.resource_cn AND a.year = t.year AND a.week_number = t.week_number
     WHERE a.is_active OR a.id = t.restore_id
     ORDER BY a.resource_cn, a.year, a.week_number, a.id FOR UPDATE OF a`,
  );
}

function readDemandMonth(row: Record<string, unknown>): DemandMonth {
  return {
    monthStart: row.month_start as string,
    mainLob: row.main_lob as string,
    state: row.state as string,
    caseType: row.case_type as string,
  };
}

/** Demands to return to that the live report has no row for. */
export function listMissingDemands(tx: WriteScope): Promise<DemandMonth[]> {
  return tx.db.query(
    `SELECT DISTINCT t.month_start AS month_start, t.demand_main_lob AS main_lob, t.demand_state AS state, t.demand_case_type AS case_type
     FROM revert_target t
     WHERE t.restore_id IS NOT NULL AND NOT EXISTS (
       SELECT FROM forecast_report_month m
       JOIN forecast f ON f.report_year = m.report_year AND f.report_month = m.report_month
         AND f.forecast_month_index = m.forecast_month_index
       WHERE m.month_start = t.month_start AND NOT m.is_frozen AND text_key(f.main_lob) = text_key(t.demand_main_lob)
         AND text_key(f.state) = text_key(t.demand_state) AND text_key(f.case_type) = text_key(t.demand_case_type))`,
    [],
    readDemandMonth,
  );
}

/** Both sides of what will change, so that their figures follow. */
export function listTouchedDemands(tx: WriteScope): Promise<DemandMonth[]> {
  return tx.db.query(
    `SELECT t.month_start AS month_start, a.demand_main_lob AS main_lob, a.demand_state AS state, a.demand_case_type AS case_type
     FROM revert_target t
     JOIN weekly_resource_assignment a ON a.resource_cn = t.resource_cn AND a.year = t.year AND a.week_number = t.week_number
       AND a.is_active
     GROUP BY t.month_start, a.demand_main_lob, a.demand_state, a.demand_case_type`,
    [],
    readDemandMonth,
  );
}

/** Ends what holds the person-weeks now, brings back what held them before, and records both as one entry each. */
export async function applyTargets(tx: WriteScope): Promise<{ restored: number; deallocated: number }> {
  await tx.db.execute(
    `CREATE TEMPORARY TABLE revert_before ON COMMIT DROP AS
     SELECT DISTINCT ON (t.entity_key) t.entity_key, a.id, ${snapshot('a')} AS row_before
     FROM revert_target t
     JOIN weekly_resource_assignment a ON a.resource_cn = t.resource_cn AND a.year = t.year AND a.week_number = t.week_number
     WHERE a.is_active OR a.id = t.restore_id
     ORDER BY t.entity_key, a.is_active DESC`,
  );
  const deallocated = await tx.db.execute(
    `UPDATE weekly_resource_assignment a
     SET is_active = false, deallocated_by = $1, deallocated_datetime = $2, version = a.version + 1
     FROM revert_target t
     WHERE a.resource_cn = t.resource_cn AND a.year = t.year AND a.week_number = t.week_number AND a.is_active
       AND a.id IS DISTINCT FROM t.restore_id`,
    [tx.actor.name, tx.at],
  );
  const restored = await tx.db.execute(
    `UPDATE weekly_resource_assignment a
     SET is_active = true, deallocated_by = NULL, deallocated_datetime = NULL, weekly_capacity = NULL,
       report_month = m.report_month, report_year = m.report_year, forecast_month_index = m.forecast_month_index,
       demand_main_lob = f.main_lob, demand_state = f.state, demand_case_type = f.case_type,
       capacity_tier_id = t.capacity_tier_id, production_percentage = t.production_percentage,
       assignment_type = t.assignment_type, pinned = t.pinned, note = t.note, version = a.version + 1
     FROM revert_target t
     JOIN forecast_report_month m ON m.month_start = t.month_start AND NOT m.is_frozen
     JOIN forecast f ON f.report_year = m.report_year AND f.report_month = m.report_month
       AND f.forecast_month_index = m.forecast_month_index AND text_key(f.main_lob) = text_key(t.demand_main_lob)
       AND text_key(f.state) = text_key(t.demand_state) AND text_key(f.case_type) = text_key(t.demand_case_type)
     WHERE a.id = t.restore_id`,
  );
  await tx.db.execute(
    `INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
     SELECT $1, 'weekly_resource_assignment', ${ASSIGNMENT_KEY('a')}, b.row_before, ${snapshot('a')}
     FROM revert_before b
     JOIN revert_target t ON t.entity_key = b.entity_key
     JOIN weekly_resource_assignment a ON a.id = coalesce(t.restore_id, b.id)
     ORDER BY a.resource_cn, a.year, a.week_number`,
    [tx.changeSetId],
  );
  return { restored, deallocated };
}
