import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { readListPage, toConnection } from '../../../platform/graphql/schema/connection';
import { onceForField } from '../../../platform/graphql/selection/once-for-field';
import { wantedProperties } from '../../../platform/graphql/selection/wanted-properties';
import { askedNodes } from '../../../platform/graphql/text/asked-text';
import { selects } from '../../../platform/graphql/selection/selects';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { WeekConfigRow } from '../../calendar';
import { WeekConfig } from '../../calendar/graphql';
import type { ForecastRow } from '../../demand';
import { Forecast } from '../../demand/graphql';
import type { ResourceRow } from '../../resource';
import { Resource } from '../../resource/graphql';
import type { TierRow } from '../../tier';
import { CapacityTier } from '../../tier/graphql';
import { PageArgs } from '../../../platform/graphql/schema/page-args';
import { AssignmentSpanArgs } from './assignment-list.input';
import { assignmentPages, assignmentText, demandColumns } from '../table/assignment.loaders';
import {
  PAGE_ORDER,
  type AssignmentPageKey,
  type PageKind,
  type PageSpan,
} from '../table/assignment-pages.model';
import { AssignmentConnection } from '../table/assignment.type';

const ORDER = 'by year, week and CN';

interface Wanted {
  kind: PageKind;
  of: AssignmentPageKey['of'];
  args: AssignmentSpanArgs;
}

/** What is asked for of all parents alike. */
function ask(info: GraphQLResolveInfo, args: AssignmentSpanArgs) {
  const { fromWeek, toWeek } = args;
  const page = readListPage(args, PAGE_ORDER, { fromWeek, toWeek });
  const span: PageSpan = { ...page, fromWeek, toWeek, properties: wantedProperties(info) };
  return {
    page,
    span,
    spanKey: JSON.stringify(span),
    text: assignmentText(askedNodes(info, ['totalCount', '__typename'])),
    withTotal: selects(info, 'totalCount'),
  };
}

const askOnce = onceForField<ReturnType<typeof ask>>();

async function connect(scope: RequestScope, info: GraphQLResolveInfo, { kind, of, args }: Wanted) {
  const { page, span, spanKey, text, withTotal } = askOnce(info, () => ask(info, args));
  const key = { of, span, spanKey };
  const loaders = assignmentPages[kind];
  if (text && !withTotal) return { nodes: await scope.loader(loaders.text(text)).load(key), totalCount: 0 };
  const total = withTotal ? scope.loader(loaders.count).load(key) : 0;
  if (text) {
    const [nodes, totalCount] = await Promise.all([scope.loader(loaders.text(text)).load(key), total]);
    return { nodes, totalCount };
  }
  const [rows, totalCount] = await Promise.all([scope.loader(loaders.page).load(key), total]);
  return toConnection(rows, page, totalCount);
}

/** A person's assignments. */
@Resolver(() => Resource)
export class ResourceAssignmentsResolver {
  @FieldResolver(() => AssignmentConnection, { description: `The person’s active assignments, ${ORDER}.` })
  assignments(
    @Ctx() scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Root() resource: ResourceRow,
    @Args(() => AssignmentSpanArgs) args: AssignmentSpanArgs,
  ) {
    return connect(scope, info, { kind: 'resource', of: { cn: resource.cn }, args });
  }
}

/** A tier's assignments. */
@Resolver(() => CapacityTier)
export class TierAssignmentsResolver {
  @FieldResolver(() => AssignmentConnection, { description: `The active assignments of the tier, ${ORDER}.` })
  assignments(
    @Ctx() scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Root() tier: TierRow,
    @Args(() => AssignmentSpanArgs) args: AssignmentSpanArgs,
  ) {
    return connect(scope, info, { kind: 'tier', of: { tier_id: tier.id }, args });
  }
}

/** A configured week's assignments. */
@Resolver(() => WeekConfig)
export class WeekAssignmentsResolver {
  @FieldResolver(() => AssignmentConnection, {
    description: 'The active assignments of the week, of people whose location is the work type, by CN.',
  })
  assignments(
    @Ctx() scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Root() week: WeekConfigRow,
    @Args(() => PageArgs) args: PageArgs,
  ) {
    const of = { year: week.year, week_number: week.weekNumber, work_type: week.workType };
    return connect(scope, info, { kind: 'week', of, args });
  }
}

/** Who is on a demand. */
@Resolver(() => Forecast)
export class DemandAssignmentsResolver {
  @FieldResolver(() => AssignmentConnection, {
    description: `Who is on this demand in this month, or in some weeks of it, ${ORDER}. Of a frozen month: as it stood when it was frozen.`,
  })
  assignments(
    @Ctx() scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Root() forecast: ForecastRow,
    @Args(() => AssignmentSpanArgs) args: AssignmentSpanArgs,
  ) {
    const kind = forecast.isFrozen ? 'frozen' : 'live';
    return connect(scope, info, { kind, of: demandColumns(forecast), args });
  }
}
