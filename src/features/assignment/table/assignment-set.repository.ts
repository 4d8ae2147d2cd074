import type { IsoWeek } from '../../../domain/time/iso-week';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { endedBy, recordChanged } from './assignment-history.repository';
import type { AssignmentRow } from './assignment.model';
import { ASSIGNMENT_COLUMNS, readAssignment } from './assignment.repository';

const ENDED = endedBy('$3', '$4');
const RAISED = 'version = a.version + 1';

/** Changes locked assignments in one statement, with their history; `set` uses $3 …, `from` adds what it reads. */
function changeRows(
  tx: WriteScope,
  ids: readonly number[],
  change: { set: string; from?: string; params?: readonly unknown[] },
): Promise<AssignmentRow[]> {
  const { set, from = '', params = [] } = change;
  return tx.db.query(
    `WITH o AS (
       SELECT a.* FROM weekly_resource_assignment a WHERE a.id = ANY($2::integer[])
     ), changed AS (
       UPDATE weekly_resource_assignment a SET ${set}
       FROM o ${from} WHERE a.id = o.id
       ${from === '' ? '' : 'AND w.id = o.id'}
       RETURNING a.*
     ), entries AS (${recordChanged('o', 'changed')})
     SELECT ${ASSIGNMENT_COLUMNS} FROM changed a ORDER BY a.year, a.week_number, a.resource_cn`,
    [tx.changeSetId, ids, ...params],
    readAssignment,
  );
}

/** Pins or unpins. */
export function savePinned(
  tx: WriteScope,
  ids: readonly number[],
  pinned: boolean,
): Promise<AssignmentRow[]> {
  return changeRows(tx, ids, { set: `pinned = $3, ${RAISED}`, params: [pinned] });
}

/** Ends active assignments; they stay as history. */
export function saveDeallocated(tx: WriteScope, ids: readonly number[]): Promise<AssignmentRow[]> {
  return changeRows(tx, ids, {
    set: ENDED,
    params: [tx.actor.name, tx.at],
  });
}

/** Where an assignment moves to, in canonical spelling. */
export interface Move {
  id: number;
  mainLob: string;
  state: string;
  caseType: string;
}

/** Puts assignments on other demands of the same months; a note replaces theirs. */
export function saveMoves(
  tx: WriteScope,
  moves: readonly Move[],
  note: string | null,
): Promise<AssignmentRow[]> {
  return changeRows(
    tx,
    moves.map((move) => move.id),
    {
      set: `demand_main_lob = w.main_lob, demand_state = w.state, demand_case_type = w.case_type,
         weekly_capacity = NULL, note = coalesce($3, a.note), ${RAISED}`,
      from: `, unnest($2::integer[], $4::text[], $5::text[], $6::text[]) AS w (id, main_lob, state, case_type)`,
      params: [
        note,
        moves.map((move) => move.mainLob),
        moves.map((move) => move.state),
        moves.map((move) => move.caseType),
      ],
    },
  );
}

/** What of one assignment a person may change without moving it. */
export type AssignmentValues = Pick<
  AssignmentRow,
  'productionPercentage' | 'capacityTierId' | 'assignmentType' | 'pinned' | 'note'
>;

/** Writes one assignment's values. */
export async function saveValues(
  tx: WriteScope,
  id: number,
  values: AssignmentValues,
): Promise<AssignmentRow> {
  const rows = await changeRows(tx, [id], {
    set: `production_percentage = $3, capacity_tier_id = $4, assignment_type = $5, pinned = $6, note = $7, ${RAISED}`,
    params: [
      ...[values.productionPercentage, values.capacityTierId, values.assignmentType, values.pinned],
      values.note,
    ],
  });
  return rows[0] as AssignmentRow;
}

/** Numbers of a person's active assignments from a week on, with their weeks. */
export function listActiveFrom(
  tx: WriteScope,
  cn: string,
  from: IsoWeek,
): Promise<{ id: number; week: IsoWeek }[]> {
  return tx.db.query(
    `SELECT a.id AS id, a.year AS year, a.week_number AS week_number
     FROM weekly_resource_assignment a
     WHERE a.is_active AND a.resource_cn = $1 AND (a.year, a.week_number) >= ($2::integer, $3::integer)
     ORDER BY a.year, a.week_number`,
    [cn, from.year, from.week],
    (row) => ({
      id: row.id as number,
      week: { year: row.year as number, week: row.week_number as number },
    }),
  );
}
