import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { normaliseCn } from '../../../domain/demand/cn';
import type { IsoWeek } from '../../../domain/time/iso-week';
import { readSortedPage, toConnection } from '../../../platform/graphql/schema/connection';
import { mutate, type Payload } from '../../../platform/graphql/schema/mutate';
import { DecimalScalar, IsoWeekScalar } from '../../../platform/graphql/schema/scalars';
import { selects } from '../../../platform/graphql/selection/selects';
import type { Change, RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { createResource, type ChangedResource } from '../person/create-resource.service';
import { reactivateResource } from '../person/resource-activity.service';
import { ResourceListArgs } from './resource-list.input';
import { RESOURCE_SORTING } from '../list/resource-list.model';
import { getResources } from '../list/resource-list.service';
import { CreateResourceInput, UpdateResourceInput } from './resource.input';
import {
  busyElsewhereByCn,
  percentageInWeek,
  productionStepsByCn,
  resourceByCn,
  weekExceptionsByCn,
} from './resource.loaders';
import type { ResourceRow } from '../person/resource.model';
import type { ProductionStepRow, WeekExceptionRow } from '../production/production-step.model';
import {
  ProductionStep,
  Resource,
  ResourceConnection,
  ResourcePayload,
  WeekException,
} from './resource.type';
import { needsExclusiveLock, updateResource } from '../person/update-resource.service';

const CN = 'CN of the person, in any case.';

/** Queries and mutations of people. */
@Resolver(() => Resource)
export class ResourceResolver {
  @Query(() => ResourceConnection, { description: 'People, by CN unless sorted otherwise.' })
  async resources(
    @Ctx() scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Args(() => ResourceListArgs) { filter, ...choice }: ResourceListArgs,
  ) {
    const page = readSortedPage(choice, RESOURCE_SORTING, filter);
    const withTotal = selects(info, 'totalCount');
    const { rows, total } = await getResources(scope, { filter, ...page, withTotal });
    return toConnection(rows, page, total);
  }

  @Query(() => Resource, { nullable: true, description: 'One person; null if there is none of this CN.' })
  resource(@Ctx() scope: RequestScope, @Arg('cn', () => String, { description: CN }) cn: string) {
    return scope.loader(resourceByCn).load(normaliseCn(cn));
  }

  @Mutation(() => ResourcePayload, { description: 'Adds a person, active from the start.' })
  createResource(
    @Ctx() scope: RequestScope,
    @Arg('input', () => CreateResourceInput, { description: 'The new person.' }) input: CreateResourceInput,
  ) {
    return change(scope, { action: 'resource.create' }, (tx) => createResource(tx, input));
  }

  @Mutation(() => ResourcePayload, {
    description:
      'Changes the given fields of a person; assignments stay. A new location recomputes their capacities in live, unclosed months.',
  })
  updateResource(
    @Ctx() scope: RequestScope,
    @Arg('cn', () => String, { description: CN }) cn: string,
    @Arg('input', () => UpdateResourceInput, { description: 'What to change.' }) input: UpdateResourceInput,
  ) {
    const lock = needsExclusiveLock(input) ? 'exclusive' : 'shared';
    return change(scope, { action: 'resource.update', lock }, (tx) =>
      updateResource(tx, normaliseCn(cn), input),
    );
  }

  @Mutation(() => ResourcePayload, { description: 'Makes an inactive person active again.' })
  reactivateResource(
    @Ctx() scope: RequestScope,
    @Arg('cn', () => String, { description: CN }) cn: string,
    @Arg('version', () => Int, { nullable: true, description: 'The version you last saw.' })
    version?: number | null,
  ) {
    return change(scope, { action: 'resource.reactivate' }, async (tx) => ({
      resource: await reactivateResource(tx, normaliseCn(cn), { version }),
      warnings: [],
    }));
  }

  @FieldResolver(() => [ProductionStep], {
    description:
      'Changes of the production percentage in order of weeks; empty = the base percentage always holds.',
  })
  productionSteps(@Ctx() scope: RequestScope, @Root() resource: ResourceRow) {
    return scope.loader(productionStepsByCn).load(resource.cn);
  }

  @FieldResolver(() => [WeekException], {
    description:
      'Percentages set for single weeks (leave, training), in order of weeks; each beats the steps and the base.',
  })
  weekExceptions(@Ctx() scope: RequestScope, @Root() resource: ResourceRow) {
    return scope.loader(weekExceptionsByCn).load(resource.cn);
  }

  @FieldResolver(() => [IsoWeekScalar], {
    description:
      'Weeks in which the person works for lines of business that the caller does not see: neither free nor listed.',
  })
  busyElsewhere(@Ctx() scope: RequestScope, @Root() resource: ResourceRow): Promise<IsoWeek[]> {
    return scope.loader(busyElsewhereByCn).load(resource.cn);
  }

  @FieldResolver(() => DecimalScalar, {
    nullable: true,
    description:
      'Production percentage in an ISO week as a fraction 0–1: the exception of that week, else the last step at or before it, else the base.',
  })
  productionIn(
    @Ctx() scope: RequestScope,
    @Root() resource: ResourceRow,
    @Arg('week', () => IsoWeekScalar, { description: 'The ISO week, `2025-W18`.' }) week: IsoWeek,
  ) {
    return scope.loader(percentageInWeek).load({ cn: resource.cn, week });
  }
}

/** Derived field of a production step. */
@Resolver(() => ProductionStep)
export class ProductionStepResolver {
  @FieldResolver(() => IsoWeekScalar, { description: 'First ISO week of the step.' })
  week(@Root() step: ProductionStepRow): IsoWeek {
    return { year: step.year, week: step.weekNumber };
  }
}

/** Derived field of an exception. */
@Resolver(() => WeekException)
export class WeekExceptionResolver {
  @FieldResolver(() => IsoWeekScalar, { description: 'The ISO week.' })
  week(@Root() exception: WeekExceptionRow): IsoWeek {
    return { year: exception.year, week: exception.weekNumber };
  }
}

/** A mutation of one person; a refused one has no warnings. */
async function change(
  scope: RequestScope,
  how: Change,
  work: (tx: WriteScope) => Promise<ChangedResource>,
): Promise<Payload<ChangedResource> & Pick<ChangedResource, 'warnings'>> {
  return { warnings: [], ...(await mutate(scope, how, work)) };
}
