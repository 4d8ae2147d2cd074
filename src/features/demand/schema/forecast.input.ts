import { ArrayMaxSize, Max, Min } from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { CPH, FORECAST, type GivenDecimal } from '../../../domain/decimal-input';
import type { WorkType } from '../../../domain/demand/lob';
import { sortedPageArgs } from '../../../platform/graphql/schema/page-args';
import { sortEnum } from '../../../platform/graphql/schema/sort-enum';
import { DecimalScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import { IsDecimalIn, IsIntegerIn, IsText } from '../../../platform/graphql/schema/validators';
import { WorkTypeEnum } from '../../../platform/graphql/schema/work-type.enum';
import { FORECAST_SORTING, TARGET_CPH_SORTING } from '../table/forecast.model';
import { NamesOf } from '../../../platform/graphql/filters/filter-names';
import { CASE_TYPES, DEMAND_PLATFORMS, DEMAND_STATES, MAIN_LOBS } from '../names/demand-names.service';
import type { ForecastFilter } from '../table/forecast.model';

const NAME = { min: 1, max: 200 };
const MANY = 1000;

/** Orders of forecasts in lists. */
const ForecastSortEnum = sortEnum('ForecastSort', FORECAST_SORTING);
/** Orders of configured CPHs in lists. */
const TargetCphSortEnum = sortEnum('TargetCphSort', TARGET_CPH_SORTING);

/** Which forecasts to list. */
@InputType({
  description:
    'Which forecasts: values of one filter are alternatives, different filters all apply; an empty list means none.',
})
export class ForecastFilterInput implements ForecastFilter {
  @ArrayMaxSize(MANY)
  @Field(() => [YearMonthScalar], {
    nullable: true,
    description: 'Report months; without any the current one, unless `live` is given.',
  })
  reports?: string[] | null;

  @ArrayMaxSize(MANY)
  @Field(() => [YearMonthScalar], { nullable: true, description: 'Calendar months.' })
  months?: string[] | null;

  @ArrayMaxSize(MANY)
  @Field(() => [String], {
    nullable: true,
    description: 'Names of calendar months of any year, e.g. `May`; further alternatives of `months`.',
  })
  monthNames?: string[] | null;

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

  @ArrayMaxSize(MANY)
  @NamesOf(DEMAND_PLATFORMS)
  @Field(() => [String], { nullable: true, description: 'Platforms: Amisys, Facets, Xcelys.' })
  platforms?: string[] | null;

  @ArrayMaxSize(MANY)
  @Field(() => [WorkTypeEnum], { nullable: true, description: 'Work types.' })
  localities?: WorkType[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: rows of live months, whatever their report; false: rows of frozen months.',
  })
  live?: boolean | null;
}

/** Arguments of the list of forecasts. */
@ArgsType()
export class ForecastListArgs extends sortedPageArgs(ForecastSortEnum) {
  @Field(() => ForecastFilterInput, { nullable: true, description: 'Which forecasts.' })
  filter?: ForecastFilterInput | null;
}

/** One forecast to set. */
@InputType({
  description:
    'The forecast of one demand in one month; absent values stay as stored, null clears. The month is named by index, by calendar month, or both if they agree.',
})
export class SetForecastInput {
  @Field(() => YearMonthScalar, {
    nullable: true,
    description:
      'Report month. Without it the live report of the calendar month, or the current one for an index.',
  })
  reportMonth?: string | null;

  @Min(1)
  @Max(6)
  @Field(() => Int, { nullable: true, description: 'Which of the report’s six forecast months, 1 to 6.' })
  forecastMonthIndex?: number | null;

  @Field(() => YearMonthScalar, { nullable: true, description: 'Calendar month.' })
  forecastMonth?: string | null;

  @IsText(NAME)
  @Field(() => String, { description: 'Line of business, in any spelling.' })
  mainLob: string;

  @IsText(NAME)
  @Field(() => String, { description: 'USPS code, or `N/A`.' })
  state: string;

  @IsText(NAME)
  @Field(() => String, { description: 'Case type, in any spelling.' })
  caseType: string;

  @IsIntegerIn(FORECAST)
  @Field(() => Int, { nullable: true, description: 'Cases in the month; required for a new row.' })
  forecast?: number | null;

  @IsDecimalIn(CPH)
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Cases per hour of this row alone; at most 4 decimal places.',
  })
  targetCph?: GivenDecimal | null;

  @IsText({ max: 200 })
  @Field(() => String, { nullable: true, description: 'Call type id.' })
  callTypeId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version you last saw; a different stored one refuses the change.',
  })
  version?: number | null;
}

/** Which configured CPHs to list. */
@InputType({
  description:
    'Which configured CPHs: values of one filter are alternatives, different filters all apply; an empty list means none.',
})
export class TargetCphFilterInput {
  @ArrayMaxSize(MANY)
  @NamesOf(MAIN_LOBS)
  @Field(() => [String], { nullable: true, description: 'Lines of business, in any spelling.' })
  mainLobs?: string[] | null;

  @ArrayMaxSize(MANY)
  @NamesOf(CASE_TYPES)
  @Field(() => [String], { nullable: true, description: 'Case types, in any spelling.' })
  caseTypes?: string[] | null;
}

/** Arguments of the list of configured CPHs. */
@ArgsType()
export class TargetCphListArgs extends sortedPageArgs(TargetCphSortEnum) {
  @Field(() => TargetCphFilterInput, { nullable: true, description: 'Which pairs.' })
  filter?: TargetCphFilterInput | null;
}

/** One configured CPH to set. */
@InputType({ description: 'The cases per hour of a LOB and case type.' })
export class SetTargetCphInput {
  @IsText(NAME)
  @Field(() => String, { description: 'Line of business, in any spelling.' })
  mainLob: string;

  @IsText(NAME)
  @Field(() => String, { description: 'Case type, in any spelling.' })
  caseType: string;

  @IsDecimalIn(CPH)
  @Field(() => DecimalScalar, { description: 'Cases per hour, 0 to 9999.9999, at most 4 decimal places.' })
  targetCph: GivenDecimal;

  @Field(() => Int, {
    nullable: true,
    description: 'The version you last saw; a different stored one refuses the change.',
  })
  version?: number | null;
}
