import { sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type { PersonWeek } from '../../resource';
import { recordNew } from './assignment-history.sql';
import { AssignmentEntity } from './assignment.entity';
import type { AssignmentRow } from './assignment.model';

const ASSIGNMENTS = table(AssignmentEntity);
const COLUMNS = ASSIGNMENTS.columns('a');

/** Assignments by id, in no particular order. */
export function findAssignmentsByIds(scope: RequestScope, ids: readonly number[]): Promise<AssignmentRow[]> {
  return scope.db.query(
    sql`SELECT ${COLUMNS} FROM weekly_resource_assignment a WHERE a.id = ANY(${ids}::integer[])`,
  );
}

/** Assignments by id in the order of writing (person, week), locked until the transaction ends. */
export function lockAssignments(tx: WriteScope, ids: readonly number[]): Promise<AssignmentRow[]> {
  return tx.db.query(
    sql`SELECT ${COLUMNS} FROM weekly_resource_assignment a WHERE a.id = ANY(${ids}::integer[])
     ORDER BY a.resource_cn, a.year, a.week_number, a.id FOR UPDATE`,
  );
}

/** The active assignments of person-weeks. */
export function findActive(scope: RequestScope, keys: readonly PersonWeek[]): Promise<AssignmentRow[]> {
  const weeks = keys.map(({ cn, week }) => ({ resourceCn: cn, year: week.year, weekNumber: week.week }));
  return scope.db.query(
    sql`SELECT ${COLUMNS} FROM ${ASSIGNMENTS.unnest('k', ['resourceCn', 'year', 'weekNumber'], weeks)}
     JOIN weekly_resource_assignment a ON a.resource_cn = k.resource_cn AND a.year = k.year
       AND a.week_number = k.week_number AND a.is_active`,
  );
}

/** A new assignment before the database gives it an id; the derivation before the commit judges its capacity. */
export type NewAssignment = Omit<
  AssignmentRow,
  'id' | 'assignedBy' | 'assignedDatetime' | 'isActive' | 'deallocatedDatetime' | 'deallocatedBy' | 'version'
>;

/** Adds an active assignment with its history; undefined if the person-week is taken (also by a transaction that has just committed). */
export function insertAssignment(tx: WriteScope, row: NewAssignment): Promise<AssignmentRow | undefined> {
  const values = { ...row, assignedBy: tx.actor.name, assignedDatetime: tx.at };
  return tx.db.first(
    sql`WITH a AS (
       INSERT INTO weekly_resource_assignment ${ASSIGNMENTS.insert(values)}
       ON CONFLICT (resource_cn, year, week_number) WHERE is_active DO NOTHING
       RETURNING *
     ), entry AS (${recordNew(tx, 'a')})
     SELECT ${COLUMNS} FROM a`,
  );
}

/** Tells the planner of many new rows before figures are derived from them: of the columns that deriving joins by. */
export async function analyzeAssignments(tx: WriteScope): Promise<void> {
  await tx.db.query(
    sql`ANALYZE weekly_resource_assignment (year, week_number, report_year, report_month, forecast_month_index, resource_cn,
      demand_main_lob, demand_state, demand_case_type, capacity_tier_id, is_active)`,
  );
}
