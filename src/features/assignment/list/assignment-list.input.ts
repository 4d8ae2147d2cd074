import { ValidateNested } from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import type { IsoWeek } from '../../../domain/time/iso-week';
import { OneOf } from '../../../platform/graphql/schema/one-of';
import { PageArgs, sortedPageArgs } from '../../../platform/graphql/schema/page-args';
import { sortEnum } from '../../../platform/graphql/schema/sort-enum';
import { IsoWeekScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import { IsText } from '../../../platform/graphql/schema/validators';
import { NamesOf } from '../../../platform/graphql/filters/filter-names';
import { CASE_TYPES, DEMAND_STATES, MAIN_LOBS } from '../../demand';
import { CNS, LOCATIONS, PEOPLE_PLATFORMS, PEOPLE_STATES, SKILLS } from '../../resource';
import { ResourceSortEnum } from '../../resource/graphql';
import { ASSIGNMENT_SORTING } from '../table/assignment.model';
import type { AssignmentFilter } from '../table/assignment.model';

const NAME = { max: 200 };

/** Which assignments to list. */
@InputType({
  description:
    'Which assignments: values of one filter are alternatives, different filters all apply; an empty list means none.',
})
export class AssignmentFilterInput implements AssignmentFilter {
  @Field(() => [Int], { nullable: true, description: 'ISO years.' })
  years?: number[] | null;

  @Field(() => [Int], { nullable: true, description: 'ISO weeks, 1–53.' })
  weekNumbers?: number[] | null;

  @Field(() => IsoWeekScalar, { nullable: true, description: 'First ISO week.' })
  fromWeek?: IsoWeek | null;

  @Field(() => IsoWeekScalar, { nullable: true, description: 'Last ISO week, included.' })
  toWeek?: IsoWeek | null;

  @NamesOf(CNS)
  @Field(() => [String], { nullable: true, description: 'People by CN.' })
  resourceCns?: string[] | null;

  @NamesOf(MAIN_LOBS)
  @Field(() => [String], { nullable: true, description: 'Lines of business.' })
  mainLobs?: string[] | null;

  @NamesOf(DEMAND_STATES)
  @Field(() => [String], { nullable: true, description: 'States.' })
  states?: string[] | null;

  @NamesOf(CASE_TYPES)
  @Field(() => [String], { nullable: true, description: 'Case types.' })
  caseTypes?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'True: active ones; false: deallocated ones; null: both.',
  })
  active?: boolean | null;
}

const AssignmentSortEnum = sortEnum('AssignmentSort', ASSIGNMENT_SORTING);

/** Arguments of the list of assignments. */
@ArgsType()
export class AssignmentListArgs extends sortedPageArgs(AssignmentSortEnum) {
  @Field(() => AssignmentFilterInput, { nullable: true, description: 'Which assignments.' })
  filter?: AssignmentFilterInput | null;
}

/** Arguments of assignments below something, over a span of weeks. */
@ArgsType()
export class AssignmentSpanArgs extends PageArgs {
  @Field(() => IsoWeekScalar, { nullable: true, description: 'First ISO week.' })
  fromWeek?: IsoWeek | null;

  @Field(() => IsoWeekScalar, { nullable: true, description: 'Last ISO week, included.' })
  toWeek?: IsoWeek | null;
}

/** Who is looked for in a week. */
@ArgsType()
export class FreeResourcesArgs extends sortedPageArgs(ResourceSortEnum) {
  @Field(() => IsoWeekScalar, { description: 'The ISO week, `2025-W18`.' })
  week: IsoWeek;

  @Field(() => IsoWeekScalar, {
    nullable: true,
    description: 'Last ISO week, included: who is free in every week from `week` on.',
  })
  toWeek?: IsoWeek | null;

  @IsText(NAME)
  @NamesOf(SKILLS)
  @Field(() => String, { nullable: true, description: 'A case type that is among the skills.' })
  skill?: string | null;

  @IsText(NAME)
  @NamesOf(PEOPLE_STATES)
  @Field(() => String, { nullable: true, description: 'A state that is listed, or ALL is.' })
  state?: string | null;

  @IsText(NAME)
  @NamesOf(PEOPLE_PLATFORMS)
  @Field(() => String, { nullable: true, description: 'Amisys, Facets or Xcelys.' })
  platform?: string | null;

  @IsText(NAME)
  @NamesOf(LOCATIONS)
  @Field(() => String, { nullable: true, description: 'Domestic (or Onshore), Global (or Offshore).' })
  location?: string | null;
}

/** A week, or else a month. */
@OneOf()
@InputType({ description: 'A week, or else a month.' })
export class WeekOrMonthInput {
  @Field(() => IsoWeekScalar, { nullable: true, description: 'The ISO week, `2025-W18`.' })
  week?: IsoWeek | null;

  @Field(() => YearMonthScalar, { nullable: true, description: 'The month, `2025-05`.' })
  month?: string | null;
}

/** When candidates are needed. */
@ArgsType()
export class CandidateArgs {
  @ValidateNested()
  @Field(() => WeekOrMonthInput, { description: 'The week, or the month.' })
  when: WeekOrMonthInput;

  @Field(() => Int, { defaultValue: 50, description: 'How many rows, at most 1000.' })
  first: number;
}
