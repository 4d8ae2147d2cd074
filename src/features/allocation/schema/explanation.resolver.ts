import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { IsoWeek } from '../../../domain/time/iso-week';
import { IsoWeekScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { chosenDemand } from '../../demand';
import { DemandNameInput } from './allocation.input';
import { explainDemand, explainPerson, listHiringValues } from '../plans/explanation.service';
import { WhyNotAssigned, WhyShort } from './explanation.type';
import { ListedHire } from './hiring.type';

/** Questions about the assignments as they are stored now. */
@Resolver()
export class ExplanationResolver {
  @Query(() => WhyNotAssigned, { nullable: true, description: 'Why somebody has no assignment in a week.' })
  whyNotAssigned(
    @Ctx() scope: RequestScope,
    @Arg('resourceCn', () => String, { description: 'The person.' }) resourceCn: string,
    @Arg('week', () => IsoWeekScalar, { description: 'A week of the current report’s live months.' })
    week: IsoWeek,
  ) {
    return explainPerson(scope, resourceCn, week);
  }

  @Query(() => WhyShort, { nullable: true, description: 'Why a demand is short in a month.' })
  whyShort(
    @Ctx() scope: RequestScope,
    @Arg('demand', () => DemandNameInput, { description: 'The demand.' }) demand: DemandNameInput,
    @Arg('month', () => YearMonthScalar, { description: 'The month.' }) month: string,
  ) {
    return explainDemand(scope, chosenDemand(scope, demand), `${month}-01`);
  }

  @Query(() => [ListedHire], {
    nullable: true,
    description: 'Which kind of person, hired now, adds the most cases; each profile once.',
  })
  hiringValue(
    @Ctx() scope: RequestScope,
    @Arg('top', () => Int, { defaultValue: 20, description: 'Rows, 1 to 1000.' }) top: number,
    @Arg('month', () => YearMonthScalar, {
      nullable: true,
      description: 'Only this month; all months that are not over if absent.',
    })
    month?: string | null,
  ) {
    return listHiringValues(scope, top, month);
  }
}
