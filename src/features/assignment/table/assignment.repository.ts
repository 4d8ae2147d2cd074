import type { SqlRow } from '../../../platform/database/db';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { recordEntries } from '../../history/sql';
import type { PersonWeek } from '../../resource';
import type { AssignmentRow } from './assignment.model';
import { ASSIGNMENT_KEY, snapshot } from './assignment-history.repository';

/** The columns of an assignment under the alias `a`; a frozen copy has the assignment’s number elsewhere. */
export const assignmentColumns = (
  id: string,
): string => `${id} AS id, a.year AS year, a.week_number AS week_number, a.report_month AS report_month,
  a.report_year AS report_year, a.forecast_month_index AS forecast_month_index, a.resource_cn AS resource_cn,
  a.demand_main_lob AS demand_main_lob, a.demand_state AS demand_state, a.demand_case_type AS demand_case_type,
  a.capacity_tier_id AS capacity_tier_id, a.production_percentage AS production_percentage,
  a.weekly_capacity AS weekly_capacity, a.assignment_type AS assignment_type, a.pinned AS pinned, a.note AS note,
  a.assigned_by AS assigned_by, a.assigned_datetime AS assigned_datetime, a.is_active AS is_active,
  a.deallocated_datetime AS deallocated_datetime, a.deallocated_by AS deallocated_by, a.version AS version`;

/** The columns of a live assignment under the alias `a`. */
export const ASSIGNMENT_COLUMNS = assignmentColumns('a.id');

/** An assignment from a row of ASSIGNMENT_COLUMNS. */
export function readAssignment(row: SqlRow): AssignmentRow {
  return {
    id: row.id as number,
    year: row.year as number,
    weekNumber: row.week_number as number,
    reportMonth: row.report_month as string,
    reportYear: row.report_year as number,
    forecastMonthIndex: row.forecast_month_index as number,
    resourceCn: row.resource_cn as string,
    demandMainLob: row.demand_main_lob as string,
    demandState: row.demand_state as string,
    demandCaseType: row.demand_case_type as string,
    capacityTierId: row.capacity_tier_id as number,
    productionPercentage: row.production_percentage as string,
    weeklyCapacity: row.weekly_capacity as string | null,
    assignmentType: row.assignment_type as AssignmentRow['assignmentType'],
    pinned: row.pinned as boolean,
    note: row.note as string | null,
    assignedBy: row.assigned_by as string,
    assignedDatetime: row.assigned_datetime as Date,
    isActive: row.is_active as boolean,
    deallocatedDatetime: row.deallocated_datetime as Date | null,
    deallocatedBy: row.deallocated_by as string | null,
    version: row.version as number,
  };
}

/** Assignments by id, in no particular order. */
export function findAssignmentsByIds(scope: RequestScope, ids: readonly number[]): Promise<AssignmentRow[]> {
  return scope.db.query(
    `SELECT ${ASSIGNMENT_COLUMNS} FROM weekly_resource_assignment a WHERE a.id = ANY($1::integer[])`,
    [ids],
    readAssignment,
  );
}

/** Assignments by id in the order of writing (person, week), locked until the transaction ends. */
export function lockAssignments(tx: WriteScope, ids: readonly number[]): Promise<AssignmentRow[]> {
  return tx.db.query(
    `SELECT ${ASSIGNMENT_COLUMNS} FROM weekly_resource_assignment a WHERE a.id = ANY($1::integer[])
     ORDER BY a.resource_cn, a.year, a.week_number, a.id FOR UPDATE`,
    [ids],
    readAssignment,
  );
}

/** The active assignments of person-weeks. */
export function findActive(scope: RequestScope, keys: readonly PersonWeek[]): Promise<AssignmentRow[]> {
  return scope.db.query(
    `SELECT ${ASSIGNMENT_COLUMNS}
     FROM unnest($1::text[], $2::integer[], $3::integer[]) AS k (cn, year, week_number)
     JOIN weekly_resource_assignment a ON a.resource_cn = k.cn AND a.year = k.year AND a.week_number = k.week_number
       AND a.is_active`,
    [keys.map((key) => key.cn), keys.map((key) => key.week.year), keys.map((key) => key.week.week)],
    readAssignment,
  );
}

/** A new assignment before the database gives it an id. */
export type NewAssignment = Omit<
  AssignmentRow,
  | 'id'
  | 'weeklyCapacity'
  | 'assignedBy'
  | 'assignedDatetime'
  | 'isActive'
  | 'deallocatedDatetime'
  | 'deallocatedBy'
  | 'version'
>;

/** Adds an active assignment with its history; undefined if the person-week is taken (also by a transaction that has just committed). */
export function insertAssignment(tx: WriteScope, row: NewAssignment): Promise<AssignmentRow | undefined> {
  return tx.db.first(
    `WITH a AS (
       INSERT INTO weekly_resource_assignment (resource_cn, year, week_number, report_month, report_year,
         forecast_month_index, demand_main_lob, demand_state, demand_case_type, capacity_tier_id,
         production_percentage, assignment_type, pinned, note, assigned_by, assigned_datetime)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
       ON CONFLICT (resource_cn, year, week_number) WHERE is_active DO NOTHING
       RETURNING *
     ), entry AS (
${recordEntries({
  changeSet: '$17',
  entity: 'weekly_resource_assignment',
  key: ASSIGNMENT_KEY('a'),
  before: 'NULL',
  after: snapshot('a'),
  from: 'FROM a',
})})
     SELECT ${ASSIGNMENT_COLUMNS} FROM a`,
    [
      ...[row.resourceCn, row.year, row.weekNumber, row.reportMonth, row.reportYear, row.forecastMonthIndex],
      ...[
        row.demandMainLob,
        row.demandState,
        row.demandCaseType,
        row.capacityTierId,
        row.productionPercentage,
      ],
      ...[row.assignmentType, row.pinned, row.note, tx.actor.name, tx.at, tx.changeSetId],
    ],
    readAssignment,
  );
}
