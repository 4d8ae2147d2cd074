import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { WorkType } from '../../../domain/demand/lob';
import { stateName } from '../../../domain/demand/states';
import { monthFromStart, monthLabel } from '../../../domain/time/month';
import { connectionTypes } from '../../../platform/graphql/schema/connection';
import { Derived } from '../../../platform/graphql/schema/derived';
import { DecimalScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import { UserError } from '../../../platform/graphql/schema/user-error.type';
import { WorkTypeEnum } from '../../../platform/graphql/schema/work-type.enum';
import type { ForecastRow, TargetCphRow } from '../table/forecast.model';

const VERSION = 'Raised by every change; send it back to detect that someone else changed the row meanwhile.';

/** GraphQL face of one demand in one forecast month. */
@ObjectType({
  description: 'The forecast of one demand (LOB × state × case type) in one forecast month of one report.',
  simpleResolvers: true,
})
export class Forecast implements ForecastRow {
  @Field(() => ID, { description: 'Number of the row.' })
  id: number;

  @Field(() => String, { name: 'reportMonthName', description: 'Full name of the report month.' })
  @Derived(({ reportMonth }: ForecastRow) => reportMonth, ['reportMonth'])
  reportMonth: string;

  @Field(() => YearMonthScalar, { name: 'reportMonth', description: 'The report month.' })
  @Derived((row: ForecastRow) => `${row.reportMonth} ${row.reportYear}`, ['reportMonth', 'reportYear'])
  reportMonthOfYear: string;

  @Field(() => Int, { description: 'Year of the report month.' })
  reportYear: number;

  @Field(() => Int, { description: 'Which of the report’s six forecast months, 1 to 6.' })
  forecastMonthIndex: number;

  @Field(() => String, {
    name: 'forecastMonthName',
    description: 'Full name of the calendar month that the index stands for.',
  })
  @Derived(({ forecastMonth }: ForecastRow) => forecastMonth, ['forecastMonth'])
  forecastMonth: string;

  @Field(() => YearMonthScalar, {
    name: 'forecastMonth',
    description: 'The calendar month that the index stands for.',
  })
  @Derived(
    (row: ForecastRow) => `${row.forecastMonth} ${row.forecastYear}`,
    ['forecastMonth', 'forecastYear'],
  )
  forecastMonthOfYear: string;

  @Field(() => Int, { description: 'Year of that calendar month.' })
  forecastYear: number;

  monthStart: string;

  @Field(() => String, { description: 'The label of reports: `May-25`.' })
  @Derived(({ monthStart }: ForecastRow) => monthLabel(monthFromStart(monthStart)), ['monthStart'])
  monthLabel: string;

  @Field(() => String, { description: 'Line of business.' })
  mainLob: string;

  @Field(() => String, { description: 'USPS code, or `N/A` when the LOB is not split by state.' })
  state: string;

  @Field(() => String, { description: 'The state spelled out; `N/A` as it is.' })
  @Derived(({ state }: ForecastRow) => stateName(state), ['state'])
  stateName: string;

  @Field(() => String, { description: 'Case type.' })
  caseType: string;

  @Field(() => String, { nullable: true, description: 'Call type id; several are joined with `|`.' })
  callTypeId: string | null;

  @Field(() => Int, { description: 'Cases in the month.' })
  forecast: number;

  @Field(() => DecimalScalar, { nullable: true, description: 'Cases per hour; null = unknown.' })
  targetCph: string | null;

  @Field(() => String, { description: 'Platform that the LOB names.' })
  platform: string;

  @Field(() => String, { description: 'Market that the LOB names.' })
  market: string;

  @Field(() => WorkTypeEnum, { description: 'Where the demand is to be worked: its work type.' })
  locality: WorkType;

  @Field(() => Boolean, {
    description: 'Not in the report’s file; kept because people are assigned to it.',
  })
  isVanished: boolean;

  @Field(() => Boolean, { description: 'A newer report covers the month: the row cannot be changed.' })
  isFrozen: boolean;

  @Field(() => Int, { description: VERSION })
  version: number;
}

/** A page of forecast rows. */
export const ForecastConnection = connectionTypes('Forecast', () => Forecast);

/** Answer of `setForecast`. */
@ObjectType({ description: 'Answer of a change of a forecast.', simpleResolvers: true })
export class ForecastPayload {
  @Field(() => Forecast, {
    nullable: true,
    description: 'The forecast as it now is; null when nothing was changed.',
  })
  forecast?: Forecast;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors: UserError[];
}

/** GraphQL face of a configured CPH. */
@ObjectType({ description: 'Configured cases per hour of a LOB and case type.', simpleResolvers: true })
export class TargetCph implements TargetCphRow {
  @Field(() => ID, { description: 'Number of the row.' })
  id: number;

  @Field(() => String, { description: 'Line of business.' })
  mainLob: string;

  @Field(() => String, { description: 'Case type.' })
  caseType: string;

  @Field(() => DecimalScalar, { description: 'Cases per hour.' })
  targetCph: string;

  @Field(() => Int, { description: VERSION })
  version: number;
}

/** A page of configured CPHs. */
export const TargetCphConnection = connectionTypes('TargetCph', () => TargetCph);

/** Answer of `setTargetCph`. */
@ObjectType({ description: 'Answer of a change of a configured CPH.', simpleResolvers: true })
export class TargetCphPayload {
  @Field(() => TargetCph, {
    nullable: true,
    description: 'The configured CPH as it now is; null when nothing was changed.',
  })
  targetCph?: TargetCph;

  @Field(() => [YearMonthScalar], {
    description: 'The closed months whose forecast rows keep their CPH.',
  })
  skippedClosed: string[];

  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors: UserError[];
}
