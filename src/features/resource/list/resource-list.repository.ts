import { listOrder } from '../../../platform/database/keyset';
import type { Page } from '../../../platform/database/page';
import { allOf, sql, type Sql } from '../../../platform/database/sql';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { RESOURCE_ORDERS, type ResourceSort } from './resource-list.model';
import type { ResourceRow } from '../person/resource.model';
import { RESOURCE_COLUMNS } from '../person/resource.repository';

/** A filter with every value in the spelling that is compared; null = no restriction. */
export interface ResourceCriteria {
  /** Text keys. */
  platforms: readonly string[] | null;
  locations: readonly string[] | null;
  active: boolean | null;
  /** State codes including ALL. */
  states: readonly string[] | null;
  /** Whether people without any state count as having one of the states. */
  withoutStates: boolean;
  /** Text keys. */
  skills: readonly string[] | null;
  /** Text keys, any of which is looked for in CN, name and OPID. */
  needles: readonly string[] | null;
}

/** Conditions on a person `r`: those of the filters that are given. */
function matches(criteria: ResourceCriteria): Sql {
  const { platforms, locations, active, states, withoutStates, skills, needles } = criteria;
  const given: Sql[] = [];
  if (platforms) given.push(sql`text_key(r.primary_platform) = ANY(${platforms}::text[])`);
  if (locations) given.push(sql`r.location = ANY(${locations}::text[])`);
  if (active !== null) given.push(sql`r.is_active = ${active}`);
  if (states)
    given.push(
      sql`(string_to_array(r.state_list, '|') && ${states}::text[] OR (${withoutStates}::boolean AND r.state_list = ''))`,
    );
  if (skills) given.push(sql`string_to_array(text_key(r.skills), ',') && ${skills}::text[]`);
  if (needles)
    given.push(sql`EXISTS (SELECT FROM unnest(${needles}::text[]) AS n (needle)
       WHERE strpos(text_key(concat_ws(E'\\n', r.cn, r.first_name || ' ' || r.last_name, r.opid)), n.needle) > 0)`);
  return allOf(given);
}

/** Names have the database's collation, CNs that of bytes. */
const BY_BYTES = { lastName: sql`r.last_name COLLATE "C"`, firstName: sql`r.first_name COLLATE "C"` };

/** A page of the people that match, in the order asked for. */
export function listResources(
  scope: RequestScope,
  criteria: ResourceCriteria,
  { sort, ...page }: Page & { sort: ResourceSort },
): Promise<ResourceRow[]> {
  const order = listOrder(RESOURCE_ORDERS[sort], 'r', BY_BYTES);
  return scope.db.query(
    sql`SELECT ${RESOURCE_COLUMNS} FROM resource_v2 r WHERE ${matches(criteria)} AND ${order.after(page)}
     ORDER BY ${order.orderBy} LIMIT ${page.limit} OFFSET ${page.offset}`,
  );
}

/** How many people match. */
export async function countResources(scope: RequestScope, criteria: ResourceCriteria): Promise<number> {
  const row = await scope.db.first<{ total: number }>(
    sql`SELECT count(*)::integer AS total FROM resource_v2 r WHERE ${matches(criteria)}`,
  );
  return row?.total ?? 0;
}
