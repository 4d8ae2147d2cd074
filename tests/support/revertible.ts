import { DomainError } from '../../src/domain/errors';
import { revertChangeSet } from '../../src/features/assignment';
import { refusalOfRevert } from '../../src/features/assignment/revert/revert.loaders';
import { changeSetById } from '../../src/features/history';
import type { RequestScope, WriteScope } from '../../src/platform/scope/request-scope';

/** Why a change set cannot be taken back, as it is said beforehand; undefined if it can be, or if there is none. */
export async function foretoldRefusal(scope: RequestScope, id: number): Promise<DomainError | undefined> {
  const changeSet = await scope.loader(changeSetById).load(id);
  return changeSet && (await scope.loader(refusalOfRevert).load(changeSet)).refusal;
}

/** Takes a change set back; fails where that is refused otherwise than was foretold. `foretold` was asked before the change began. */
export async function revertAsForetold(
  tx: WriteScope,
  id: number,
  foretold: DomainError | undefined,
): Promise<void> {
  const refused = await revertChangeSet(tx, id).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (refused instanceof DomainError && refused.code === 'NOT_FOUND') throw refused;
  const shown = (error: unknown): string =>
    error instanceof DomainError ? JSON.stringify([error.code, error.issues]) : String(error);
  if (shown(refused) !== shown(foretold))
    throw new Error('not as foretold', { cause: { id, foretold: shown(foretold), refused: shown(refused) } });
  if (refused) throw refused as DomainError;
}
