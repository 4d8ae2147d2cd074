import { Field, ID, Int, ObjectType } from 'type-graphql';
import { coverage, type FteUnknown } from '../../domain/capacity/fte';
import { decimal, plain } from '../../domain/rounding';
import { tierCounts } from './tier-counts.rules';
import { connectionTypes } from '../../platform/graphql/schema/connection';
import type { StoredSummary } from '../figures';
import { Derived, KeepsText } from '../../platform/graphql/schema/derived';
import { DateTimeScalar, DecimalScalar, YearMonthScalar } from '../../platform/graphql/schema/scalars';
import type { SummaryRow } from './summary.model';
import { FteUnknownEnum } from './fte-unknown.type';
import { UserError } from '../../platform/graphql/schema/user-error.type';
import type { Difference } from './refresh/difference.model';
import type { TierCount as TierCountRow } from '../../domain/capacity/tier-breakdown';

/** Head count of one tier percentage. */
@ObjectType({ description: 'How many people are in the tiers of one percentage.', simpleResolvers: true })
export class TierCount implements TierCountRow {
  @Field(() => String, { description: 'The percentage as shown: `37.5%`.' })
  label: string;

  @Field(() => DecimalScalar, { description: 'The percentage as a fraction 0–1.' })
  percentage: string;

  @Field(() => Int, { description: 'People, each in the tier of their latest active week of the month.' })
  count: number;
}

function coverageOf({ totalCapacity, totalForecast }: SummaryRow): string | null {
  const ratio = coverage(decimal(totalCapacity), totalForecast);
  return ratio && plain(ratio);
}

/** GraphQL face of a monthly capacity summary. */
@KeepsText('summaryText' satisfies keyof StoredSummary)
@ObjectType({
  description: 'Capacity against forecast of one demand in one forecast month of one report.',
  simpleResolvers: true,
})
export class MonthlySummary {
  @Field(() => ID, { description: 'Number of the row.' })
  id: number;

  @Field(() => String, { description: 'Full name of the report month.' })
  @Derived(({ reportMonth }: SummaryRow) => reportMonth, ['reportMonth'])
  reportMonthName: string;

  @Field(() => YearMonthScalar, { description: 'The report month.' })
  @Derived((row: SummaryRow) => `${row.reportMonth} ${row.reportYear}`, ['reportMonth', 'reportYear'])
  reportMonth: string;

  @Field(() => Int, { description: 'Year of the report month.' })
  reportYear: number;

  @Field(() => Int, { description: 'Which of the report’s six forecast months, 1 to 6.' })
  forecastMonthIndex: number;

  @Field(() => String, { description: 'Full name of the calendar month that the index stands for.' })
  @Derived(({ forecastMonth }: SummaryRow) => forecastMonth, ['forecastMonth'])
  forecastMonthName: string;

  @Field(() => YearMonthScalar, { description: 'The calendar month that the index stands for.' })
  @Derived((row: SummaryRow) => `${row.forecastMonth} ${row.forecastYear}`, ['forecastMonth', 'forecastYear'])
  forecastMonth: string;

  @Field(() => Int, { description: 'Year of that calendar month.' })
  forecastYear: number;

  @Field(() => String, { description: 'Line of business.' })
  mainLob: string;

  @Field(() => String, { description: 'USPS code, or `N/A` when the LOB is not split by state.' })
  state: string;

  @Field(() => String, { description: 'Case type.' })
  caseType: string;

  @Field(() => Int, { description: 'Forecast cases.' })
  totalForecast: number;

  @Field(() => Int, { description: 'Distinct people assigned in the month.' })
  totalFteCount: number;

  @Field(() => DecimalScalar, {
    description: 'Σ production percentages ÷ ISO weeks of the month, to 6 places.',
  })
  totalFteEquivalent: string;

  @Field(() => DecimalScalar, { description: 'Cases: Σ known weekly capacities.' })
  totalCapacity: string;

  @Field(() => Int, { nullable: true, description: 'Whole people the forecast needs; null = unknown.' })
  fteRequired: number | null;

  @Field(() => FteUnknownEnum, { nullable: true, description: 'Why `fteRequired` is unknown.' })
  fteRequiredReason: FteUnknown | null;

  @Field(() => DecimalScalar, { description: 'Capacity − forecast; negative = shortage.' })
  capacityGap: string;

  @Field(() => [TierCount], {
    description: 'People by tier percentage, highest first: every active tier and any other with people.',
  })
  @Derived(({ tierBreakdown }: SummaryRow) => tierCounts(tierBreakdown), ['tierBreakdown'])
  tierBreakdown: TierCount[];

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Capacity ÷ forecast to 6 places; null at forecast 0.',
  })
  @Derived(coverageOf, ['totalCapacity', 'totalForecast'])
  coverage: string | null;

  @Field(() => Int, { description: 'Active assignments whose weekly capacity is unknown.' })
  unknownCapacityCount: number;

  @Field(() => Boolean, { description: 'A newer report covers the month: the figures stay as they stood.' })
  isFrozen: boolean;

  @Field(() => DateTimeScalar, { description: 'When the figures were computed.' })
  computedDatetime: Date;
}

/** A page of summaries. */
export const MonthlySummaryConnection = connectionTypes('MonthlySummary', () => MonthlySummary);

/** A derived value that a recomputation has put right. */
@ObjectType({ description: 'A derived value that was not what it should be.', simpleResolvers: true })
export class DerivedDifference implements Difference {
  @Field(() => String, { description: 'Table of the row.' })
  entity: string;

  @Field(() => String, { description: 'Natural key of the row as a JSON tuple.' })
  key: string;

  @Field(() => String, { description: 'Column.' })
  column: string;

  @Field(() => String, { nullable: true, description: 'The value found; null = none.' })
  before: string | null;

  @Field(() => String, { nullable: true, description: 'The value now; null = unknown.' })
  after: string | null;
}

/** What a recomputation that ran as a job answers. */
@ObjectType({ description: 'What a recomputation answers that ran as a job.', simpleResolvers: true })
export class RecomputeJobResult {
  @Field(() => Int, { description: 'How many values were not right.' })
  differenceCount: number;

  @Field(() => [DerivedDifference], {
    description: 'The first 1,000 values that were not right; empty when every figure was.',
  })
  differences: DerivedDifference[];
}

/** Answer of `recompute`. */
@ObjectType({ description: 'Answer of a recomputation.', simpleResolvers: true })
export class RecomputePayload {
  @Field(() => Int, { nullable: true, description: 'How many values were not right.' })
  differenceCount?: number;

  @Field(() => [DerivedDifference], {
    nullable: true,
    description: 'The first 1,000 values that were not right; empty when every figure was.',
  })
  differences?: DerivedDifference[];

  @Field(() => [UserError], { description: 'Why nothing was recomputed; empty on success.' })
  userErrors: UserError[];
}
