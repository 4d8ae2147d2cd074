import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { requestDataVersion } from '../../../platform/scope/data-version';
import { YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import { selectedFields } from '../../../platform/graphql/selection/selected-fields';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { CapacityTreeMonth } from './metrics.type';
import { CapacityTreeArgs, TreeGroupBy } from './tree.input';
import type { TreeNode } from '../nodes/tree.model';
import { findNode, openTree } from '../nodes/tree.service';
import { CapacityNode, CapacityTree } from './tree.type';
import { treeWants } from '../nodes/tree-wants.rules';

/** The tree and its nodes by id. */
@Resolver(() => CapacityTree)
export class TreeResolver {
  @Query(() => CapacityTree, {
    nullable: true,
    description: 'Capacity against forecast as a tree; null if there is no such report.',
  })
  capacityTree(
    @Ctx() scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Args(() => CapacityTreeArgs) { groupBy, ...choice }: CapacityTreeArgs,
  ): Promise<TreeNode | null> {
    const byCategory = groupBy === TreeGroupBy.CATEGORY;
    const wants = treeWants('total', selectedFields(info));
    return openTree(scope, { ...choice, byCategory, wants });
  }

  @Query(() => CapacityNode, {
    nullable: true,
    description: 'One node of a tree by its id; null if it does not stand any more.',
  })
  capacityNode(
    @Ctx() scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { description: 'Id that a node has given.' }) id: string,
  ): Promise<TreeNode | null> {
    return findNode(scope, id, (level) => treeWants(level, selectedFields(info)));
  }

  @FieldResolver(() => YearMonthScalar, { description: 'The report month.' })
  reportMonth(@Root() { tree }: TreeNode): string {
    return `${tree.reportMonth} ${tree.reportYear}`;
  }

  @FieldResolver(() => String, { description: 'Full name of the report month.' })
  reportMonthName(@Root() { tree }: TreeNode): string {
    return tree.reportMonth;
  }

  @FieldResolver(() => Int, { description: 'Year of the report month.' })
  reportYear(@Root() { tree }: TreeNode): number {
    return tree.reportYear;
  }

  @FieldResolver(() => Int, { description: 'Which of the six forecast months the figures are of.' })
  forecastMonthIndex(@Root() { tree }: TreeNode): number {
    return tree.month.forecastMonthIndex;
  }

  @FieldResolver(() => YearMonthScalar, { description: 'That month.' })
  month(@Root() { tree }: TreeNode): string {
    return tree.month.monthStart;
  }

  @FieldResolver(() => String, { description: 'Label of that month: `May-25`.' })
  monthLabel(@Root() { tree }: TreeNode): string {
    return tree.month.label;
  }

  @FieldResolver(() => Int, {
    description: 'Data version that the figures have at least: equal versions have equal figures.',
  })
  dataVersion(@Ctx() scope: RequestScope): Promise<number> {
    return scope.loader(requestDataVersion).load('all');
  }

  @FieldResolver(() => TreeGroupBy, { description: 'What the tree is split by first.' })
  groupBy(@Root() { tree }: TreeNode): TreeGroupBy {
    return tree.byCategory ? TreeGroupBy.CATEGORY : TreeGroupBy.LOB;
  }

  @FieldResolver(() => [YearMonthScalar], { description: 'The six months of the report, by index.' })
  months(@Root() { tree }: TreeNode) {
    return tree.months.map(({ monthStart }) => monthStart);
  }

  @FieldResolver(() => [CapacityTreeMonth], { description: 'The six months of the report, by index.' })
  reportMonths(@Root() { tree }: TreeNode) {
    return tree.months;
  }
}
