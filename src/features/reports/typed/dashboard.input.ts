import { ValidateNested } from 'class-validator';
import { ArgsType, Field, Int } from 'type-graphql';
import type { IsoWeek } from '../../../domain/time/iso-week';
import { IsoWeekScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import { DemandFilterInput } from '../../demand/graphql';
import { ComparisonModeEnum } from '../registry/report-enums.type';
import type { ComparisonMode } from '../tables/report.model';

/** Arguments of every typed report. */
@ArgsType()
export class DashboardArgs {
  @Field(() => YearMonthScalar, {
    nullable: true,
    description: 'Report month; that of the current report if absent.',
  })
  report?: string | null;

  @ValidateNested()
  @Field(() => DemandFilterInput, { nullable: true, description: 'Which demands; all if absent.' })
  filter?: DemandFilterInput | null;

  @Field(() => YearMonthScalar, { nullable: true, description: 'First month.' })
  fromMonth?: string | null;

  @Field(() => YearMonthScalar, { nullable: true, description: 'Last month, included.' })
  toMonth?: string | null;
}

/** Arguments of the charts. */
@ArgsType()
export class ChartsArgs extends DashboardArgs {
  @Field(() => IsoWeekScalar, { nullable: true, description: 'First ISO week of the weekly series.' })
  fromWeek?: IsoWeek | null;

  @Field(() => IsoWeekScalar, { nullable: true, description: 'Last ISO week, included.' })
  toWeek?: IsoWeek | null;

  @Field(() => Int, {
    defaultValue: 10,
    description: 'How many demands the lists of shortages and surpluses name, 1 to 100.',
  })
  first: number;
}

/** Arguments of the comparison. */
@ArgsType()
export class ComparisonArgs extends DashboardArgs {
  @Field(() => ComparisonModeEnum, {
    defaultValue: 'report',
    description: 'A report beside an older one, or each month beside the one before it.',
  })
  mode: ComparisonMode;

  @Field(() => YearMonthScalar, {
    nullable: true,
    description: 'Older report month, of mode REPORT; the next older report if absent.',
  })
  against?: string | null;
}
