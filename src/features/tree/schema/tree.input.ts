import { ValidateNested } from 'class-validator';
import { ArgsType, Field, Int, registerEnumType } from 'type-graphql';
import { YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import { DemandFilterInput } from '../../demand/graphql';

/** What a tree is split by first. */
export enum TreeGroupBy {
  LOB = 'LOB',
  CATEGORY = 'CATEGORY',
}

registerEnumType(TreeGroupBy, {
  name: 'TreeGroupBy',
  description: 'What a tree is split by first.',
  valuesConfig: {
    LOB: { description: 'LOB → state → case type.' },
    CATEGORY: { description: 'Category (platform and onshore/offshore) → LOB → state → case type.' },
  },
});

/** Arguments of the tree. */
@ArgsType()
export class CapacityTreeArgs {
  @Field(() => YearMonthScalar, {
    nullable: true,
    description: 'Report month; that of the current report if absent.',
  })
  report?: string | null;

  @Field(() => YearMonthScalar, {
    nullable: true,
    description:
      'Month whose figures are shown, one of the report’s six: stays the same month in every report.',
  })
  month?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Forecast month whose figures are shown, 1 to 6, where `month` is absent; default 1.',
  })
  forecastMonthIndex?: number | null;

  @ValidateNested()
  @Field(() => DemandFilterInput, { nullable: true, description: 'Which demands; all if absent.' })
  filter?: DemandFilterInput | null;

  @Field(() => TreeGroupBy, {
    defaultValue: TreeGroupBy.LOB,
    description: 'What the tree is split by first.',
  })
  groupBy: TreeGroupBy;
}

/** Arguments of the people on a demand. */
@ArgsType()
export class PeopleArgs {
  @Field(() => Int, { defaultValue: 50, description: 'How many rows, at most 1000.' })
  first: number;

  @Field(() => String, { nullable: true, description: 'Cursor of the last row of the page before.' })
  after?: string | null;
}
