import type { IsoWeek } from '../../../domain/time/iso-week';
import { sql, type Sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { ended, recordChanged } from './assignment-history.sql';
import { AssignmentEntity } from './assignment.entity';
import type { AssignmentRow } from './assignment.model';

const ASSIGNMENTS = table(AssignmentEntity);
const RAISED = sql`version = a.version + 1`;

/** Changes locked assignments in one statement, with their history; `from` yields what else `set` reads, as `w`. */
function changeRows(tx: WriteScope, ids: readonly number[], set: Sql, from?: Sql): Promise<AssignmentRow[]> {
  return tx.db.query(
    sql`WITH o AS (
       SELECT a.* FROM weekly_resource_assignment a WHERE a.id = ANY(${ids}::integer[])
     ), changed AS (
       UPDATE weekly_resource_assignment a SET ${set}
       FROM o${from ? sql`, ${from}` : sql``} WHERE a.id = o.id${from ? sql` AND w.id = o.id` : sql``}
       RETURNING a.*
     ), entries AS (${recordChanged(tx, 'o', 'changed')})
     SELECT ${ASSIGNMENTS.columns('a')} FROM changed a ORDER BY a.year, a.week_number, a.resource_cn`,
  );
}

/** Pins or unpins. */
export function updatePinned(
  tx: WriteScope,
  ids: readonly number[],
  pinned: boolean,
): Promise<AssignmentRow[]> {
  return changeRows(tx, ids, sql`${ASSIGNMENTS.set({ pinned })}, ${RAISED}`);
}

/** Ends active assignments; they stay as history. */
export function updateDeallocated(tx: WriteScope, ids: readonly number[]): Promise<AssignmentRow[]> {
  return changeRows(tx, ids, ended(tx));
}

/** Where an assignment moves to, in canonical spelling. */
export type Move = Pick<AssignmentRow, 'id' | 'demandMainLob' | 'demandState' | 'demandCaseType'>;

/** Puts assignments on other demands of the same months; a note replaces theirs. */
export function updateDemands(
  tx: WriteScope,
  moves: readonly Move[],
  note: string | null,
): Promise<AssignmentRow[]> {
  return changeRows(
    tx,
    moves.map(({ id }) => id),
    sql`demand_main_lob = w.demand_main_lob, demand_state = w.demand_state, demand_case_type = w.demand_case_type,
      weekly_capacity = NULL, note = coalesce(${note}::text, a.note), ${RAISED}`,
    ASSIGNMENTS.unnest('w', ['id', 'demandMainLob', 'demandState', 'demandCaseType'], moves),
  );
}

/** At what percentage an assignment is worked, and the tier of it. */
export type ProductionOf = Pick<AssignmentRow, 'id' | 'productionPercentage' | 'capacityTierId'>;

/** Gives assignments other percentages and tiers. */
export function updateProductions(
  tx: WriteScope,
  productions: readonly ProductionOf[],
): Promise<AssignmentRow[]> {
  return changeRows(
    tx,
    productions.map(({ id }) => id),
    sql`production_percentage = w.production_percentage, capacity_tier_id = w.capacity_tier_id, ${RAISED}`,
    ASSIGNMENTS.unnest('w', ['id', 'productionPercentage', 'capacityTierId'], productions),
  );
}

/** What of one assignment a person may change without moving it. */
export type AssignmentValues = Pick<
  AssignmentRow,
  'productionPercentage' | 'capacityTierId' | 'assignmentType' | 'pinned' | 'note'
>;

/** Writes one assignment's values. */
export async function updateValues(
  tx: WriteScope,
  id: number,
  values: AssignmentValues,
): Promise<AssignmentRow> {
  const rows = await changeRows(tx, [id], sql`${ASSIGNMENTS.set(values)}, ${RAISED}`);
  return rows[0] as AssignmentRow;
}

/** A person's active assignments from a week on, by week: their numbers and weeks. */
export function listActiveFrom(
  tx: WriteScope,
  cn: string,
  from: IsoWeek,
): Promise<Pick<AssignmentRow, 'id' | 'year' | 'weekNumber'>[]> {
  return tx.db.query(
    sql`SELECT ${ASSIGNMENTS.columns('a', ['id', 'year', 'weekNumber'])}
     FROM weekly_resource_assignment a
     WHERE a.is_active AND a.resource_cn = ${cn} AND (a.year, a.week_number) >= (${from.year}::integer, ${from.week}::integer)
     ORDER BY a.year, a.week_number`,
  );
}
