import { sqlOrdering } from '../../../platform/database/keyset';
import type { Page } from '../../../platform/database/page';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { RESOURCE_ORDERS, type ResourceSort } from './resource-list.model';
import type { ResourceRow } from '../person/resource.model';
import { readResource, RESOURCE_COLUMNS } from '../person/resource.repository';

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

const MATCHES = `($1::text[] IS NULL OR text_key(r.primary_platform) = ANY($1))
     AND ($2::text[] IS NULL OR r.location = ANY($2))
     AND ($3::boolean IS NULL OR r.is_active = $3)
     AND ($4::text[] IS NULL OR string_to_array(r.state_list, '|') && $4 OR ($5::boolean AND r.state_list = ''))
     AND ($6::text[] IS NULL OR string_to_array(text_key(r.skills), ',') && $6)
     AND ($7::text[] IS NULL OR EXISTS (
       SELECT FROM unnest($7) AS n (needle)
       WHERE strpos(text_key(concat_ws(E'\\n', r.cn, r.first_name || ' ' || r.last_name, r.opid)), n.needle) > 0))`;

/** Names have the database's collation, CNs that of bytes. */
const BY_BYTES = { lastName: 'r.last_name COLLATE "C"', firstName: 'r.first_name COLLATE "C"' };

function parameters(criteria: ResourceCriteria): unknown[] {
  const { platforms, locations, active, states, withoutStates, skills, needles } = criteria;
  return [platforms, locations, active, states, withoutStates, skills, needles];
}

/** A page of the people that match, in the order asked for. */
export function listResources(
  scope: RequestScope,
  criteria: ResourceCriteria,
  { sort, ...page }: Page & { sort: ResourceSort },
): Promise<ResourceRow[]> {
  const order = sqlOrdering(RESOURCE_ORDERS[sort], 'r', BY_BYTES);
  const after = order.after(page, 10);
  return scope.db.query(
    `SELECT ${RESOURCE_COLUMNS} FROM resource_v2 r WHERE ${MATCHES} ${after.sql}
     ORDER BY ${order.orderBy} LIMIT $8 OFFSET $9`,
    [...parameters(criteria), page.limit, page.offset, ...after.params],
    readResource,
  );
}

/** How many people match. */
export async function countResources(scope: RequestScope, criteria: ResourceCriteria): Promise<number> {
  const row = await scope.db.first<{ total: number }>(
    `SELECT count(*)::integer AS total FROM resource_v2 r WHERE ${MATCHES}`,
    parameters(criteria),
  );
  return row?.total ?? 0;
}

/** The platforms that anyone works on, also ones that only a roster names. */
export function listPlatforms(scope: RequestScope): Promise<string[]> {
  return scope.db.query(
    `SELECT DISTINCT r.primary_platform AS platform FROM resource_v2 r WHERE r.primary_platform <> '' ORDER BY platform`,
    [],
    (row) => row.platform as string,
  );
}
