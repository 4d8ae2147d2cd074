import { Field, Int, ObjectType } from 'type-graphql';
import type { WorkType } from '../../../domain/demand/lob';
import { DecimalScalar, IsoWeekScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import { WorkTypeEnum } from '../../../platform/graphql/schema/work-type.enum';
import type { Profile } from '../engine/contract/hiring-types';

/** A kind of person. */
@ObjectType({
  description: 'A kind of person: who has all of this can do the same demands.',
  simpleResolvers: true,
})
export class StaffProfile implements Profile {
  @Field(() => String, { description: 'Platform.' })
  platform: string;

  @Field(() => WorkTypeEnum, { description: 'Location.' })
  location: WorkType;

  @Field(() => [String], {
    description: 'USPS codes or `ALL`; empty = only demand that is not split by state.',
  })
  states: string[];

  @Field(() => [String], { description: 'Case types.' })
  skills: string[];
}

/** What one more person would add. */
@ObjectType({
  description: 'What one more person of a profile at 100 % adds in a month.',
  simpleResolvers: true,
})
export class HiringValue {
  @Field(() => StaffProfile, { description: 'What the person can do.' })
  profile: StaffProfile;

  @Field(() => YearMonthScalar, { description: 'The month.' })
  month: string;

  @Field(() => String, { description: 'The month as reports label it: `May-25`.' })
  monthLabel(): string {
    return this.month;
  }

  monthStart: string;

  @Field(() => DecimalScalar, {
    description:
      'Cases more, others being reassigned, fractions of weeks allowed: what planning anew with that person gains in the relaxation.',
  })
  cases: number;

  @Field(() => DecimalScalar, { description: 'Productive hours of that person in the month.' })
  hours: number;

  @Field(() => Int, { description: 'Demands that gain.' })
  demandsHelped: number;
}

/** A hire worth most. */
@ObjectType({
  description: 'A hire worth most: the best of its months, and all of them from the start week on.',
  simpleResolvers: true,
})
export class ListedHire extends HiringValue {
  @Field(() => IsoWeekScalar, { description: 'First week that may change and has working hours.' })
  startWeek: string;

  @Field(() => DecimalScalar, { description: 'Cases over all months of the plan.' })
  totalCases: number;
}
