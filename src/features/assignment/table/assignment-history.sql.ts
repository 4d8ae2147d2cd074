import { identifier, sql, type Sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { areChunked, recordChange, recordChunks } from '../../history/sql';
import { AssignmentEntity } from './assignment.entity';

const ASSIGNMENTS = table(AssignmentEntity);
const ENTITY = 'weekly_resource_assignment';

/** An assignment's key in the history, `["AA000001", 2025, 18]`: one form everywhere, because texts are compared. */
export function assignmentKey(alias: string): Sql {
  const a = identifier(alias);
  return sql`'[' || to_json(${a}.resource_cn) || ', ' || ${a}.year || ', ' || ${a}.week_number || ']'`;
}

/** An assignment as the history keeps it: every column but the derived capacity, which follows from the others. */
export function snapshot(alias: string): Sql {
  return sql`to_jsonb(${identifier(alias)}) - 'weekly_capacity'`;
}

/**
 * The columns of a snapshot. Of half a million rows, snapshots of named columns take a fifth less time than snapshots
 * that one column is then taken away from.
 */
export const SNAPSHOT_COLUMNS = ASSIGNMENTS.names(
  ASSIGNMENTS.properties.filter((property) => property !== 'weeklyCapacity'),
);

/** What ending an assignment `a` sets. */
export function ended({ actor, at }: WriteScope): Sql {
  return sql`is_active = false, deallocated_by = ${actor.name}::text, deallocated_datetime = ${at}::timestamptz,
    version = a.version + 1`;
}

/** A row that this change has ended, as it was before. */
function beforeEnd(alias: string): Sql {
  return sql`${snapshot(alias)} || jsonb_build_object('is_active', true, 'deallocated_datetime', NULL,
    'deallocated_by', NULL, 'version', ${identifier(alias)}.version - 1)`;
}

/** Records new assignments: a part of a WITH whose part `rows` holds their `SNAPSHOT_COLUMNS`. */
export function recordNew(tx: WriteScope, rows: string): Sql {
  return recordChange(tx.changeSetId, {
    entity: ENTITY,
    key: assignmentKey('n'),
    before: sql`NULL`,
    after: sql`to_jsonb(n)`,
    from: sql`FROM ${identifier(rows)} n`,
  });
}

/**
 * Records changed assignments: a part of a WITH whose parts `before` and `after` hold whole rows. A person-week that was
 * replaced is one entry: the row that held it before, the row that holds it now.
 */
export function recordChanged(tx: WriteScope, before: string, after: string): Sql {
  return recordChange(tx.changeSetId, {
    entity: ENTITY,
    key: assignmentKey('n'),
    before: snapshot('o'),
    after: snapshot('n'),
    from: sql`FROM ${identifier(after)} n JOIN ${identifier(before)} o ON o.id = n.id
      ORDER BY n.resource_cn, n.year, n.week_number`,
  });
}

/** Records assignments that ended without being replaced: `from` yields them as `o`. */
export function recordEnded(tx: WriteScope, from: Sql): Sql {
  return recordChange(tx.changeSetId, {
    entity: ENTITY,
    key: assignmentKey('o'),
    before: beforeEnd('o'),
    after: snapshot('o'),
    from: sql`${from} ORDER BY o.resource_cn, o.year, o.week_number`,
  });
}

/** What a placement gives of each new assignment; the rest is who and when. */
const PLACED_COLUMNS = ASSIGNMENTS.names([
  'resourceCn',
  'year',
  'weekNumber',
  'reportMonth',
  'reportYear',
  'forecastMonthIndex',
  'demandMainLob',
  'demandState',
  'demandCaseType',
  'capacityTierId',
  'productionPercentage',
  'weeklyCapacity',
  'assignmentType',
  'pinned',
  'note',
  'assignedBy',
  'assignedDatetime',
]);

const SHARED_COLUMNS = [
  'assigned_by',
  'assigned_datetime',
  'is_active',
  'deallocated_datetime',
  'deallocated_by',
  'version',
] as const;

/** What every new assignment has. */
function sharedColumns({ actor, at }: WriteScope): Record<(typeof SHARED_COLUMNS)[number], Sql> {
  return {
    assigned_by: sql`${actor.name}::text`,
    assigned_datetime: sql`${at}::timestamptz`,
    is_active: sql`true`,
    deallocated_datetime: sql`NULL`,
    deallocated_by: sql`NULL`,
    version: sql`1`,
  };
}

/** What differs from one new assignment `n` to the next. */
const GIVEN: Readonly<Record<string, Sql>> = Object.fromEntries(
  ASSIGNMENTS.columnNames
    .filter((name) => name !== 'weekly_capacity' && !SHARED_COLUMNS.some((shared) => shared === name))
    .map((name) => [name, identifier('n', name)]),
);

/** What to add: see `placeRows`. */
interface PlacedRows {
  rows: Sql;
  replaced: Sql;
  /** Nobody else can write assignments now: no person-week is looked up for one that was taken meanwhile. */
  isAlone?: boolean;
}

/**
 * Adds assignments with their history and returns how many: `rows` is a query of the columns of `PLACED_COLUMNS` but the
 * last two in the order of writing, `replaced` the rows that this change has ended (they become the before of their
 * person-week). A person-week that is taken meanwhile is passed over. The capacity goes in with the row: rewriting half a
 * million rows once more costs as much as writing them, and the derivation before the commit remains its judge.
 */
export async function placeRows(tx: WriteScope, { rows, replaced, isAlone }: PlacedRows): Promise<number> {
  const passOver = isAlone
    ? sql``
    : sql`ON CONFLICT (resource_cn, year, week_number) WHERE is_active DO NOTHING`;
  const isSamePersonWeek = sql`o.resource_cn = n.resource_cn AND o.year = n.year AND o.week_number = n.week_number`;
  const added = sql`FROM placed n WHERE NOT EXISTS (SELECT FROM replaced o WHERE ${isSamePersonWeek})`;
  const areChunks = sql`(SELECT s.are_chunks FROM placed_size s)`;
  const entry = { entity: ENTITY, key: assignmentKey('n'), after: sql`to_jsonb(n)` };
  const moved = recordChange(tx.changeSetId, {
    ...entry,
    before: beforeEnd('o'),
    from: sql`FROM placed n JOIN replaced o ON ${isSamePersonWeek}`,
  });
  const entries = recordChange(tx.changeSetId, {
    ...entry,
    before: sql`NULL`,
    from: sql`${added} AND NOT ${areChunks}`,
  });
  const chunks = recordChunks(tx.changeSetId, {
    entity: ENTITY,
    key: assignmentKey('n'),
    id: sql`n.id`,
    columns: GIVEN,
    shared: sharedColumns(tx),
    from: sql`${added} AND ${areChunks}`,
  });
  const row = await tx.db.first<{ placed: number }>(
    sql`WITH replaced AS MATERIALIZED (${replaced}), placed AS (
      INSERT INTO weekly_resource_assignment (${PLACED_COLUMNS})
      SELECT n.*, ${tx.actor.name}::text, ${tx.at}::timestamptz FROM (${rows}) n
      ${passOver}
      RETURNING ${SNAPSHOT_COLUMNS}
    ), placed_size AS (
      SELECT count(*)::integer AS placed, ${areChunked(sql`count(*)`)} AS are_chunks FROM placed
    ), moved AS (${moved}), entries AS (${entries}), chunks AS (${chunks})
    SELECT s.placed AS placed FROM placed_size s`,
  );
  return row?.placed ?? 0;
}
