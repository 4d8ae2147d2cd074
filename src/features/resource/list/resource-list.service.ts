import type { Page } from '../../../platform/database/page';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { readResourceFilter } from './resource-filter.rules';
import { countResources, listResources } from './resource-list.repository';
import type { ResourceFilter, ResourceRow } from '../person/resource.model';

/** What of a list is wanted. */
export interface ResourcePage extends Page {
  filter?: ResourceFilter | null | undefined;
  withTotal: boolean;
}

/** One page of people, with one row more than `limit` if more follow; `total` is 0 unless asked for. */
export async function getResources(
  scope: RequestScope,
  { filter, withTotal, ...page }: ResourcePage,
): Promise<{ rows: ResourceRow[]; total: number }> {
  const criteria = readResourceFilter(filter ?? {});
  const [rows, total] = await Promise.all([
    listResources(scope, criteria, { ...page, limit: page.limit + 1 }),
    withTotal ? countResources(scope, criteria) : 0,
  ]);
  return { rows, total };
}
