import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { failedPayload } from '../../../platform/graphql/schema/mutate';
import { UserError } from '../../../platform/graphql/schema/user-error.type';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { ChangeSetRow } from '../../history';
import { ChangeSet } from '../../history/graphql';
import { refusalOfRevert } from './revert.loaders';

/** Says beforehand what `revertChangeSet` would refuse. */
@Resolver(() => ChangeSet)
export class RevertibleResolver {
  @FieldResolver(() => [UserError], {
    description:
      'Why `revertChangeSet` would refuse to take this change set back now, as its `userErrors`: who asks may not, it is reverted already, later changes touched its rows, a month is closed, it froze months, or what it added is in use. Empty if nothing stands in the way.',
  })
  async whyNotRevertible(@Root() changeSet: ChangeSetRow, @Ctx() scope: RequestScope): Promise<UserError[]> {
    const { refusal } = await scope.loader(refusalOfRevert).load(changeSet);
    return refusal ? failedPayload(refusal).userErrors : [];
  }
}
