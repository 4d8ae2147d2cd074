import { Field, ObjectType } from 'type-graphql';
import { INELIGIBLE_REASONS, REASONS } from '../../../domain/codes';
import type { IsoWeek } from '../../../domain/time/iso-week';
import { DecimalScalar, IsoWeekScalar } from '../../../platform/graphql/schema/scalars';
import { textEnum } from '../../../platform/graphql/schema/text-enum';
import { Resource } from '../../resource/graphql';
import { WeeklyAssignment } from '../table/assignment.type';
import type { Candidate } from '../table/assignment-pages.model';
import type { Eligibility } from './questions.service';

const { DOUBLE_BOOKING, NO_WEEK_CONFIG, MONTH_CLOSED } = REASONS;
const ObstacleEnum = textEnum('EligibilityCode', 'What stands in the way of an assignment.', {
  ...INELIGIBLE_REASONS,
  DOUBLE_BOOKING,
  NO_WEEK_CONFIG,
  MONTH_CLOSED,
});

/** One reason why a person can't be assigned. */
@ObjectType({ description: 'One reason why a person can’t be assigned.', simpleResolvers: true })
export class EligibilityReason {
  @Field(() => ObstacleEnum, { description: 'What stands in the way.' })
  code: string;

  @Field(() => String, { description: 'What is wrong, the value seen, and what is needed.' })
  message: string;
}

/** Whether a person can serve a demand. */
@ObjectType('Eligibility', {
  description: 'Whether, and why not, a person can serve a demand in a week.',
  simpleResolvers: true,
})
export class EligibilityType implements Eligibility {
  @Field(() => Resource, { description: 'The person.' })
  resource: Resource;

  @Field(() => Boolean, { description: 'No eligibility rule is broken.' })
  eligible: boolean;

  @Field(() => Boolean, { description: 'Nothing at all stands in the way of an assignment.' })
  assignable: boolean;

  @Field(() => [EligibilityReason], { description: 'Everything that stands in the way.' })
  reasons: EligibilityReason[];

  @Field(() => WeeklyAssignment, { nullable: true, description: 'What the person does in that week.' })
  existing: WeeklyAssignment | undefined;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The person’s production percentage in that week as a fraction 0–1.',
  })
  productionPercentage: string | null;
}

/** Someone who could close a gap. */
@ObjectType('Candidate', {
  description: 'Someone eligible for a demand and free in the time asked for.',
  simpleResolvers: true,
})
export class CandidateType implements Candidate {
  @Field(() => String, { description: 'CN of the person.' })
  cn: string;

  @Field(() => [IsoWeekScalar], { description: 'The weeks asked for in which the person is free.' })
  freeWeeks: IsoWeek[];

  @Field(() => DecimalScalar, {
    description: 'Production percentage in the first free week as a fraction 0–1.',
  })
  productionPercentage: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Cases in the free weeks; null = unknown (no CPH, or a week is not configured).',
  })
  capacity: string | null;
}
