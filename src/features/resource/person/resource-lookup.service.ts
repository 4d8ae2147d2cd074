import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type { ResourceRow } from './resource.model';
import * as repository from './resource.repository';

/** People by CN, in no particular order. */
export function findResourcesByCns(scope: RequestScope, cns: readonly string[]): Promise<ResourceRow[]> {
  return repository.findResourcesByCns(scope, cns);
}

/** People by CN as they are now, kept so until the transaction ends; in order of CN. */
export function shareLockPeople(tx: WriteScope, cns: readonly string[]): Promise<ResourceRow[]> {
  return repository.lockResources(tx, cns, 'read');
}
