import { Field, InputType, Int } from 'type-graphql';
import { PERCENTAGE, type GivenDecimal } from '../../../domain/decimal-input';
import { DateScalar, DecimalScalar } from '../../../platform/graphql/schema/scalars';
import { IsDecimalIn, IsText } from '../../../platform/graphql/schema/validators';
import { MAX_TEXT } from '../person/resource.rules';

const STATES = 'States: USPS codes or `ALL`, separated by `|`, `/`, `,`, `;` or spaces; `N/A` means none.';
const SKILLS = 'Case types, separated by commas.';
const LOCATION = 'Domestic (or Onshore) or Global (or Offshore).';
const PERCENT = 'Base production percentage as a fraction 0–1, at most 4 decimal places.';

/** What a new and a changed person have in common. */
@InputType()
abstract class PersonInput {
  @IsText({ max: MAX_TEXT.firstName })
  @Field(() => String, { nullable: true, description: 'First name.' })
  firstName?: string | null;

  @IsText({ max: MAX_TEXT.lastName })
  @Field(() => String, { nullable: true, description: 'Last name.' })
  lastName?: string | null;

  @IsText({ max: MAX_TEXT.opid })
  @Field(() => String, { nullable: true, description: 'Operator id.' })
  opid?: string | null;

  @IsText({ max: MAX_TEXT.stateList })
  @Field(() => String, { nullable: true, description: STATES })
  stateList?: string | null;

  @IsText({ max: MAX_TEXT.skills })
  @Field(() => String, { nullable: true, description: SKILLS })
  skills?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day at work.' })
  hireDate?: string | null;
}

/** What a new person needs. */
@InputType({ description: 'A new person.' })
export class CreateResourceInput extends PersonInput {
  @IsText({ min: 1, max: 100 })
  @Field(() => String, {
    description: 'Contractor number, unique; stored trimmed and in upper case, at most 64 characters.',
  })
  cn: string;

  @IsText({ max: MAX_TEXT.primaryPlatform })
  @Field(() => String, { description: 'Amisys, Facets or Xcelys; the first word counts.' })
  primaryPlatform: string;

  @IsText({ max: MAX_TEXT.location })
  @Field(() => String, { description: LOCATION })
  location: string;

  @IsDecimalIn(PERCENTAGE)
  @Field(() => DecimalScalar, { nullable: true, description: `${PERCENT} 1 if absent.` })
  productionPercentage?: GivenDecimal | null;
}

/** What may change of a person. */
@InputType({
  description: 'The fields of a person to change: absent ones stay, null clears those that may be empty.',
})
export class UpdateResourceInput extends PersonInput {
  @IsText({ max: MAX_TEXT.primaryPlatform })
  @Field(() => String, { nullable: true, description: 'Amisys, Facets or Xcelys; the first word counts.' })
  primaryPlatform?: string | null;

  @IsText({ max: MAX_TEXT.location })
  @Field(() => String, {
    nullable: true,
    description: `${LOCATION} A change recomputes the capacities of live, unclosed months.`,
  })
  location?: string | null;

  @IsDecimalIn(PERCENTAGE)
  @Field(() => DecimalScalar, {
    nullable: true,
    description: `${PERCENT} Assignments keep their own percentage.`,
  })
  productionPercentage?: GivenDecimal | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'False is refused while there are active assignments after the current week.',
  })
  isActive?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version you last saw; a different stored one refuses the change.',
  })
  version?: number | null;
}
