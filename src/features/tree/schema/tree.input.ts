import { ArrayMaxSize, ValidateNested } from 'class-validator';
import { ArgsType, Field, InputType, Int, registerEnumType } from 'type-graphql';
import type { WorkType } from '../../../domain/demand/lob';
import { WorkTypeEnum } from '../../../platform/graphql/schema/work-type.enum';
import { ReportInput } from '../../demand/graphql';

const MANY = 1000;

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

/** Which demands to count. */
@InputType({
  description:
    'Which demands a tree counts: values of one filter are alternatives, different filters all apply. Every figure, head counts too, is of the selection.',
})
export class CapacityTreeFilterInput {
  @ArrayMaxSize(MANY)
  @Field(() => [String], { nullable: true, description: 'Lines of business, in any spelling.' })
  mainLobs?: string[] | null;

  @ArrayMaxSize(MANY)
  @Field(() => [String], { nullable: true, description: 'State codes or `N/A`.' })
  states?: string[] | null;

  @ArrayMaxSize(MANY)
  @Field(() => [String], { nullable: true, description: 'Case types, in any spelling.' })
  caseTypes?: string[] | null;

  @ArrayMaxSize(MANY)
  @Field(() => [String], { nullable: true, description: 'Platforms: Amisys, Facets, Xcelys.' })
  platforms?: string[] | null;

  @ArrayMaxSize(MANY)
  @Field(() => [String], { nullable: true, description: 'Markets that the LOBs name, e.g. `Medicaid`.' })
  markets?: string[] | null;

  @ArrayMaxSize(2)
  @Field(() => [WorkTypeEnum], { nullable: true, description: 'Work types.' })
  localities?: WorkType[] | null;
}

/** Arguments of the tree. */
@ArgsType()
export class CapacityTreeArgs {
  @ValidateNested()
  @Field(() => ReportInput, { nullable: true, description: 'The report; the current one if absent.' })
  report?: ReportInput | null;

  @Field(() => Int, { defaultValue: 1, description: 'Forecast month whose figures are shown, 1 to 6.' })
  forecastMonthIndex: number;

  @ValidateNested()
  @Field(() => CapacityTreeFilterInput, { nullable: true, description: 'Which demands; all if absent.' })
  filter?: CapacityTreeFilterInput | null;

  @Field(() => TreeGroupBy, {
    defaultValue: TreeGroupBy.LOB,
    description: 'What the tree is split by first.',
  })
  groupBy: TreeGroupBy;
}
