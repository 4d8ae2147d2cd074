import type { DemandMonth } from '../../../domain/demand/demand-month';
import { identifier, sql, type Sql } from '../../../platform/database/sql';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { assignedInSpelling, sameReportMonth } from '../../demand/sql';
import { recordChange } from '../../history/sql';
import { assignmentKey, ended, snapshot } from '../table/assignment-history.sql';

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
