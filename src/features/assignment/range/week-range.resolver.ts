import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { GivenDecimal } from '../../../domain/decimal-input';
import type { WriteAnswer } from '../../../domain/writing';
import { mutate, type Payload } from '../../../platform/graphql/schema/mutate';
import { DecimalScalar } from '../../../platform/graphql/schema/scalars';
import { readId } from '../../../platform/graphql/schema/read-id';
import { WritePayload } from '../../../platform/graphql/writing/write-result.type';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { chosenDemand } from '../../demand';
import { MoveToInput } from '../change/assignment.input';
import { chosenProduction } from '../checks/read-assignment.service';
import { AssignWeeksInput, WeekRangeInput } from './week-range.input';
import { assignWeeks, freeWeeks, moveWeeks, pinWeeks, setWeekProduction } from './week-range.service';

const RANGE = 'Whose weeks.';

/** Acts on people over a range of weeks: one change set, and what became of each person-week. */
@Resolver()
export class WeekRangeResolver {
  @Mutation(() => WritePayload, { description: 'Assigns people to one demand in every week of a range.' })
  assignWeeks(
    @Ctx() scope: RequestScope,
    @Arg('range', () => WeekRangeInput, { description: RANGE }) range: WeekRangeInput,
    @Arg('to', () => AssignWeeksInput, { description: 'What they are assigned to.' }) to: AssignWeeksInput,
  ) {
    return act(scope, 'assignment.assignWeeks', async (tx) => {
      const { capacityTierId: tier, ...rest } = chosenProduction(to, 'to.');
      const capacityTierId = tier === null || tier === undefined ? null : readId(tier, 'to.capacityTierId');
      return assignWeeks(tx, { ...range, ...rest, ...(await chosenDemand(tx, to)), capacityTierId });
    });
  }

  @Mutation(() => WritePayload, {
    description: 'Moves people to another demand in every week of a range in which they are assigned.',
  })
  moveWeeks(
    @Ctx() scope: RequestScope,
    @Arg('range', () => WeekRangeInput, { description: RANGE }) range: WeekRangeInput,
    @Arg('to', () => MoveToInput, { description: 'Where they go.' }) to: MoveToInput,
  ) {
    return act(scope, 'assignment.moveWeeks', async (tx) =>
      moveWeeks(tx, range, { ...to, ...(await chosenDemand(tx, to)) }),
    );
  }

  @Mutation(() => WritePayload, { description: 'Frees people in every week of a range.' })
  freeWeeks(
    @Ctx() scope: RequestScope,
    @Arg('range', () => WeekRangeInput, { description: RANGE }) range: WeekRangeInput,
  ) {
    return act(scope, 'assignment.freeWeeks', (tx) => freeWeeks(tx, range));
  }

  @Mutation(() => WritePayload, {
    description: 'Pins people’s assignments in every week of a range, or lets allocation move them again.',
  })
  pinWeeks(
    @Ctx() scope: RequestScope,
    @Arg('range', () => WeekRangeInput, { description: RANGE }) range: WeekRangeInput,
    @Arg('pinned', () => Boolean, { defaultValue: true, description: 'False unpins.' }) pinned: boolean,
  ) {
    return act(scope, 'assignment.pinWeeks', (tx) => pinWeeks(tx, range, pinned));
  }

  @Mutation(() => WritePayload, {
    description:
      'Sets people’s production percentage in every week of a range in which they are assigned, and in those weeks only: an exception that steps and ramps leave alone.',
  })
  setWeekProduction(
    @Ctx() scope: RequestScope,
    @Arg('range', () => WeekRangeInput, { description: RANGE }) range: WeekRangeInput,
    @Arg('productionPercentage', () => DecimalScalar, {
      nullable: true,
      description:
        'Fraction 0–1, at most 4 decimal places; null or absent: the person’s own of each week again.',
    })
    productionPercentage: GivenDecimal | null | undefined,
  ) {
    return act(scope, 'assignment.setWeekProduction', (tx) =>
      setWeekProduction(tx, range, productionPercentage ?? null),
    );
  }
}

function act(
  scope: RequestScope,
  action: string,
  work: (tx: WriteScope) => Promise<WriteAnswer>,
): Promise<Payload<{ result: WriteAnswer }>> {
  return mutate(scope, { action }, async (tx) => ({ result: await work(tx) }));
}
