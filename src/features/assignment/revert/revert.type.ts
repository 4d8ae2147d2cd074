import { Field, Int, ObjectType } from 'type-graphql';
import { UserError } from '../../../platform/graphql/schema/user-error.type';
import { ChangeSet } from '../../history/graphql';

/** Answer of `revertChangeSet`. */
@ObjectType({ description: 'Answer of reverting a change set.', simpleResolvers: true })
export class RevertChangeSetPayload {
  @Field(() => ChangeSet, {
    nullable: true,
    description: 'The new change set that took the other one back; null when nothing was changed.',
  })
  changeSet?: ChangeSet;

  @Field(() => Int, { nullable: true, description: 'Person-weeks that someone holds again as before.' })
  restored?: number;

  @Field(() => Int, { nullable: true, description: 'Person-weeks freed, because nobody held them before.' })
  deallocated?: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Rows of other kinds that are as before again: people, steps, exceptions, weeks, months, holidays, CPHs, tiers, forecasts, reports.',
  })
  otherRows?: number;

  @Field(() => [UserError], {
    description: 'Why nothing was changed, each later change that stands in the way; empty on success.',
  })
  userErrors: UserError[];
}
