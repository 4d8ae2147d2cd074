import { Field, ObjectType } from 'type-graphql';
import { DecimalScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import { ComparisonModeEnum } from '../registry/report-enums.type';
import type { ComparisonMode } from '../tables/report.model';
import { DashboardReport } from './dashboard.type';

/** Both sides of a figure. */
@ObjectType({ description: 'Both sides of one figure.', simpleResolvers: true })
export class ComparedFigure {
  @Field(() => DecimalScalar, { nullable: true, description: 'Of the report or month; null = it lacks it.' })
  current: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Of the other side; null = it lacks it.' })
  prior: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Current − prior; null if one is missing.' })
  delta: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Delta as per cent of prior; null if one is missing or prior is not above 0.',
  })
  deltaPct: number | null;
}

/** Both sides of a month. */
@ObjectType({ description: 'Both sides of one month.', simpleResolvers: true })
export class ComparedMonth {
  @Field(() => YearMonthScalar, { description: 'The month.' })
  month: string;

  @Field(() => ComparedFigure, { description: 'Forecast cases.' })
  forecast: ComparedFigure;

  @Field(() => ComparedFigure, { description: 'Capacity in cases.' })
  capacity: ComparedFigure;

  @Field(() => ComparedFigure, { description: 'Capacity − forecast.' })
  gap: ComparedFigure;

  @Field(() => ComparedFigure, { description: 'Distinct people.' })
  fteCount: ComparedFigure;

  @Field(() => ComparedFigure, { description: 'Σ production percentages ÷ ISO weeks of the month.' })
  fteEquivalent: ComparedFigure;

  @Field(() => ComparedFigure, { description: 'Whole people that the forecast needs: Σ of the known.' })
  fteRequired: ComparedFigure;
}

/** A compared demand. */
@ObjectType({ description: 'One demand on both sides.', simpleResolvers: true })
export class ComparedDemand {
  @Field(() => String, { description: 'State, or `N/A`.' })
  state: string;

  @Field(() => String, { description: 'Case type.' })
  caseType: string;

  @Field(() => [ComparedMonth], { description: 'By month, in order.' })
  months: ComparedMonth[];
}

/** A compared LOB. */
@ObjectType({ description: 'One line of business on both sides.', simpleResolvers: true })
export class ComparedLob {
  @Field(() => String, { description: 'Line of business.' })
  mainLob: string;

  @Field(() => [ComparedMonth], { description: 'By month, in order.' })
  months: ComparedMonth[];

  @Field(() => [ComparedDemand], { description: 'Its demands by state and case type.' })
  demands: ComparedDemand[];
}

/** A comparison. */
@ObjectType({
  description:
    'A report beside an older one on the same calendar months, or each month beside the one before.',
  simpleResolvers: true,
})
export class ReportComparison extends DashboardReport {
  @Field(() => ComparisonModeEnum, { description: 'What the sides are.' })
  mode: ComparisonMode;

  @Field(() => YearMonthScalar, { nullable: true, description: 'Older report month; null without one.' })
  againstMonth: string | null;

  @Field(() => [ComparedMonth], { description: 'Everything chosen, by month.' })
  months: ComparedMonth[];

  @Field(() => [ComparedLob], { description: 'Each line of business.' })
  lobs: ComparedLob[];
}
