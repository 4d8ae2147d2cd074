import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { readListPage, readSortedPage, toConnection } from '../../platform/graphql/schema/connection';
import { PageArgs } from '../../platform/graphql/schema/page-args';
import { readId } from '../../platform/graphql/schema/read-id';
import { selects } from '../../platform/graphql/selection/selects';
import type { RequestScope } from '../../platform/scope/request-scope';
import { HistoryFilterInput, HistoryListArgs } from './history.input';
import { changeSetById, entriesOf, entryCount } from './history.loaders';
import { CHANGE_SET_SORTING, ENTRY_ORDER, type ChangeSetRow, type HistoryFilter } from './history.model';
import { findHistory, shownNote } from './history.service';
import { ChangeSet, ChangeSetConnection, ChangeSetEntryConnection } from './history.type';

/** Queries of who changed what and when. */
@Resolver(() => ChangeSet)
export class HistoryResolver {
  @Query(() => ChangeSetConnection, { description: 'Change sets, newest first unless sorted otherwise.' })
  async history(
    @Ctx() scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Args(() => HistoryListArgs) args: HistoryListArgs,
    @Arg('filter', () => HistoryFilterInput, { nullable: true, description: 'Which ones.' })
    filter?: HistoryFilterInput | null,
  ) {
    const page = readSortedPage(args, CHANGE_SET_SORTING, filter);
    const { rows, total } = await findHistory(scope, readFilter(filter), {
      ...page,
      counted: selects(info, 'totalCount'),
    });
    return toConnection(rows, page, total);
  }

  @Query(() => ChangeSet, {
    nullable: true,
    description: 'One change set; null if there is none of this number.',
  })
  changeSet(
    @Ctx() scope: RequestScope,
    @Arg('id', () => ID, { description: 'Number of the change set.' }) id: string,
  ) {
    return scope.loader(changeSetById).load(readId(id));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Why, in the words of whoever did it; the file of an import. Null too for a caller who sees only some of the changed rows.',
  })
  note(@Root() changeSet: ChangeSetRow, @Ctx() scope: RequestScope) {
    return shownNote(scope, changeSet);
  }

  @FieldResolver(() => ChangeSetEntryConnection, {
    description: 'The changed rows, in the order of their changes.',
  })
  async entries(
    @Root() changeSet: ChangeSetRow,
    @Ctx() scope: RequestScope,
    @Args(() => PageArgs) args: PageArgs,
  ) {
    const page = readListPage(args, ENTRY_ORDER);
    const [rows, total] = await Promise.all([
      scope.loader(entriesOf(page)).load(changeSet.id),
      scope.loader(entryCount).load(changeSet.id),
    ]);
    return toConnection(rows, page, total);
  }
}

function readFilter(filter: HistoryFilterInput | null | undefined): HistoryFilter {
  if (!filter) return {};
  const { ids, from, to, ...rest } = filter;
  const instant = (text: string | null | undefined): Date | undefined => (text ? new Date(text) : undefined);
  return { ...rest, ids: ids?.map((id) => readId(id, 'filter.ids')), from: instant(from), to: instant(to) };
}
