import type { DomainError } from '../../../domain/errors';
import { alignMany, tupleKey } from '../../../platform/loaders/align';
import type { LoaderDef } from '../../../platform/scope/request-scope';
import type { ChangeSetRow } from '../../history';
import { listRevertFacts } from './revert-checks.repository';
import { revertRefusal } from './revert-refusal.service';

/** Why change sets cannot be taken back now by who asks, in a box, as an error by itself would count as a failure to load. */
export const refusalOfRevert: LoaderDef<ChangeSetRow, { refusal: DomainError | undefined }> = {
  name: 'refusalOfRevert',
  cacheKey: ({ id }) => tupleKey(id),
  batch: async (scope, changeSets) => {
    const ids = changeSets.map(({ id }) => id);
    const rows = await listRevertFacts(scope, ids);
    const facts = alignMany(ids, String, rows, ({ changeSetId }) => String(changeSetId));
    return changeSets.map((changeSet, i) => ({
      refusal: revertRefusal({ changeSet, facts: facts[i] ?? [], caller: scope.actor }),
    }));
  },
};
