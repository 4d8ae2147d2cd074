import { ArrayMaxSize } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { DateTimeScalar } from '../../platform/graphql/schema/scalars';
import { NamesOf } from '../../platform/graphql/filters/filter-names';
import { IsText } from '../../platform/graphql/schema/validators';
import { RECORDED_TABLES } from './history.model';
import { nearestName } from '../../domain/nearest-name';
import type { ClosedNames } from '../../platform/graphql/filters/filter-names';

const TABLES: ClosedNames = {
  accepted: `one of ${RECORDED_TABLES.join(', ')}`,
  has: (text) => RECORDED_TABLES.some((name) => name === text),
  meant: (text) => nearestName(text, RECORDED_TABLES),
};

/** Which change sets to list. */
@InputType({
  description: 'Which change sets to list; several filters must all hold, values of one are alternatives.',
})
export class HistoryFilterInput {
  @ArrayMaxSize(1000)
  @Field(() => [ID], { nullable: true, description: 'Numbers of change sets.' })
  ids?: string[] | null;

  @ArrayMaxSize(100)
  @IsText({ max: 200 })
  @Field(() => [String], { nullable: true, description: 'Who did it.' })
  actors?: string[] | null;

  @ArrayMaxSize(100)
  @IsText({ max: 100 })
  @Field(() => [String], {
    nullable: true,
    description: 'What was done: an action (`assignment.create`) or its noun (`assignment`).',
  })
  actions?: string[] | null;

  @NamesOf(TABLES)
  @Field(() => String, {
    nullable: true,
    description: 'Table that was changed, e.g. `weekly_resource_assignment`.',
  })
  entity?: string | null;

  @IsText({ min: 1, max: 200 })
  @Field(() => String, {
    nullable: true,
    description: 'Text that the key of a changed row contains, e.g. a CN.',
  })
  key?: string | null;

  @ArrayMaxSize(100)
  @IsText({ min: 1, max: 64 })
  @Field(() => [String], { nullable: true, description: 'CNs of people whose rows were changed.' })
  resourceCns?: string[] | null;

  @ArrayMaxSize(100)
  @IsText({ max: 200 })
  @Field(() => [String], {
    nullable: true,
    description: 'LOBs of changed forecasts and assignments, before or after the change.',
  })
  mainLobs?: string[] | null;

  @ArrayMaxSize(100)
  @IsText({ max: 200 })
  @Field(() => [String], { nullable: true, description: 'States of changed forecasts and assignments.' })
  states?: string[] | null;

  @ArrayMaxSize(100)
  @IsText({ max: 200 })
  @Field(() => [String], { nullable: true, description: 'Case types of changed forecasts and assignments.' })
  caseTypes?: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'First instant.' })
  from?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'First instant after the range, which is half open.',
  })
  to?: string | null;
}
