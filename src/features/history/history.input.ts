import { ArrayMaxSize } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { sortedPageArgs } from '../../platform/graphql/schema/page-args';
import { sortEnum } from '../../platform/graphql/schema/sort-enum';
import { DateTimeScalar } from '../../platform/graphql/schema/scalars';
import { NamesOf } from '../../platform/graphql/filters/filter-names';
import { IsText } from '../../platform/graphql/schema/validators';
import { CHANGE_SET_SORTING } from './history.model';
import {
  RECORDED_ACTIONS,
  RECORDED_ACTORS,
  RECORDED_CASE_TYPES,
  RECORDED_LOBS,
  RECORDED_PEOPLE,
  RECORDED_STATES,
  TABLES,
} from './recorded-names.service';
import type { HistoryFilter } from './history.model';

/** Which change sets to list. */
@InputType({
  description: 'Which change sets to list; several filters must all hold, values of one are alternatives.',
})
export class HistoryFilterInput implements Omit<HistoryFilter, 'ids' | 'from' | 'to'> {
  @ArrayMaxSize(1000)
  @Field(() => [ID], { nullable: true, description: 'Numbers of change sets.' })
  ids?: string[] | null;

  @ArrayMaxSize(100)
  @IsText({ max: 200 })
  @NamesOf(RECORDED_ACTORS)
  @Field(() => [String], { nullable: true, description: 'Who did it.' })
  actors?: string[] | null;

  @ArrayMaxSize(100)
  @IsText({ max: 100 })
  @NamesOf(RECORDED_ACTIONS)
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
  @NamesOf(RECORDED_PEOPLE)
  @Field(() => [String], { nullable: true, description: 'CNs of people whose rows were changed.' })
  resourceCns?: string[] | null;

  @ArrayMaxSize(100)
  @IsText({ max: 200 })
  @NamesOf(RECORDED_LOBS)
  @Field(() => [String], {
    nullable: true,
    description: 'LOBs of changed forecasts and assignments, before or after the change.',
  })
  mainLobs?: string[] | null;

  @ArrayMaxSize(100)
  @IsText({ max: 200 })
  @NamesOf(RECORDED_STATES)
  @Field(() => [String], { nullable: true, description: 'States of changed forecasts and assignments.' })
  states?: string[] | null;

  @ArrayMaxSize(100)
  @IsText({ max: 200 })
  @NamesOf(RECORDED_CASE_TYPES)
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

/** Which page of the change sets. */
@ArgsType()
export class HistoryListArgs extends sortedPageArgs(sortEnum('ChangeSetSort', CHANGE_SET_SORTING)) {}
