import { ArrayMaxSize } from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { sortedPageArgs } from '../../platform/graphql/schema/page-args';
import { sortEnum } from '../../platform/graphql/schema/sort-enum';
import { SUMMARY_SORTING } from './summary.model';
import { YearMonthScalar } from '../../platform/graphql/schema/scalars';
import { NamesOf } from '../../platform/graphql/filters/filter-names';
import { CASE_TYPES, DEMAND_STATES, MAIN_LOBS } from '../demand';
import type { SummaryFilter } from './summary.model';

const MANY = 1000;

/** Which summaries to list. */
@InputType({
  description:
    'Which summaries: values of one filter are alternatives, different filters all apply; an empty list means none.',
})
export class MonthlySummaryFilterInput implements SummaryFilter {
  @ArrayMaxSize(6)
  @Field(() => [Int], { nullable: true, description: 'Forecast months of the report, 1 to 6.' })
  forecastMonthIndexes?: number[] | null;

  @ArrayMaxSize(MANY)
  @NamesOf(MAIN_LOBS)
  @Field(() => [String], { nullable: true, description: 'Lines of business, in any spelling.' })
  mainLobs?: string[] | null;

  @ArrayMaxSize(MANY)
  @NamesOf(DEMAND_STATES)
  @Field(() => [String], { nullable: true, description: 'State codes or `N/A`.' })
  states?: string[] | null;

  @ArrayMaxSize(MANY)
  @NamesOf(CASE_TYPES)
  @Field(() => [String], { nullable: true, description: 'Case types, in any spelling.' })
  caseTypes?: string[] | null;
}

const MonthlySummarySortEnum = sortEnum('MonthlySummarySort', SUMMARY_SORTING);

/** Arguments of the list of summaries. */
@ArgsType()
export class MonthlySummaryListArgs extends sortedPageArgs(MonthlySummarySortEnum) {
  @Field(() => YearMonthScalar, {
    nullable: true,
    description: 'Report month; that of the current report if absent.',
  })
  report?: string | null;

  @Field(() => MonthlySummaryFilterInput, { nullable: true, description: 'Which summaries.' })
  filter?: MonthlySummaryFilterInput | null;
}
