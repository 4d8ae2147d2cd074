import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { WorkType } from '../../../domain/demand/lob';
import { connectionTypes } from '../../../platform/graphql/schema/connection';
import { Derived } from '../../../platform/graphql/schema/derived';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../../../platform/graphql/schema/scalars';
import { UserError } from '../../../platform/graphql/schema/user-error.type';
import { WorkTypeEnum } from '../../../platform/graphql/schema/work-type.enum';
import type { ResourceRow } from '../person/resource.model';
import { skillsOf, statesOf } from '../person/resource.rules';
import type { ProductionStepRow } from '../production/production-step.model';

/** GraphQL face of one production step. */
@ObjectType({
  description: 'From this ISO week on the person produces at this percentage, until the next step.',
  simpleResolvers: true,
})
export class ProductionStep implements ProductionStepRow {
  @Field(() => ID, { description: 'Number of the step.' })
  id: number;

  @Field(() => String, { description: 'CN of the person.' })
  resourceCn: string;

  @Field(() => Int, { description: 'ISO year.' })
  year: number;

  @Field(() => Int, { description: 'ISO week, 1–53.' })
  weekNumber: number;

  @Field(() => DecimalScalar, { description: 'Production percentage as a fraction 0–1.' })
  productionPercentage: string;

  @Field(() => String, { description: 'Who set it.' })
  setBy: string;

  @Field(() => DateTimeScalar, { description: 'When it was set.' })
  setDatetime: Date;
}

/** GraphQL face of one exception. */
@ObjectType({
  description: 'In this ISO week only the person produces at this percentage, whatever steps and base say.',
  simpleResolvers: true,
})
export class WeekException {
  @Field(() => ID, { description: 'Number of the exception.' })
  id: number;

  @Field(() => String, { description: 'CN of the person.' })
  resourceCn: string;

  @Field(() => Int, { description: 'ISO year.' })
  year: number;

  @Field(() => Int, { description: 'ISO week, 1–53.' })
  weekNumber: number;

  @Field(() => DecimalScalar, { description: 'Production percentage as a fraction 0–1.' })
  productionPercentage: string;

  @Field(() => String, { description: 'Who set it.' })
  setBy: string;

  @Field(() => DateTimeScalar, { description: 'When it was set.' })
  setDatetime: Date;
}

/** GraphQL face of a person. */
@ObjectType({ description: 'One person who can be assigned to demand.', simpleResolvers: true })
export class Resource implements ResourceRow {
  @Field(() => ID, { description: 'Number of the person in this database; the CN is the key.' })
  id: number;

  @Field(() => String, { description: 'Contractor number (CN#): unique, upper case.' })
  cn: string;

  @Field(() => String, { description: 'First name; may be empty.' })
  firstName: string;

  @Field(() => String, { description: 'Last name; may be empty.' })
  lastName: string;

  @Field(() => String, { nullable: true, description: 'Operator id.' })
  opid: string | null;

  @Field(() => String, { description: 'Platform the person works on: Amisys, Facets or Xcelys.' })
  primaryPlatform: string;

  @Field(() => WorkTypeEnum, {
    description: 'Where the person sits; also the work type of the week configurations that count for them.',
  })
  location: WorkType;

  @Field(() => String, {
    description:
      'States as stored: sorted codes with `|` between; `ALL` = any state, empty = only demand not split by state.',
  })
  stateList: string;

  @Field(() => [String], { description: 'The states of `stateList`, one by one.' })
  @Derived(({ stateList }: ResourceRow) => statesOf(stateList), ['stateList'])
  states: string[];

  @Field(() => String, { description: 'Skills as stored: case types with commas between.' })
  skills: string;

  @Field(() => [String], { description: 'The case types of `skills`, one by one.' })
  @Derived(({ skills }: ResourceRow) => skillsOf(skills), ['skills'])
  skillList: string[];

  @Field(() => DecimalScalar, {
    description: 'Base production percentage as a fraction 0–1, in force before the first production step.',
  })
  productionPercentage: string;

  @Field(() => Boolean, { description: 'May be assigned.' })
  isActive: boolean;

  @Field(() => DateScalar, { nullable: true, description: 'First day at work, if known.' })
  hireDate: string | null;

  @Field(() => String, { nullable: true, description: 'Who deactivated the person.' })
  deactivatedBy: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the person was deactivated.' })
  deactivatedDatetime: Date | null;

  @Field(() => DateTimeScalar, { description: 'When the person was added.' })
  createdDatetime: Date;

  @Field(() => DateTimeScalar, { description: 'When the person was last changed.' })
  updatedDatetime: Date;

  @Field(() => Int, {
    description:
      'Raised by every change; send it back to detect that someone else changed the person meanwhile.',
  })
  version: number;
}

/** A page of people. */
export const ResourceConnection = connectionTypes('Resource', () => Resource);

/** Answer of the mutations of people. */
@ObjectType({ description: 'Answer of a mutation of a person.', simpleResolvers: true })
export class ResourcePayload {
  @Field(() => Resource, {
    nullable: true,
    description: 'The person as it now is; null when nothing was changed.',
  })
  resource?: Resource;

  @Field(() => [String], { description: 'What was dropped or deserves a look although the change was made.' })
  warnings: string[];

  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors: UserError[];
}
