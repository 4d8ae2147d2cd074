import { ArrayMaxSize } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { DateScalar } from '../../platform/graphql/schema/scalars';
import { IsText } from '../../platform/graphql/schema/validators';

/** Which change sets to list. */
@InputType({
  description: 'Which change sets to list; several filters must all hold, values of one are alternatives.',
})
export class HistoryFilterInput {
  @ArrayMaxSize(1000)
  @Field(() => [ID], { nullable: true, description: 'Numbers of change sets.' })
  ids?: string[];

  @ArrayMaxSize(100)
  @IsText({ max: 200 })
  @Field(() => [String], { nullable: true, description: 'Who did it.' })
  actors?: string[];

  @ArrayMaxSize(100)
  @IsText({ max: 100 })
  @Field(() => [String], {
    nullable: true,
    description: 'What was done: an action (`assignment.create`) or its noun (`assignment`).',
  })
  actions?: string[];

  @IsText({ min: 1, max: 100 })
  @Field(() => String, { nullable: true, description: 'Table that was changed.' })
  entity?: string;

  @IsText({ min: 1, max: 200 })
  @Field(() => String, {
    nullable: true,
    description: 'Text that the key of a changed row contains, e.g. a CN.',
  })
  key?: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day (UTC).' })
  from?: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day after the last one (UTC): the range is half open.',
  })
  to?: string;
}
