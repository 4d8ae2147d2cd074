import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { readListPage, toConnection } from '../../../platform/graphql/schema/connection';
import { onceForField } from '../../../platform/graphql/selection/once-for-field';
import { wantedProperties } from '../../../platform/graphql/selection/wanted-properties';
import { AnswersMany } from '../../../platform/graphql/text/nodes-of-many';
import type { NodesOfMany } from '../../../platform/graphql/text/plain-text.model';
import { ListText } from '../../../platform/graphql/text/json-text';
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

/** Below what assignments are listed. */
interface Parent {
  kind: PageKind;
  of: AssignmentPageKey['of'];
}

interface Wanted extends Parent {
  args: AssignmentSpanArgs;
}

function spanOf(args: AssignmentSpanArgs, properties?: PageSpan['properties']) {
  const { fromWeek, toWeek } = args;
  const page = readListPage(args, PAGE_ORDER, { fromWeek, toWeek });
  const span: PageSpan = { ...page, fromWeek, toWeek, properties };
  return { page, span, spanKey: JSON.stringify(span) };
}

/** What is asked for of all parents alike. */
function ask(info: GraphQLResolveInfo, args: AssignmentSpanArgs) {
  return {
    ...spanOf(args, wantedProperties(info)),
    text: assignmentText(askedNodes(info, ['totalCount', '__typename'])),
    withTotal: selects(info, 'totalCount'),
  };
}

const askOnce = onceForField<ReturnType<typeof ask>>();

async function connect(scope: RequestScope, info: GraphQLResolveInfo, { kind, of, args }: Wanted) {
  const { page, span, spanKey, text, withTotal } = askOnce(info, () => ask(info, args));
  const key = { of, span, spanKey };
  const loaders = assignmentPages[kind];
  const total = withTotal ? scope.loader(loaders.count).load(key) : 0;
  if (text) {
    const [[nodes = ''], totalCount] = await Promise.all([
      scope.loader(loaders.texts(text)).load([key]),
      total,
    ]);
    return { nodes: new ListText(text.key, nodes), totalCount };
  }
  const [rows, totalCount] = await Promise.all([scope.loader(loaders.page).load(key), total]);
  return toConnection(rows, page, totalCount);
}

/** The assignments below all objects of a list. */
function ofMany<Row, Arguments extends AssignmentSpanArgs>(
  kinds: readonly PageKind[],
  parentOf: (row: Row) => Parent,
  type: new () => Arguments,
): NodesOfMany<Row, Arguments> {
  return {
    arguments: type,
    rows: assignmentText,
    async load({ scope, parents, arguments: args, rows }) {
      const { span, spanKey } = spanOf(args);
      const places = parents.map(parentOf);
      const texts = new Map<Parent, string>();
      await Promise.all(
        kinds.map(async (kind) => {
          const own = places.filter((place) => place.kind === kind);
          const keys = own.map(({ of }) => ({ of, span, spanKey }));
          const found = await scope.loader(assignmentPages[kind].texts(rows)).load(keys);
          own.forEach((place, n) => texts.set(place, found[n] ?? ''));
        }),
      );
      return places.map((place) => texts.get(place) ?? '');
    },
  };
}

const ofResource = ({ cn }: ResourceRow): Parent => ({ kind: 'resource', of: { cn } });
const ofTier = ({ id }: TierRow): Parent => ({ kind: 'tier', of: { tier_id: id } });
const ofWeek = ({ year, weekNumber, workType }: WeekConfigRow): Parent => ({
  kind: 'week',
  of: { year, week_number: weekNumber, work_type: workType },
});
const ofDemand = (forecast: ForecastRow): Parent => ({
  kind: forecast.isFrozen ? 'frozen' : 'live',
  of: demandColumns(forecast),
});

/** A person's assignments. */
@Resolver(() => Resource)
export class ResourceAssignmentsResolver {
  @AnswersMany(ofMany(['resource'], ofResource, AssignmentSpanArgs))
  @FieldResolver(() => AssignmentConnection, { description: `The person’s active assignments, ${ORDER}.` })
  assignments(
    @Ctx() scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Root() resource: ResourceRow,
    @Args(() => AssignmentSpanArgs) args: AssignmentSpanArgs,
  ) {
    return connect(scope, info, { ...ofResource(resource), args });
  }
}

/** A tier's assignments. */
@Resolver(() => CapacityTier)
export class TierAssignmentsResolver {
  @AnswersMany(ofMany(['tier'], ofTier, AssignmentSpanArgs))
  @FieldResolver(() => AssignmentConnection, { description: `The active assignments of the tier, ${ORDER}.` })
  assignments(
    @Ctx() scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Root() tier: TierRow,
    @Args(() => AssignmentSpanArgs) args: AssignmentSpanArgs,
  ) {
    return connect(scope, info, { ...ofTier(tier), args });
  }
}

/** A configured week's assignments. */
@Resolver(() => WeekConfig)
export class WeekAssignmentsResolver {
  @AnswersMany(ofMany(['week'], ofWeek, PageArgs))
  @FieldResolver(() => AssignmentConnection, {
    description: 'The active assignments of the week, of people whose location is the work type, by CN.',
  })
  assignments(
    @Ctx() scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Root() week: WeekConfigRow,
    @Args(() => PageArgs) args: PageArgs,
  ) {
    return connect(scope, info, { ...ofWeek(week), args });
  }
}

/** Who is on a demand. */
@Resolver(() => Forecast)
export class DemandAssignmentsResolver {
  @AnswersMany(ofMany(['live', 'frozen'], ofDemand, AssignmentSpanArgs))
  @FieldResolver(() => AssignmentConnection, {
    description: `Who is on this demand in this month, or in some weeks of it, ${ORDER}. Of a frozen month: as it stood when it was frozen.`,
  })
  assignments(
    @Ctx() scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Root() forecast: ForecastRow,
    @Args(() => AssignmentSpanArgs) args: AssignmentSpanArgs,
  ) {
    return connect(scope, info, { ...ofDemand(forecast), args });
  }
}
