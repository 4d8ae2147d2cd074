import { Field, Int, ObjectType } from 'type-graphql';
import { textEnum } from '../../../platform/graphql/schema/text-enum';
import { Derived, KeepsText } from '../../../platform/graphql/schema/derived';
import { DecimalScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import type { Figures } from '../../figures';
import type { TreeWarning } from '../nodes/tree.model';

/** The figures that every node has. */
@ObjectType({ description: 'The figures that every node has.', simpleResolvers: true })
abstract class MetricFields {
  @Field(() => DecimalScalar, { description: 'Forecast cases: Σ of the demands.' })
  forecast: number;

  @Field(() => DecimalScalar, {
    description: 'Cases that the assigned people can produce: Σ of the demands.',
  })
  capacity: number;

  @Field(() => DecimalScalar, { description: 'Capacity − forecast; negative = shortage.' })
  gap: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Capacity ÷ forecast (of the sums) to 6 places; null at forecast 0.',
  })
  coverage: number | null;

  @Field(() => DecimalScalar, {
    description: 'Σ production percentages ÷ ISO weeks of the month: Σ of the demands.',
  })
  fteEquivalent: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Whole people that the forecast needs: Σ of the known; null when none is known (see `warnings`).',
  })
  fteRequired: number | null;

  @Field(() => Int, {
    description: 'Distinct people assigned in the month; may be less than the sum of the children’s.',
  })
  fteCount: number;
}

/** Figures of the chosen month. */
@KeepsText('metricsText' satisfies keyof Figures)
@ObjectType({ description: 'Figures of a node in the chosen month.', simpleResolvers: true })
export class CapacityMetrics extends MetricFields {}

/** Figures of one of the six months. */
@KeepsText('seriesText' satisfies keyof Figures)
@ObjectType({ description: 'Figures of a node in one of the six months.', simpleResolvers: true })
export class CapacitySeriesPoint extends MetricFields {
  @Field(() => Int, { description: 'Which of the report’s six forecast months, 1 to 6.' })
  forecastMonthIndex: number;

  @Field(() => YearMonthScalar, { description: 'The month.' })
  month: string;

  @Field(() => String, { description: 'The month as reports label it: `May-25`.' })
  @Derived(({ month }: Figures) => month)
  monthLabel: string;

  monthStart: string;

  @Field(() => Boolean, { description: 'A newer report covers the month: the figures stay as they stood.' })
  isFrozen: boolean;
}

/** One of the tree’s months. */
@ObjectType({ description: 'One of the six months of a tree’s report.', simpleResolvers: true })
export class CapacityTreeMonth {
  @Field(() => Int, { description: 'Which of the report’s six forecast months, 1 to 6.' })
  forecastMonthIndex: number;

  @Field(() => YearMonthScalar, { description: 'The month.' })
  @Derived(({ monthStart }: CapacityTreeMonth) => monthStart)
  month: string;

  @Field(() => String, { description: 'The label of reports: `May-25`.' })
  label: string;

  monthStart: string;

  @Field(() => Boolean, {
    description: 'A newer report covers the month: its figures are read from the snapshot.',
  })
  isFrozen: boolean;
}

const WarningCodeEnum = textEnum<TreeWarning['code']>(
  'CapacityWarningCode',
  'What the figures of a node leave open.',
  {
    UNKNOWN_FTE_REQUIRED: 'Demands whose people required are unknown: sums leave them out.',
    UNKNOWN_CAPACITY: 'Assignments whose weekly capacity is unknown: sums leave them out.',
    VANISHED_DEMAND: 'Demands that the report no longer has, kept because people are assigned.',
  },
);

/** What figures leave open. */
@ObjectType({ description: 'Something that a node’s figures leave open.', simpleResolvers: true })
export class CapacityWarning implements TreeWarning {
  @Field(() => WarningCodeEnum, { description: 'What is left open.' })
  code: TreeWarning['code'];

  @Field(() => Int, { description: 'How many demands or assignments.' })
  count: number;

  @Field(() => String, { description: 'The same in words.' })
  message: string;
}
