import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { invalid } from '../../../domain/errors';
import {
  compareWeeks,
  formatIsoWeek,
  requireIsoWeek,
  weekEnd,
  type IsoWeek,
} from '../../../domain/time/iso-week';
import { parseWorkType } from '../../../domain/demand/lob';
import { readSortedPage, toConnection } from '../../../platform/graphql/schema/connection';
import { IsoWeekScalar } from '../../../platform/graphql/schema/scalars';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { chosenDemand } from '../../demand';
import { RESOURCE_SORTING, resourceByCn } from '../../resource';
import { Resource, ResourceConnection } from '../../resource/graphql';
import { CandidateArgs, FreeResourcesArgs } from '../list/assignment-list.input';
import { DemandInput } from '../change/assignment.input';
import type { Candidate } from '../table/assignment-pages.model';
import { CandidateType, EligibilityType } from './question.type';
import { getCandidates, getEligibility, getFreePeople } from './questions.service';

const WEEK = 'The ISO week, `2025-W18`.';
const DEMAND = 'The demand.';

/** The questions that planners ask. */
@Resolver(() => CandidateType)
export class QuestionResolver {
  @Query(() => EligibilityType, {
    nullable: true,
    description: 'Whether a person can serve a demand in a week, and every reason why not.',
  })
  async eligibility(
    @Ctx() scope: RequestScope,
    @Arg('resourceCn', () => String, { description: 'CN of the person.' }) resourceCn: string,
    @Arg('demand', () => DemandInput, { description: DEMAND }) demand: DemandInput,
    @Arg('week', () => IsoWeekScalar, { description: WEEK }) week: IsoWeek,
  ) {
    return getEligibility(scope, { ...(await chosenDemand(scope, demand)), resourceCn, week });
  }

  @Query(() => ResourceConnection, {
    nullable: true,
    description:
      'Active people without an assignment in a week, or in every week up to `toWeek`, with the skill, state … asked for; by CN unless sorted otherwise.',
  })
  async freeResources(
    @Ctx() scope: RequestScope,
    @Args(() => FreeResourcesArgs)
    { week, toWeek, skill, state, platform, location, ...args }: FreeResourcesArgs,
  ) {
    const workType = location ? parseWorkType(location) : null;
    if (workType === undefined)
      throw invalid('location', location, 'Domestic (Onshore) or Global (Offshore)');
    const filter = {
      week: requireIsoWeek(week),
      toWeek: lastWeek(week, toWeek),
      weekEnd: weekEnd(week),
      skill,
      state,
      platform,
      location: workType,
    };
    const page = readSortedPage(args, RESOURCE_SORTING, filter);
    const { people, total } = await getFreePeople(scope, filter, page);
    return toConnection(people, page, total);
  }

  @Query(() => [CandidateType], {
    nullable: true,
    description:
      'Best people for a gap: eligible and free in the week, or in weeks of the month; greatest capacity first, then by CN.',
  })
  async candidates(
    @Ctx() scope: RequestScope,
    @Arg('demand', () => DemandInput, { description: DEMAND }) demand: DemandInput,
    @Args(() => CandidateArgs) { when, first }: CandidateArgs,
  ) {
    return getCandidates(scope, await chosenDemand(scope, demand), { ...when, first });
  }

  @FieldResolver(() => Resource, { nullable: true, description: 'The person.' })
  resource(@Ctx() scope: RequestScope, @Root() candidate: Candidate) {
    return scope.loader(resourceByCn).load(candidate.cn);
  }
}

/** The last week of a span that begins with `from`. */
function lastWeek(from: IsoWeek, to: IsoWeek | null | undefined): IsoWeek {
  const last = to ? requireIsoWeek(to, 'toWeek') : from;
  if (compareWeeks(last, from) < 0)
    throw invalid('toWeek', formatIsoWeek(last), `a week not before ${formatIsoWeek(from)}`);
  return last;
}
