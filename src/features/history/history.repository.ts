import { listOrder } from '../../platform/database/keyset';
import type { Page } from '../../platform/database/page';
import { textKey } from '../../domain/text-key';
import { allOf, sql, type Sql } from '../../platform/database/sql';
import { table } from '../../platform/database/table';
import type { RequestScope } from '../../platform/scope/request-scope';
import {
  chunkDemandKey,
  demandKey,
  isOfPerson,
  isVisible,
  shownContent,
  type DemandProperty,
} from './history.sql';
import { ChangeSetEntryEntity } from './writing/change-set-entry.entity';
import { ChangeSetEntity } from './writing/change-set.entity';
import {
  CHANGE_SET_SORTING,
  ENTRY_ORDER,
  type ChangeSetEntryRow,
  type ChangeSetRow,
  type HistoryFilter,
} from './history.model';

const SELECT = sql`SELECT ${table(ChangeSetEntity).columns('c')}, r.id AS "revertedByChangeSetId"
  FROM change_set c LEFT JOIN change_set r ON r.reverts_change_set_id = c.id`;
const ENTRY_COLUMNS = table(ChangeSetEntryEntity).columns('e');
const CHANGE_SETS = listOrder(CHANGE_SET_SORTING.listed, 'c');
const ENTRIES = listOrder(ENTRY_ORDER, 'x');

/** Conditions on a change set `c`: those of the filters that are given. */
function matches(scope: RequestScope, { ids, actors, actions, from, to, ...rows }: HistoryFilter): Sql {
  const given: Sql[] = [];
  if (ids) given.push(sql`c.id = ANY(${ids}::integer[])`);
  if (actors) given.push(sql`text_key(c.actor) = ANY(${actors.map(textKey)}::text[])`);
  if (actions) {
    const keys = actions.map(textKey);
    given.push(
      sql`(text_key(c.action) = ANY(${keys}::text[]) OR text_key(split_part(c.action, '.', 1)) = ANY(${keys}::text[]))`,
    );
  }
  given.push(...touches(scope, rows));
  if (from) given.push(sql`c.created_datetime >= ${from}`);
  if (to) given.push(sql`c.created_datetime < ${to}`);
  return allOf(given);
}

/** Conditions on the rows that a change set `c` changed. */
function touches(scope: RequestScope, { entity, key, resourceCns, ...demand }: HistoryFilter): Sql[] {
  const given: Sql[] = [];
  if (entity || key) {
    const entry = [sql`e.change_set_id = c.id`, isVisible(scope, 'e')];
    if (entity) entry.push(sql`e.entity = ${entity}`);
    if (key) entry.push(sql`strpos(e.entity_key, ${key}) > 0`);
    given.push(sql`EXISTS (SELECT 1 FROM change_set_key e WHERE ${allOf(entry)})`);
  }
  if (resourceCns) {
    const cns = resourceCns.map((cn) => cn.trim().toUpperCase());
    given.push(sql`EXISTS (SELECT 1 FROM change_set_key p WHERE p.change_set_id = c.id
      AND ${isOfPerson(sql`${cns}::text[]`)})`);
  }
  given.push(...touchesDemand(demand));
  return given;
}

/** Condition on the demands of the rows that a change set `c` changed. */
function touchesDemand({ mainLobs, states, caseTypes }: HistoryFilter): Sql[] {
  if (!mainLobs && !states && !caseTypes) return [];
  const matching = (keyOf: (property: DemandProperty) => Sql): Sql =>
    allOf(
      [
        has(keyOf('main_lob'), mainLobs),
        has(keyOf('state'), states),
        has(keyOf('case_type'), caseTypes),
      ].flatMap((condition) => condition ?? []),
    );
  return [
    sql`(EXISTS (SELECT 1 FROM change_set_row d CROSS JOIN LATERAL (VALUES (d.before), (d.after)) AS s (content)
      WHERE d.change_set_id = c.id AND ${matching(demandKey)})
      OR EXISTS (SELECT 1 FROM change_set_chunk_demand n WHERE n.change_set_id = c.id AND ${matching(chunkDemandKey)}))`,
  ];
}

function has(key: Sql, values: readonly string[] | null | undefined): Sql | undefined {
  return values ? sql`${key} = ANY(${values.map(textKey)}::text[])` : undefined;
}

/** Change sets in the order of the page; one row more than it holds when more follow. */
export function listChangeSets(
  scope: RequestScope,
  filter: HistoryFilter,
  page: Page,
): Promise<ChangeSetRow[]> {
  const { after, orderBy } = CHANGE_SETS(page);
  return scope.db.query(
    sql`${SELECT} WHERE ${matches(scope, filter)} AND ${after}
     ORDER BY ${orderBy} LIMIT ${page.limit + 1} OFFSET ${page.offset}`,
  );
}

/** How many change sets the filter finds. */
export async function countChangeSets(scope: RequestScope, filter: HistoryFilter): Promise<number> {
  const row = await scope.db.first<{ total: number }>(
    sql`SELECT count(*)::integer AS total FROM change_set c WHERE ${matches(scope, filter)}`,
  );
  return row?.total ?? 0;
}

/** Change sets by id. */
export function findChangeSets(scope: RequestScope, ids: readonly number[]): Promise<ChangeSetRow[]> {
  return scope.db.query(sql`${SELECT} WHERE c.id = ANY(${ids}::integer[])`);
}

/**
 * A page of the entries of each change set, in writing order: first the numbers that it begins and ends with, for which keys
 * are enough, then the entries. Of half a million in chunks, only the chunks of the page are taken apart.
 */
export function findEntries(
  scope: RequestScope,
  ids: readonly number[],
  page: Page,
): Promise<ChangeSetEntryRow[]> {
  const { after, orderBy } = ENTRIES(page);
  const wanted = sql`x.change_set_id = wanted.change_set_id AND ${isVisible(scope, 'x')}`;
  const end = page.offset + page.limit + 1;
  const begun = page.after ? sql`x.chunk_last_id > ${page.after[0] ?? null}::bigint` : sql`true`;
  const content = sql`x.id, x.change_set_id, x.entity, x.entity_key, ${shownContent(scope, 'x', 'before')} AS before,
         ${shownContent(scope, 'x', 'after')} AS after`;
  const shown = sql`${wanted} AND x.id BETWEEN page.first_id AND page.last_id`;
  return scope.db.query(
    sql`SELECT ${ENTRY_COLUMNS}
     FROM unnest(${ids}::integer[]) AS wanted (change_set_id)
     CROSS JOIN LATERAL (
       SELECT min(n.id) AS first_id, max(n.id) AS last_id
       FROM (
         SELECT x.id FROM (
           (SELECT x.id FROM change_set_row x WHERE ${wanted} AND ${after} ORDER BY x.id LIMIT ${end})
           UNION ALL
           (SELECT x.id FROM change_set_chunk_key x WHERE ${wanted} AND ${begun} AND ${after}
            ORDER BY x.chunk_id, x.place LIMIT ${end})
         ) x
         ORDER BY ${orderBy} LIMIT ${page.limit + 1} OFFSET ${page.offset}
       ) n
     ) page
     CROSS JOIN LATERAL (
       SELECT ${content} FROM change_set_row x WHERE ${shown}
       UNION ALL
       SELECT ${content} FROM change_set_chunk_entry x
       WHERE ${shown} AND x.chunk_id <= page.last_id AND x.chunk_last_id >= page.first_id
     ) e
     ORDER BY e.change_set_id, e.id`,
  );
}

/** How many entries each change set has, those that the caller does not see among them. */
export function countAllEntries(
  scope: RequestScope,
  ids: readonly number[],
): Promise<{ changeSetId: number; total: number }[]> {
  return scope.db.query(
    sql`SELECT n.change_set_id AS "changeSetId", n.total AS total FROM count_entries(${ids}::integer[]) n`,
  );
}

/** How many entries each change set has that the caller sees. */
export function countEntries(
  scope: RequestScope,
  ids: readonly number[],
): Promise<{ changeSetId: number; total: number }[]> {
  const changeSets = sql`${ids}::integer[]`;
  // Who sees every line of business sees whole chunks.
  const chunks =
    scope.actor.lobScope === null
      ? sql`SELECT c.change_set_id, c.last_id - c.id + 1 FROM change_set_chunk c WHERE c.change_set_id = ANY(${changeSets})`
      : sql`SELECT c.change_set_id, 1 FROM change_set_chunk_key c WHERE c.change_set_id = ANY(${changeSets})`;
  return scope.db.query(
    sql`SELECT n.change_set_id AS "changeSetId", sum(n.total)::integer AS total
     FROM (
       SELECT e.change_set_id, count(*) AS total FROM change_set_row e
       WHERE e.change_set_id = ANY(${changeSets}) AND ${isVisible(scope, 'e')} GROUP BY e.change_set_id
       UNION ALL ${chunks}
     ) n
     GROUP BY n.change_set_id`,
  );
}
