import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { FIRST_YEAR, LAST_YEAR } from '../../../domain/time/iso-date';
import type { WorkType } from '../../../domain/demand/lob';
import { DateScalar } from '../../../platform/graphql/schema/scalars';
import { IsIntegerIn, IsText } from '../../../platform/graphql/schema/validators';
import { WorkTypeEnum } from '../../../platform/graphql/schema/work-type.enum';

const VERSION = 'The version you last saw; a different stored one refuses the change.';

/** One holiday. */
@InputType({ description: 'A holiday; the one of the same day and work type is renamed.' })
export class SetHolidayInput {
  @Field(() => DateScalar, { description: 'The day.' })
  holidayDate: string;

  @Field(() => WorkTypeEnum, { description: 'The work type that does not work.' })
  workType: WorkType;

  @IsText({ min: 1, max: 200 })
  @Field(() => String, { description: 'What is celebrated.' })
  name: string;

  @Field(() => Int, { nullable: true, description: VERSION })
  version?: number | null;
}

/** Names one holiday. */
@ArgsType()
export class HolidayKeyArgs {
  @Field(() => DateScalar, { description: 'The day.' })
  holidayDate: string;

  @Field(() => WorkTypeEnum, { description: 'The work type.' })
  workType: WorkType;

  @Field(() => Int, { nullable: true, description: VERSION })
  version?: number | null;
}

/** Which public holidays to add. */
@InputType({
  description: 'Which public holidays to add; a day that has a holiday already keeps it.',
})
export class SeedHolidaysInput {
  @IsText({ min: 2, max: 2 })
  @Field(() => String, { description: 'Country as its ISO 3166 code, e.g. `US`.' })
  country: string;

  @IsText({ max: 10 })
  @Field(() => String, {
    nullable: true,
    description: 'State of the country, e.g. `CA`; adds its own holidays.',
  })
  state?: string | null;

  @IsIntegerIn({ min: FIRST_YEAR, max: LAST_YEAR })
  @Field(() => Int, { description: 'Calendar year.' })
  year: number;

  @Field(() => WorkTypeEnum, { description: 'The work type that does not work on them.' })
  workType: WorkType;

  @Field(() => Boolean, { nullable: true, description: 'Answer the same, but save nothing.' })
  dryRun?: boolean | null;
}
