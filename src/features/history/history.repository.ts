import { sqlOrdering } from '../../platform/database/keyset';
import type { SqlRow } from '../../platform/database/db';
import type { Page } from '../../platform/database/page';
import type { RequestScope } from '../../platform/scope/request-scope';
import {
  CHANGE_SET_ORDER,
  ENTRY_ORDER,
  type ChangeSetEntryRow,
  type ChangeSetRow,
  type HistoryFilter,
} from './history.model';

const COLUMNS = `c.id AS id, c.action AS action, c.actor AS actor, c.created_datetime AS created_datetime, c.note AS note,
  c.request_id AS request_id, c.reverts_change_set_id AS reverts_change_set_id, r.id AS reverted_by_change_set_id`;
const FROM = `FROM change_set c LEFT JOIN change_set r ON r.reverts_change_set_id = c.id`;
const WHERE = `WHERE ($1::integer[] IS NULL OR c.id = ANY($1))
  AND ($2::text[] IS NULL OR c.actor = ANY($2))
  AND ($3::text[] IS NULL OR c.action = ANY($3) OR split_part(c.action, '.', 1) = ANY($3))
  AND (($4::text IS NULL AND $5::text IS NULL) OR EXISTS (
    SELECT 1 FROM change_set_entry e
    WHERE e.change_set_id = c.id AND ($4::text IS NULL OR e.entity = $4) AND ($5::text IS NULL OR strpos(e.entity_key, $5) > 0)))
  AND ($6::timestamptz IS NULL OR c.created_datetime >= $6)
  AND ($7::timestamptz IS NULL OR c.created_datetime < $7)`;

function params(filter: HistoryFilter): unknown[] {
  const { ids, actors, actions, entity, key, from, to } = filter;
  return [
    ids ?? null,
    actors ?? null,
    actions ?? null,
    entity ?? null,
    key ?? null,
    from ?? null,
    to ?? null,
  ];
}

function readChangeSet(row: SqlRow): ChangeSetRow {
  return {
    id: row.id as number,
    action: row.action as string,
    actor: row.actor as string,
    createdDatetime: row.created_datetime as Date,
    note: row.note as string | null,
    requestId: row.request_id as string | null,
    revertsChangeSetId: row.reverts_change_set_id as number | null,
    revertedByChangeSetId: row.reverted_by_change_set_id as number | null,
  };
}

function readEntry(row: SqlRow): ChangeSetEntryRow {
  return {
    id: row.id as string,
    changeSetId: row.change_set_id as number,
    entity: row.entity as string,
    entityKey: row.entity_key as string,
    before: row.before as Record<string, unknown> | null,
    after: row.after as Record<string, unknown> | null,
  };
}

const CHANGE_SETS = sqlOrdering(CHANGE_SET_ORDER, 'c');
const ENTRIES = sqlOrdering(ENTRY_ORDER, 'x');

/** Change sets, newest first; one row more than the page holds when more follow. */
export function listChangeSets(
  scope: RequestScope,
  filter: HistoryFilter,
  page: Page,
): Promise<ChangeSetRow[]> {
  const after = CHANGE_SETS.after(page, 10);
  return scope.db.query(
    `SELECT ${COLUMNS} ${FROM} ${WHERE} ${after.sql} ORDER BY ${CHANGE_SETS.orderBy} LIMIT $8 OFFSET $9`,
    [...params(filter), page.limit + 1, page.offset, ...after.params],
    readChangeSet,
  );
}

/** How many change sets the filter finds. */
export async function countChangeSets(scope: RequestScope, filter: HistoryFilter): Promise<number> {
  const row = await scope.db.first<{ total: string }>(
    `SELECT count(*) AS total FROM change_set c ${WHERE}`,
    params(filter),
  );
  return Number(row?.total ?? 0);
}

/** Change sets by id. */
export function findChangeSets(scope: RequestScope, ids: readonly number[]): Promise<ChangeSetRow[]> {
  return scope.db.query(`SELECT ${COLUMNS} ${FROM} WHERE c.id = ANY($1::integer[])`, [ids], readChangeSet);
}

/** A page of the entries of each change set, in writing order. */
export function findEntries(
  scope: RequestScope,
  ids: readonly number[],
  page: Page,
): Promise<ChangeSetEntryRow[]> {
  const after = ENTRIES.after(page, 4);
  return scope.db.query(
    `SELECT e.id AS id, e.change_set_id AS change_set_id, e.entity AS entity, e.entity_key AS entity_key,
            e.before AS before, e.after AS after
     FROM unnest($1::integer[]) AS wanted (change_set_id)
     CROSS JOIN LATERAL (
       SELECT x.* FROM change_set_entry x WHERE x.change_set_id = wanted.change_set_id ${after.sql}
       ORDER BY ${ENTRIES.orderBy} LIMIT $2 OFFSET $3
     ) e
     ORDER BY e.change_set_id, e.id`,
    [ids, page.limit + 1, page.offset, ...after.params],
    readEntry,
  );
}

/** How many entries each change set has. */
export function countEntries(
  scope: RequestScope,
  ids: readonly number[],
): Promise<{ changeSetId: number; total: number }[]> {
  return scope.db.query(
    `SELECT e.change_set_id AS change_set_id, count(*) AS total FROM change_set_entry e
     WHERE e.change_set_id = ANY($1::integer[]) GROUP BY e.change_set_id`,
    [ids],
    (row) => ({ changeSetId: row.change_set_id as number, total: Number(row.total) }),
  );
}
