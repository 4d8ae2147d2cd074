import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionTypes } from '../../../platform/graphql/schema/connection';
import {
  DateTimeScalar,
  DecimalScalar,
  IsoWeekScalar,
  YearMonthScalar,
} from '../../../platform/graphql/schema/scalars';
import { UserError } from '../../../platform/graphql/schema/user-error.type';
import type { IsoWeek } from '../../../domain/time/iso-week';
import { Resource, WeekException } from '../../resource/graphql';
import { Derived } from '../../../platform/graphql/schema/derived';
import type { AssignmentRow, AssignmentTypeName } from './assignment.model';

/** GraphQL's spelling of the assignment types; the values are the stored text. */
export const AssignmentTypeEnum = {
  PRIMARY: 'primary',
  BENCH: 'bench',
  MANUAL: 'manual',
} as const satisfies Record<string, AssignmentTypeName>;

registerEnumType(AssignmentTypeEnum, {
  name: 'AssignmentType',
  description: 'How an assignment came about.',
  valuesConfig: {
    PRIMARY: { description: 'Allocated to cover the requirement.' },
    BENCH: { description: 'Allocated beyond the requirement.' },
    MANUAL: { description: 'Made by a person; allocation moves it only when asked to.' },
  },
});

/** GraphQL face of an assignment. */
@ObjectType({ description: 'One person on one demand for one ISO week.', simpleResolvers: true })
export class WeeklyAssignment {
  @Field(() => ID, { description: 'Number of the assignment.' })
  id: number;

  @Field(() => Int, { description: 'ISO year.' })
  year: number;

  @Field(() => Int, { description: 'ISO week, 1–53.' })
  weekNumber: number;

  @Field(() => String, { description: 'Full name of the month of the report it belongs to.' })
  @Derived(({ reportMonth }: AssignmentRow) => reportMonth, ['reportMonth'])
  reportMonthName: string;

  @Field(() => YearMonthScalar, { description: 'Month of the report it belongs to.' })
  @Derived((row: AssignmentRow) => `${row.reportMonth} ${row.reportYear}`, ['reportMonth', 'reportYear'])
  reportMonth: string;

  @Field(() => Int, { description: 'Year of that report month.' })
  reportYear: number;

  @Field(() => Int, { description: 'Which of the report’s six forecast months, 1 to 6.' })
  forecastMonthIndex: number;

  @Field(() => String, { description: 'CN of the person.' })
  resourceCn: string;

  @Field(() => String, { description: 'Line of business of the demand.' })
  demandMainLob: string;

  @Field(() => String, { description: 'State of the demand, or `N/A`.' })
  demandState: string;

  @Field(() => String, { description: 'Case type of the demand.' })
  demandCaseType: string;

  @Field(() => ID, { description: 'Number of the capacity tier.' })
  capacityTierId: number;

  @Field(() => DecimalScalar, { description: 'Exact percentage of this week as a fraction 0–1.' })
  productionPercentage: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Cases of the week; null = unknown, because the demand has no CPH.',
  })
  weeklyCapacity: string | null;

  @Field(() => AssignmentTypeEnum, { description: 'How it came about.' })
  assignmentType: AssignmentTypeName;

  @Field(() => Boolean, { description: 'Never moved by allocation.' })
  pinned: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Remark, e.g. why an eligibility rule was overridden.',
  })
  note: string | null;

  @Field(() => String, { description: 'Who assigned.' })
  assignedBy: string;

  @Field(() => DateTimeScalar, { description: 'When it was assigned.' })
  assignedDatetime: Date;

  @Field(() => Boolean, { description: 'False once deallocated.' })
  isActive: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was deallocated.' })
  deallocatedDatetime: Date | null;

  @Field(() => String, { nullable: true, description: 'Who deallocated it.' })
  deallocatedBy: string | null;

  @Field(() => Int, {
    description:
      'Raised by every change a person makes; send it back to detect that someone else changed the row meanwhile.',
  })
  version: number;
}

/** A page of assignments. */
export const AssignmentConnection = connectionTypes('Assignment', () => WeeklyAssignment);

const USER_ERRORS = 'Why nothing was changed; empty on success.';
const SKIPPED = 'The closed months whose rows were left alone.';

/** Answer of the mutations of one assignment. */
@ObjectType({ description: 'Answer of a mutation of one assignment.', simpleResolvers: true })
export class AssignmentPayload {
  @Field(() => WeeklyAssignment, {
    nullable: true,
    description: 'The assignment as it now is; null when nothing was changed.',
  })
  assignment?: WeeklyAssignment;

  @Field(() => WeeklyAssignment, {
    nullable: true,
    description: 'With DOUBLE_BOOKING: the assignment that holds the person-week.',
  })
  existing?: WeeklyAssignment;

  @Field(() => [UserError], { description: USER_ERRORS })
  userErrors: UserError[];
}

/** Answer of the mutations of many assignments. */
@ObjectType({ description: 'Answer of a mutation of many assignments.', simpleResolvers: true })
export class AssignmentsPayload {
  @Field(() => [WeeklyAssignment], {
    description: 'The assignments of open months as they now are; empty when nothing was changed.',
  })
  assignments: WeeklyAssignment[];

  @Field(() => [YearMonthScalar], { description: SKIPPED })
  skippedClosed: string[];

  @Field(() => [UserError], { description: USER_ERRORS })
  userErrors: UserError[];
}

/** Answer of the mutations of people's production. */
@ObjectType({
  description: 'Answer of a change of people’s production from a week on.',
  simpleResolvers: true,
})
export class ProductionPayload {
  @Field(() => [Resource], { description: 'The people, by CN; empty when nothing was changed.' })
  resources: Resource[];

  @Field(() => IsoWeekScalar, { nullable: true, description: 'First week of the change.' })
  fromWeek?: IsoWeek;

  @Field(() => Int, { description: 'Production steps written, changed or removed.' })
  changedSteps: number;

  @Field(() => Int, { description: 'Assignments that took another percentage.' })
  changedAssignments: number;

  @Field(() => [WeekException], {
    description: 'Percentages of single weeks that were kept: the assignments of those weeks did not follow.',
  })
  keptExceptions: WeekException[];

  @Field(() => [YearMonthScalar], { description: SKIPPED })
  skippedClosed: string[];

  @Field(() => [UserError], { description: USER_ERRORS })
  userErrors: UserError[];
}

/** Answer of `deactivateResource`. */
@ObjectType({ description: 'Answer of the deactivation of a person.', simpleResolvers: true })
export class DeactivateResourcePayload {
  @Field(() => Resource, {
    nullable: true,
    description: 'The person as it now is; null when nothing was changed.',
  })
  resource?: Resource;

  @Field(() => [WeeklyAssignment], { description: 'The assignments that were freed.' })
  deallocated: WeeklyAssignment[];

  @Field(() => [UserError], { description: USER_ERRORS })
  userErrors: UserError[];
}
