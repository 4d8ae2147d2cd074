import type { RequestScope } from '../../../platform/scope/request-scope';
import type { ResourceRow } from './resource.model';
import * as repository from './resource.repository';

/** People by CN, in no particular order. */
export function findResourcesByCns(scope: RequestScope, cns: readonly string[]): Promise<ResourceRow[]> {
  return repository.findResourcesByCns(scope, cns);
}
