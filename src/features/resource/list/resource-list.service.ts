import { refuseIssues } from '../../../domain/issue-collector';
import { describe } from '../../../domain/errors';
import { PLATFORMS } from '../../../domain/demand/lob';
import { textKey } from '../../../domain/text-key';
import type { Page } from '../../../platform/database/page';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { ResourceSort } from './resource-list.model';
import { readResourceFilter, type ReadFilter } from './resource-filter.rules';
import {
  countResources,
  listPlatforms,
  listResources,
  type ResourceCriteria,
} from './resource-list.repository';
import type { ResourceFilter, ResourceRow } from '../person/resource.model';

/** What of a list is wanted. */
export interface ResourcePage extends Page {
  filter?: ResourceFilter | null | undefined;
  sort?: ResourceSort | null | undefined;
  withTotal: boolean;
}

/** One page of people, with one row more than `limit` if more follow; `total` is 0 unless asked for. */
export async function getResources(
  scope: RequestScope,
  { filter, sort, withTotal, ...page }: ResourcePage,
): Promise<{ rows: ResourceRow[]; total: number }> {
  const criteria = await readCriteria(scope, filter ?? {});
  const [rows, total] = await Promise.all([
    listResources(scope, criteria, { ...page, sort: sort ?? 'cn', limit: page.limit + 1 }),
    withTotal ? countResources(scope, criteria) : 0,
  ]);
  return { rows, total };
}

async function readCriteria(scope: RequestScope, filter: ResourceFilter): Promise<ResourceCriteria> {
  const read = readResourceFilter(filter);
  await requireStoredPlatforms(scope, read.unknownPlatforms);
  return read;
}

/** Rosters may bring platforms that no rule knows: those are accepted once someone works on them. */
async function requireStoredPlatforms(
  scope: RequestScope,
  unknown: ReadFilter['unknownPlatforms'],
): Promise<void> {
  if (unknown.length === 0) return;
  const accepted = [...new Set([...PLATFORMS, ...(await listPlatforms(scope))])];
  const keys = new Set(accepted.map(textKey));
  refuseIssues(
    unknown
      .filter(({ value }) => !keys.has(textKey(value)))
      .map(({ path, value }) => ({
        path,
        message: `${describe(value)} is not accepted; expected ${accepted.join(', ')}`,
        value,
      })),
  );
}
