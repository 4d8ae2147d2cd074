import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { mutate, type Payload } from '../../../platform/graphql/schema/mutate';
import { readId } from '../../../platform/graphql/schema/read-id';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { changeSetById, type ChangeSetRow } from '../../history';
import { revertChangeSet, type Reverted } from './revert.service';
import { RevertChangeSetPayload } from './revert.type';

/** Takes back what a change set did. */
@Resolver()
export class RevertResolver {
  @Mutation(() => RevertChangeSetPayload, {
    description:
      'Takes back a change set of any kind: each of its rows is again as it was before. Refused when a later change set touched one of them, and for a report import that froze months.',
  })
  async revertChangeSet(
    @Ctx() scope: RequestScope,
    @Arg('id', () => ID, { description: 'Number of the change set to take back.' }) id: string,
    @Arg('note', () => String, { nullable: true, description: 'Why.' }) note?: string,
  ): Promise<Payload<Reverted & { changeSet: ChangeSetRow }>> {
    const reverted = readId(id);
    const payload = await mutate(
      scope,
      { action: 'change_set.revert', note, reverts: reverted, lock: 'exclusive' },
      async (tx) => ({
        ...(await revertChangeSet(tx, reverted)),
        changeSetId: tx.changeSetId,
      }),
    );
    if (payload.changeSetId === undefined) return payload;
    return { ...payload, changeSet: await scope.loader(changeSetById).load(payload.changeSetId) };
  }
}
