import type { OnConflict } from '../../../domain/writing';
import { ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { PERCENTAGE, type GivenDecimal } from '../../../domain/decimal-input';
import type { IsoWeek } from '../../../domain/time/iso-week';
import { EitherOr, OneOf } from '../../../platform/graphql/schema/one-of';
import { DecimalScalar, IsoWeekScalar } from '../../../platform/graphql/schema/scalars';
import { IsDecimalIn, IsIntegerIn, IsText } from '../../../platform/graphql/schema/validators';
import {
  OnConflictEnum,
  OnDuplicateEnum,
  OnErrorEnum,
} from '../../../platform/graphql/writing/write-options.enum';
import type { AssignmentTypeName } from '../table/assignment.model';
import { AssignmentTypeEnum } from '../table/assignment.type';
import { NamesOf } from '../../../platform/graphql/filters/filter-names';
import { CASE_TYPES, DEMAND_STATES, MAIN_LOBS } from '../../demand';
import { CNS } from '../../resource';
import type { CopyFilter } from '../bulk/copy-week.repository';
import type { SpelledAssignment } from '../checks/read-assignment.service';

const NAME = { max: 200 };
const NOTE = { max: 2000 };
const YEARS = { min: 1900, max: 2200 };

/** A demand by number or by name. */
@EitherOr(['forecastId'], ['mainLob', 'state', 'caseType'])
@InputType({
  description:
    'A demand: by the number of a forecast row, or by its three names in any spelling that differs only by case and white space.',
})
export class DemandInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Number of a forecast row of the demand, in place of its names: `DemandFacts.forecastId`.',
  })
  forecastId?: string | null;

  @IsText({ min: 1, max: 200 })
  @Field(() => String, { nullable: true, description: 'Line of business.' })
  mainLob?: string | null;

  @IsText({ min: 1, max: 200 })
  @Field(() => String, { nullable: true, description: 'USPS code, or `N/A`.' })
  state?: string | null;

  @IsText({ min: 1, max: 200 })
  @Field(() => String, { nullable: true, description: 'Case type.' })
  caseType?: string | null;
}

/** At what percentage somebody works. */
@OneOf()
@InputType({ description: 'At what percentage somebody works: by a tier, or by itself.' })
export class ProductionChoiceInput {
  @Field(() => ID, { nullable: true, description: 'Number of an active tier; its percentage holds.' })
  capacityTierId?: string | null;

  @IsDecimalIn(PERCENTAGE)
  @Field(() => DecimalScalar, { nullable: true, description: 'Fraction 0–1, at most 4 decimal places.' })
  percentage?: GivenDecimal | null;
}

/** How fields describe it. */
export const PRODUCTION =
  'Tier or percentage: one of both, in place of `capacityTierId` and `productionPercentage`.';

/** A new assignment. */
@InputType({
  description:
    'A new assignment. The week is given as `week` or as `year` and `weekNumber`; the demand as `mainLob`, `state`, `caseType`, or with the names that assignments show them under.',
})
export class CreateAssignmentInput implements SpelledAssignment {
  @IsText({ min: 1, max: 100 })
  @Field(() => String, { description: 'CN of the person, in any case.' })
  resourceCn: string;

  @Field(() => IsoWeekScalar, { nullable: true, description: 'The ISO week, `2025-W18`.' })
  week?: IsoWeek | null;

  @IsIntegerIn(YEARS)
  @Field(() => Int, { nullable: true, description: 'ISO year.' })
  year?: number | null;

  @IsIntegerIn({ min: 1, max: 53 })
  @Field(() => Int, { nullable: true, description: 'ISO week, 1–53.' })
  weekNumber?: number | null;

  @IsText(NAME)
  @Field(() => String, { nullable: true, description: 'Line of business.' })
  mainLob?: string | null;

  @IsText(NAME)
  @Field(() => String, { nullable: true, description: 'USPS code, or `N/A`.' })
  state?: string | null;

  @IsText(NAME)
  @Field(() => String, { nullable: true, description: 'Case type.' })
  caseType?: string | null;

  @IsText(NAME)
  @Field(() => String, { nullable: true, description: 'The same as `mainLob`.' })
  demandMainLob?: string | null;

  @IsText(NAME)
  @Field(() => String, { nullable: true, description: 'The same as `state`.' })
  demandState?: string | null;

  @IsText(NAME)
  @Field(() => String, { nullable: true, description: 'The same as `caseType`.' })
  demandCaseType?: string | null;

  @IsDecimalIn(PERCENTAGE)
  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Fraction 0–1, at most 4 decimal places. Absent: the tier’s, or the person’s percentage of that week.',
  })
  productionPercentage?: GivenDecimal | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Number of an active tier. With a percentage the tier is chosen by it: the highest active one not above it, else the lowest.',
  })
  capacityTierId?: string | null;

  @ValidateNested()
  @Field(() => ProductionChoiceInput, { nullable: true, description: PRODUCTION })
  production?: ProductionChoiceInput | null;

  @Field(() => AssignmentTypeEnum, { nullable: true, description: 'MANUAL if absent.' })
  assignmentType?: AssignmentTypeName | null;

  @Field(() => Boolean, { nullable: true, description: 'Never moved by allocation; false if absent.' })
  pinned?: boolean | null;

  @IsText(NOTE)
  @Field(() => String, { nullable: true, description: 'Remark; needed with `override`.' })
  note?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Assigns a person who is not eligible.' })
  override?: boolean | null;
}

/** What to change of one assignment. */
@InputType({ description: 'What to change of one assignment, in its week only; absent fields stay.' })
export class ChangeAssignmentInput {
  @IsDecimalIn(PERCENTAGE)
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Fraction 0–1, at most 4 decimal places; null = the person’s percentage of that week.',
  })
  productionPercentage?: GivenDecimal | null;

  @Field(() => ID, { nullable: true, description: 'Number of an active tier: alone it sets its percentage.' })
  capacityTierId?: string | null;

  @ValidateNested()
  @Field(() => ProductionChoiceInput, { nullable: true, description: PRODUCTION })
  production?: ProductionChoiceInput | null;

  @Field(() => AssignmentTypeEnum, { nullable: true, description: 'How it came about.' })
  assignmentType?: AssignmentTypeName | null;

  @Field(() => Boolean, { nullable: true, description: 'Never moved by allocation.' })
  pinned?: boolean | null;

  @IsText(NOTE)
  @Field(() => String, { nullable: true, description: 'Remark; null clears it.' })
  note?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version you last saw; a different stored one refuses the change.',
  })
  version?: number | null;
}

/** Where assignments move to. */
@InputType({
  description: 'The demand that assignments move to, and why if the people are not eligible there.',
})
export class MoveToInput extends DemandInput {
  @IsText(NOTE)
  @Field(() => String, { nullable: true, description: 'Remark; needed with `override`.' })
  note?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Moves people who are not eligible there too.' })
  override?: boolean | null;
}

/** Many assignments at once. */
@InputType({ description: 'Many assignments at once, 100,000 at most.' })
export class BulkAssignInput {
  @Field(() => [CreateAssignmentInput], { description: 'The assignments.' })
  assignments: CreateAssignmentInput[];

  @Field(() => OnConflictEnum, {
    nullable: true,
    description: 'What is done when a person-week is taken; ERROR if absent.',
  })
  onConflict?: OnConflict | null;

  @Field(() => OnErrorEnum, {
    nullable: true,
    description: 'What is done when a row is refused; ABORT if absent.',
  })
  onError?: 'abort' | 'skip' | null;

  @Field(() => OnDuplicateEnum, {
    nullable: true,
    description: 'What is done with a person-week given twice; ERROR if absent.',
  })
  onDuplicate?: 'error' | 'last' | null;

  @Field(() => Boolean, { nullable: true, description: 'Answers the same and saves nothing.' })
  dryRun?: boolean | null;
}

/** Which assignments of a week are copied. */
@InputType({ description: 'Which assignments of a week are copied; absent = all.' })
export class CopyWeekFilterInput implements CopyFilter {
  @NamesOf(MAIN_LOBS)
  @Field(() => [String], { nullable: true, description: 'Lines of business.' })
  mainLobs?: string[] | null;

  @NamesOf(DEMAND_STATES)
  @Field(() => [String], { nullable: true, description: 'States.' })
  states?: string[] | null;

  @NamesOf(CASE_TYPES)
  @Field(() => [String], { nullable: true, description: 'Case types.' })
  caseTypes?: string[] | null;

  @NamesOf(CNS)
  @Field(() => [String], { nullable: true, description: 'People by CN.' })
  resourceCns?: string[] | null;
}

/** Which week is copied where. */
@InputType({ description: 'Which week’s assignments are copied to which weeks.' })
export class CopyWeekInput {
  @Field(() => IsoWeekScalar, { description: 'The week to copy.' })
  fromWeek: IsoWeek;

  @Field(() => [IsoWeekScalar], { description: 'The weeks to fill, 53 at most.' })
  toWeeks: IsoWeek[];

  @Field(() => CopyWeekFilterInput, { nullable: true, description: 'Which assignments; all if absent.' })
  filter?: CopyWeekFilterInput | null;

  @Field(() => OnConflictEnum, {
    nullable: true,
    description: 'What is done when a person-week is taken; SKIP if absent.',
  })
  onConflict?: OnConflict | null;

  @Field(() => OnErrorEnum, {
    nullable: true,
    description: 'What is done when a row is refused; SKIP if absent.',
  })
  onError?: 'abort' | 'skip' | null;

  @Field(() => Boolean, { nullable: true, description: 'Answers the same and saves nothing.' })
  dryRun?: boolean | null;
}

/** One stage of a ramp. */
@InputType({ description: 'One stage of a ramp.' })
export class RampStageInput {
  @Field(() => Int, { nullable: true, description: 'How many weeks; may be absent in the last stage only.' })
  weeks?: number | null;

  @IsDecimalIn(PERCENTAGE)
  @Field(() => DecimalScalar, { description: 'Production percentage as a fraction 0–1.' })
  percentage: GivenDecimal;
}
