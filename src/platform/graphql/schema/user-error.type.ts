import { Field, ObjectType } from 'type-graphql';
import { JsonScalar } from './scalars';

/** One reason why a mutation changed nothing. */
@ObjectType({ description: 'One reason why nothing was changed.', simpleResolvers: true })
export class UserError {
  @Field(() => String, {
    description:
      'The input field that is wrong, dotted (`input.productionPercentage`); empty when the whole request is.',
  })
  path: string;

  @Field(() => String, { description: 'What is wrong, the value seen, and what is accepted.' })
  message: string;

  @Field(() => String, {
    description: 'What kind of failure the request is, e.g. `VALIDATION`, `DOUBLE_BOOKING`, `MONTH_CLOSED`.',
  })
  code: string;

  @Field(() => String, {
    nullable: true,
    description: 'The particular reason where there are several, e.g. `SKILL` of an `INELIGIBLE` person.',
  })
  reason?: string | undefined;

  @Field(() => JsonScalar, { nullable: true, description: 'The value seen.' })
  value?: unknown;
}
