import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { readPage, toConnection } from '../../../platform/graphql/schema/connection';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { resourceByCn } from '../../resource';
import { Resource } from '../../resource/graphql';
import { peopleOn, weeksOf } from '../demand/demand-node.service';
import { AssignedPerson, AssignedPersonConnection, DemandWeek } from './demand-node.type';
import type { AssignedPerson as AssignedPersonRow, TreeNode } from '../nodes/tree.model';
import { CaseTypeNode } from './tree.type';

/** Fields of a demand. */
@Resolver(() => CaseTypeNode)
export class CaseTypeNodeResolver {
  @FieldResolver(() => [DemandWeek], { description: 'The 4 or 5 ISO weeks of the month, in order.' })
  weeks(@Ctx() scope: RequestScope, @Root() node: TreeNode) {
    return weeksOf(scope, node);
  }

  @FieldResolver(() => AssignedPersonConnection, { description: 'People assigned in the month, by CN.' })
  async people(
    @Ctx() scope: RequestScope,
    @Root() node: TreeNode,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many rows, at most 1000.' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last row of the page before.' })
    after?: string | null,
  ) {
    const page = readPage({
      first,
      ...(typeof after === 'string' && { after }),
    });
    return toConnection(await peopleOn(scope, node, page), page, node.metrics.fteCount);
  }
}

/** `AssignedPerson.resource`. */
@Resolver(() => AssignedPerson)
export class AssignedPersonResolver {
  @FieldResolver(() => Resource, { nullable: true, description: 'The person.' })
  resource(@Ctx() scope: RequestScope, @Root() person: AssignedPersonRow) {
    return scope.loader(resourceByCn).load(person.resourceCn);
  }
}
