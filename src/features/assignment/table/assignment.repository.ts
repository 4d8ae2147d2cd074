import { sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type { PersonWeek } from '../../resource';
import { recordNew, SNAPSHOT_COLUMNS } from './assignment-history.sql';
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

/** A new assignment before it is known who adds it and when; the derivation before the commit judges its capacity. */
export type NewAssignment = Omit<
  AssignmentRow,
  'assignedBy' | 'assignedDatetime' | 'isActive' | 'deallocatedDatetime' | 'deallocatedBy' | 'version'
>;

/** Adds an active assignment with its history, by statements that travel with what follows; returns it as it will be stored. */
export function insertAssignment(tx: WriteScope, row: NewAssignment): AssignmentRow {
  const added: AssignmentRow = {
    ...row,
    assignedBy: tx.actor.name,
    assignedDatetime: tx.at,
    isActive: true,
    deallocatedDatetime: null,
    deallocatedBy: null,
    version: 1,
  };
  tx.db.later(
    sql`WITH a AS (INSERT INTO weekly_resource_assignment ${ASSIGNMENTS.insert(added)} RETURNING ${SNAPSHOT_COLUMNS})
     ${recordNew(tx, 'a')}`,
  );
  return added;
}

/** Tells the planner of many new rows before figures are derived from them: of the columns that deriving joins by. */
export async function analyzeAssignments(tx: WriteScope): Promise<void> {
  await tx.db.query(
    sql`ANALYZE weekly_resource_assignment (year, week_number, report_year, report_month, forecast_month_index, resource_cn,
      demand_main_lob, demand_state, demand_case_type, capacity_tier_id, is_active)`,
  );
}
