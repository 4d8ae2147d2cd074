import { Field, ObjectType } from 'type-graphql';
import type { ErrorCode, Reason } from '../../../domain/codes';
import { ErrorCodeEnum, ReasonEnum } from './error-code.enum';
import { JsonScalar } from './scalars';

/** One reason why a mutation changed nothing. */
@ObjectType({ description: 'One reason why nothing was changed.', simpleResolvers: true })
export class UserError {
  @Field(() => [String], {
    nullable: true,
    description:
      'The input field that is wrong, from the outside in: `["assignments", "1", "resourceCn"]`; null when the whole request is.',
  })
  path: string[] | null;

  @Field(() => String, { description: 'What is wrong, the value seen, and what is accepted.' })
  message: string;

  @Field(() => ErrorCodeEnum, { description: 'What kind of failure the request is.' })
  code: ErrorCode;

  @Field(() => ReasonEnum, {
    nullable: true,
    description: 'The particular reason where there are several, e.g. `SKILL` of an `INELIGIBLE` person.',
  })
  reason?: Reason | undefined;

  @Field(() => JsonScalar, { nullable: true, description: 'The value seen.' })
  value?: unknown;
}
