import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { IsoWeek } from '../../../domain/time/iso-week';
import { IsoWeekScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import { readSortedPage } from '../../../platform/graphql/schema/connection';
import { readId } from '../../../platform/graphql/schema/read-id';
import { selects } from '../../../platform/graphql/selection/selects';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { weekConfigByKey } from '../../calendar';
import { WeekConfig } from '../../calendar/graphql';
import { forecastByKey } from '../../demand';
import { Forecast } from '../../demand/graphql';
import { resourceByCn } from '../../resource';
import { Resource } from '../../resource/graphql';
import { tierById } from '../../tier';
import { CapacityTier } from '../../tier/graphql';
import { getAssignments } from './assignment-list.service';
import { monthOfRow } from '../checks/locked-set.service';
import { AssignmentListArgs } from './assignment-list.input';
import { assignmentById } from '../table/assignment.loaders';
import { ASSIGNMENT_SORTING, type AssignmentRow } from '../table/assignment.model';
import { AssignmentConnection, WeeklyAssignment } from '../table/assignment.type';

/** Queries of assignments, and what an assignment is connected with. */
@Resolver(() => WeeklyAssignment)
export class AssignmentResolver {
  @Query(() => AssignmentConnection, {
    description:
      'Assignments, by year, week and CN unless sorted otherwise; active ones unless asked otherwise.',
  })
  assignments(
    @Ctx() scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Args(() => AssignmentListArgs) { filter, ...choice }: AssignmentListArgs,
  ) {
    const page = readSortedPage(choice, ASSIGNMENT_SORTING, filter);
    return getAssignments(scope, filter ?? {}, { ...page, withTotal: selects(info, 'totalCount') });
  }

  @Query(() => WeeklyAssignment, {
    nullable: true,
    description: 'One assignment, deallocated ones too; null if there is none of this number.',
  })
  assignment(
    @Ctx() scope: RequestScope,
    @Arg('id', () => ID, { description: 'Number of the assignment.' }) id: string,
  ) {
    return scope.loader(assignmentById).load(readId(id));
  }

  @FieldResolver(() => IsoWeekScalar, { description: 'The ISO week, `2025-W18`.' })
  week(@Root() row: AssignmentRow): IsoWeek {
    return { year: row.year, week: row.weekNumber };
  }

  @FieldResolver(() => YearMonthScalar, { description: 'The calendar month that the week belongs to.' })
  month(@Root() row: AssignmentRow): string {
    return monthOfRow(row);
  }

  @FieldResolver(() => Resource, { nullable: true, description: 'The person.' })
  resource(@Ctx() scope: RequestScope, @Root() row: AssignmentRow) {
    return scope.loader(resourceByCn).load(row.resourceCn);
  }

  @FieldResolver(() => CapacityTier, { nullable: true, description: 'The capacity tier.' })
  tier(@Ctx() scope: RequestScope, @Root() row: AssignmentRow) {
    return scope.loader(tierById).load(row.capacityTierId);
  }

  @FieldResolver(() => Forecast, {
    nullable: true,
    description: 'The demand in the month of the week, with its forecast.',
  })
  demand(@Ctx() scope: RequestScope, @Root() row: AssignmentRow) {
    return scope.loader(forecastByKey).load({
      reportMonth: row.reportMonth,
      reportYear: row.reportYear,
      forecastMonthIndex: row.forecastMonthIndex,
      mainLob: row.demandMainLob,
      state: row.demandState,
      caseType: row.demandCaseType,
    });
  }

  @FieldResolver(() => WeekConfig, {
    nullable: true,
    description: 'The configuration of the week for the person’s location.',
  })
  async weekConfig(@Ctx() scope: RequestScope, @Root() row: AssignmentRow) {
    const person = await scope.loader(resourceByCn).load(row.resourceCn);
    if (!person) return null;
    const { year, weekNumber: week } = row;
    return scope.loader(weekConfigByKey).load({ year, week, workType: person.location });
  }
}
