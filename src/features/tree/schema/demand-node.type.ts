import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { WorkType } from '../../../domain/demand/lob';
import type { AssignmentTypeName } from '../../assignment';
import { AssignmentTypeEnum } from '../../assignment/graphql';
import { connectionTypes } from '../../../platform/graphql/schema/connection';
import { DateScalar, DecimalScalar, IsoWeekScalar } from '../../../platform/graphql/schema/scalars';
import { WorkTypeEnum } from '../../../platform/graphql/schema/work-type.enum';
import type { AssignedPerson as AssignedPersonRow, PersonWeek, LeafWeek } from '../nodes/tree.model';

const YEAR = 'ISO year.';
const WEEK_NUMBER = 'Number of the ISO week.';

/** One ISO week of a demand. */
@ObjectType({ description: 'One ISO week of a demand.', simpleResolvers: true })
export class DemandWeek implements LeafWeek {
  @Field(() => IsoWeekScalar, { description: 'The ISO week.' })
  week: string;

  @Field(() => Int, { description: YEAR })
  year: number;

  @Field(() => Int, { description: WEEK_NUMBER })
  weekNumber: number;

  @Field(() => DateScalar, { description: 'Monday of the week.' })
  weekStart: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Working days for the demand’s work type; null = the week is not configured.',
  })
  workingDays: number | null;

  @Field(() => DecimalScalar, { description: 'Cases: Σ known weekly capacities.' })
  capacity: string;

  @Field(() => Int, { description: 'People assigned in the week.' })
  fteCount: number;

  @Field(() => DecimalScalar, { description: 'Σ production percentages of the week.' })
  fteEquivalent: string;

  @Field(() => Int, { description: 'Assignments whose capacity is unknown.' })
  unknownCapacityCount: number;
}

/** One person’s week on a demand. */
@ObjectType({ description: 'One week of a person on a demand.', simpleResolvers: true })
export class AssignedWeek implements PersonWeek {
  @Field(() => ID, {
    nullable: true,
    description: 'Number of the assignment, for mutations; null in a frozen month, which cannot be changed.',
  })
  assignmentId: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Version of the assignment, to send back with a change; null in a frozen month.',
  })
  version: number | null;

  @Field(() => IsoWeekScalar, { description: 'The ISO week.' })
  week: string;

  @Field(() => Int, { description: YEAR })
  year: number;

  @Field(() => Int, { description: WEEK_NUMBER })
  weekNumber: number;

  @Field(() => DecimalScalar, { description: 'Production percentage as a fraction 0–1.' })
  productionPercentage: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Cases; null = unknown because there is no CPH.',
  })
  weeklyCapacity: string | null;

  @Field(() => DecimalScalar, { description: 'Percentage of the tier as a fraction 0–1.' })
  tierPercentage: string;

  @Field(() => AssignmentTypeEnum, { description: 'How the assignment came about.' })
  assignmentType: AssignmentTypeName;

  @Field(() => Boolean, { description: 'Never moved by allocation.' })
  pinned: boolean;
}

/** Someone assigned to a demand. */
@ObjectType({ description: 'Someone assigned to a demand in the chosen month.', simpleResolvers: true })
export class AssignedPerson implements AssignedPersonRow {
  @Field(() => String, { description: 'CN of the person.' })
  resourceCn: string;

  @Field(() => String, { description: 'First name.' })
  firstName: string;

  @Field(() => String, { description: 'Last name.' })
  lastName: string;

  @Field(() => WorkTypeEnum, { description: 'Where the person sits.' })
  location: WorkType;

  @Field(() => DecimalScalar, {
    description: 'Cases: Σ known weekly capacities of the month on this demand.',
  })
  capacity: string;

  @Field(() => [AssignedWeek], { description: 'The person’s weeks on this demand in the month, in order.' })
  weeks: AssignedWeek[];
}

/** A page of the people on a demand. */
export const AssignedPersonConnection = connectionTypes('AssignedPerson', () => AssignedPerson);
