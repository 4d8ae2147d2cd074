import { ArrayMaxSize, ValidateNested } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { DemandFilterInput } from '../../demand/graphql';
import type { Dimension } from '../../figures';
import { getTotals, type TotalsRow, type TotalsSort } from './totals.service';
import { CapacityTotal, DimensionEnum, TotalsSortEnum } from './totals.type';

@ArgsType()
class CapacityTotalsArgs {
  @Field(() => YearMonthScalar, {
    nullable: true,
    description: 'Report month; that of the current report if absent.',
  })
  report?: string | null;

  @ArrayMaxSize(1_000)
  @Field(() => [YearMonthScalar], { nullable: true, description: 'Months of the report; all six if absent.' })
  months?: string[] | null;

  @ValidateNested()
  @Field(() => DemandFilterInput, { nullable: true, description: 'Which demands; all if absent.' })
  filter?: DemandFilterInput | null;

  @ArrayMaxSize(6)
  @Field(() => [DimensionEnum], { description: 'What is told apart besides the month; `[]` for the whole.' })
  groupBy: Dimension[];

  @Field(() => TotalsSortEnum, { defaultValue: 'name', description: 'Order.' })
  sort: TotalsSort;

  @Field(() => Int, { defaultValue: 50, description: 'How many rows, at most 1000.' })
  first: number;
}

/** Totals by any dimensions. */
@Resolver(() => CapacityTotal)
export class TotalsResolver {
  @Query(() => [CapacityTotal], {
    nullable: true,
    description:
      'Capacity against forecast by any dimensions and month, sorted: the top shortages and surpluses too; null if there is no such report.',
  })
  capacityTotals(
    @Ctx() scope: RequestScope,
    @Args(() => CapacityTotalsArgs) choice: CapacityTotalsArgs,
  ): Promise<TotalsRow[] | null> {
    return getTotals(scope, choice);
  }

  @FieldResolver(() => YearMonthScalar, { description: 'The month.' })
  month(@Root() { metrics }: TotalsRow): string {
    return metrics.monthStart;
  }

  @FieldResolver(() => Int, { description: 'Which of the report’s six forecast months, 1 to 6.' })
  forecastMonthIndex(@Root() { metrics }: TotalsRow): number {
    return metrics.forecastMonthIndex;
  }
}
