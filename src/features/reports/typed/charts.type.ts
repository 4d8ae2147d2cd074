import { Field, Int, ObjectType } from 'type-graphql';
import { DecimalScalar, IsoWeekScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import { TierCount } from '../../summary/graphql';
import { DashboardReport } from './dashboard.type';

const TIERS = 'Distinct people by tier, highest first.';

/** A month of the charts. */
@ObjectType({ description: 'Everything chosen in one month.', simpleResolvers: true })
export class ChartMonth {
  @Field(() => YearMonthScalar, { description: 'The month.' })
  month: string;

  @Field(() => String, { description: 'The month as reports label it: `May-25`.' })
  label: string;

  @Field(() => DecimalScalar, { description: 'Forecast cases.' })
  forecast: number;

  @Field(() => DecimalScalar, { description: 'Cases that the assigned people can produce.' })
  capacity: number;

  @Field(() => DecimalScalar, { description: 'Capacity − forecast; negative = shortage.' })
  gap: number;

  @Field(() => Int, { description: 'Distinct people.' })
  fteCount: number;

  @Field(() => DecimalScalar, { description: 'Σ production percentages ÷ ISO weeks of the month.' })
  fteEquivalent: number;

  @Field(() => DecimalScalar, { description: 'Whole people that the forecast needs: Σ of the known.' })
  fteRequired: number;

  @Field(() => [TierCount], { description: TIERS })
  tierBreakdown: TierCount[];
}

/** A week of the charts. */
@ObjectType({ description: 'Everything chosen in one ISO week.', simpleResolvers: true })
export class ChartWeek {
  @Field(() => IsoWeekScalar, { description: 'The ISO week.' })
  week: string;

  @Field(() => DecimalScalar, { description: 'Cases that the assigned people can produce.' })
  capacity: number;

  @Field(() => Int, { description: 'People.' })
  fteCount: number;

  @Field(() => DecimalScalar, { description: 'Σ production percentages.' })
  fteEquivalent: number;

  @Field(() => [TierCount], { description: TIERS })
  tierBreakdown: TierCount[];
}

/** A demand by its gap. */
@ObjectType({ description: 'A demand by its gap over all months chosen.', simpleResolvers: true })
export class DemandGap {
  @Field(() => String, { description: 'Line of business.' })
  mainLob: string;

  @Field(() => String, { description: 'State, or `N/A`.' })
  state: string;

  @Field(() => String, { description: 'Case type.' })
  caseType: string;

  @Field(() => DecimalScalar, { description: 'Forecast cases.' })
  forecast: number;

  @Field(() => DecimalScalar, { description: 'Cases that the assigned people can produce.' })
  capacity: number;

  @Field(() => DecimalScalar, { description: 'Capacity − forecast; negative = shortage.' })
  gap: number;

  @Field(() => DecimalScalar, { nullable: true, description: 'Capacity ÷ forecast; null at forecast 0.' })
  coverage: number | null;
}

/** A cell of the heat map. */
@ObjectType({ description: 'A line of business in one month.', simpleResolvers: true })
export class HeatMapCell {
  @Field(() => YearMonthScalar, { description: 'The month.' })
  month: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Capacity − forecast; null = no forecast in the month.',
  })
  gap: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Capacity ÷ forecast; null at forecast 0.' })
  coverage: number | null;
}

/** A row of the heat map. */
@ObjectType({ description: 'A line of business by month.', simpleResolvers: true })
export class HeatMapRow {
  @Field(() => String, { description: 'Line of business.' })
  mainLob: string;

  @Field(() => [HeatMapCell], { description: 'One cell a month, in order.' })
  cells: HeatMapCell[];
}

/** The charts of a dashboard. */
@ObjectType({ description: 'The charts of a dashboard.', simpleResolvers: true })
export class CapacityCharts extends DashboardReport {
  @Field(() => [ChartMonth], { description: 'By month.' })
  months: ChartMonth[];

  @Field(() => [ChartWeek], { description: 'By ISO week.' })
  weeks: ChartWeek[];

  @Field(() => [DemandGap], { description: 'Demands with the worst shortage, worst first.' })
  topShortages: DemandGap[];

  @Field(() => [DemandGap], { description: 'Demands with the largest surplus, largest first.' })
  topSurpluses: DemandGap[];

  @Field(() => [HeatMapRow], { description: 'Lines of business by month.' })
  heatMap: HeatMapRow[];
}
