import { Field, ObjectType } from 'type-graphql';
import { DecimalScalar, IsoWeekScalar } from '../../../platform/graphql/schema/scalars';
import { IdleReasonEnum, ShortageReasonEnum } from './allocation-enum.type';
import { DemandName } from './allocation.type';
import type { IdleReason, ShortageReason } from '../engine/contract/types';
import { HiringValue } from './hiring.type';
import { Competition } from './plan-figures.type';
import type { Candidate } from '../engine/contract/plan-types';

/** Why somebody has no assignment in a week. */
@ObjectType({
  description: 'Why somebody has no assignment in a week, as stored now.',
  simpleResolvers: true,
})
export class WhyNotAssigned {
  @Field(() => DemandName, {
    nullable: true,
    description: 'The demand they are assigned to after all; null = none.',
  })
  assigned: DemandName | null;

  @Field(() => Boolean, { nullable: true, description: 'That assignment is pinned or manual.' })
  isFixed?: boolean;

  @Field(() => IdleReasonEnum, { nullable: true, description: 'Why there is none.' })
  reason?: IdleReason;

  @Field(() => DemandName, { nullable: true, description: 'The demand that would gain most.' })
  bestDemand?: DemandName | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Cases that it would gain.' })
  casesForgone?: number;

  @Field(() => String, { nullable: true, description: 'Of `NOT_PLANNED`: what a plan would do, in words.' })
  message?: string;
}

/** One person-week that could be given to a short demand. */
@ObjectType('ShortageCandidate', {
  description: 'One person-week that could be given to a short demand, and what that alone would bring.',
  simpleResolvers: true,
})
export class ShortageCandidate implements Omit<Candidate, 'from'> {
  @Field(() => String, { description: 'The person.' })
  cn: string;

  @Field(() => IsoWeekScalar, { description: 'The week.' })
  week: string;

  @Field(() => DemandName, { nullable: true, description: 'The demand they would leave; null = none.' })
  from: DemandName | null;

  @Field(() => DecimalScalar, { description: 'Cases that the short demand gains.' })
  cases: number;
}

/** Why a demand is short in a month. */
@ObjectType({ description: 'Why a demand is short in a month, as stored now.', simpleResolvers: true })
export class WhyShort {
  @Field(() => ShortageReasonEnum, { nullable: true, description: 'Why; null = it is not short.' })
  reason: ShortageReason | null;

  @Field(() => DecimalScalar, { description: 'Cases missing.' })
  shortfall: number;

  @Field(() => String, { nullable: true, description: 'Of `NOT_PLANNED`: what a plan would do, in words.' })
  message?: string;

  @Field(() => ShortageCandidate, {
    nullable: true,
    description:
      'Of `NOT_PLANNED`: the person-week that brings most by itself; null where several must move.',
  })
  candidate?: ShortageCandidate | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Of `NOT_PLANNED`: cases that it would gain.' })
  casesPlanned?: number;

  @Field(() => Competition, { nullable: true, description: 'Whom it competes with when it is outbid.' })
  competition?: Competition;

  @Field(() => HiringValue, { nullable: true, description: 'What one more person would add.' })
  onePersonMore?: HiringValue | null;
}
