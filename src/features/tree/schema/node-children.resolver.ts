import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { parseLob, type WorkType } from '../../../domain/demand/lob';
import { readPage, toConnection } from '../../../platform/graphql/schema/connection';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { WorkTypeEnum } from '../../../platform/graphql/schema/work-type.enum';
import { resourceByCn } from '../../resource';
import { Resource } from '../../resource/graphql';
import { peopleOn, weeksOf } from '../demand/demand-node.service';
import { AssignedPerson, AssignedPersonConnection, DemandWeek } from './demand-node.type';
import type { AssignedPerson as AssignedPersonRow, TreeNode } from '../nodes/tree.model';
import { childrenOf } from '../nodes/tree.service';
import { CaseTypeNode, CategoryNode, LobNode, StateNode } from './tree.type';

/** Fields of a category. */
@Resolver(() => CategoryNode)
export class CategoryNodeResolver {
  @FieldResolver(() => String, { description: 'Platform.' })
  platform(@Root() { path }: TreeNode): string | null {
    return path.platform;
  }

  @FieldResolver(() => WorkTypeEnum, { description: 'Work type: Domestic is onshore.' })
  locality(@Root() { path }: TreeNode): WorkType | null {
    return path.locality;
  }

  @FieldResolver(() => [LobNode], { description: 'Its lines of business by name.' })
  lobs(@Ctx() scope: RequestScope, @Root() node: TreeNode) {
    return childrenOf(scope, node, 'lob');
  }
}

/** Fields of a LOB. */
@Resolver(() => LobNode)
export class LobNodeResolver {
  @FieldResolver(() => String, { description: 'Platform that the LOB names.' })
  platform(@Root() { path }: TreeNode): string {
    return parseLob(path.mainLob ?? '').platform;
  }

  @FieldResolver(() => String, { description: 'Market that the LOB names.' })
  market(@Root() { path }: TreeNode): string {
    return parseLob(path.mainLob ?? '').market;
  }

  @FieldResolver(() => [StateNode], {
    description: 'Its states by name, `N/A` when it is not split by state.',
  })
  states(@Ctx() scope: RequestScope, @Root() node: TreeNode) {
    return childrenOf(scope, node, 'state');
  }
}

/** Fields of a state. */
@Resolver(() => StateNode)
export class StateNodeResolver {
  @FieldResolver(() => String, { description: 'USPS code, or `N/A`.' })
  code(@Root() { path }: TreeNode): string | null {
    return path.state;
  }

  @FieldResolver(() => [CaseTypeNode], { description: 'Its case types by name.' })
  caseTypes(@Ctx() scope: RequestScope, @Root() node: TreeNode) {
    return childrenOf(scope, node, 'caseType');
  }
}

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
