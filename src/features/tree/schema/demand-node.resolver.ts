import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { readPage, toConnection } from '../../../platform/graphql/schema/connection';
import { AnswersMany } from '../../../platform/graphql/text/nodes-of-many';
import { askedNodes } from '../../../platform/graphql/text/asked-text';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { resourceByCn } from '../../resource';
import { Resource } from '../../resource/graphql';
import { peopleText } from '../demand/leaf.loaders';
import { peopleOn, peopleTextOn, peopleTextOnMany, weeksOf } from '../demand/demand-node.service';
import { PeopleArgs } from './tree.input';
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

  @AnswersMany<TreeNode, PeopleArgs>({
    arguments: PeopleArgs,
    rows: peopleText,
    load: ({ scope, parents, arguments: choice, rows }) =>
      peopleTextOnMany(scope, parents, readPage(choice), rows),
  })
  @FieldResolver(() => AssignedPersonConnection, { description: 'People assigned in the month, by CN.' })
  async people(
    @Ctx() scope: RequestScope,
    @Root() node: TreeNode,
    @Info() info: GraphQLResolveInfo,
    @Args(() => PeopleArgs) choice: PeopleArgs,
  ) {
    const page = readPage(choice);
    const totalCount = node.metrics.fteCount;
    const nodes = await peopleTextOn(scope, node, page, askedNodes(info, ['totalCount', '__typename']));
    if (nodes) return { nodes, totalCount };
    return toConnection(await peopleOn(scope, node, page), page, totalCount);
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
