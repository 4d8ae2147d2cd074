import { ArgsType, Field, Int } from 'type-graphql';

/** The arguments that choose a page of a connection. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 50, description: 'How many rows, at most 1000.' })
  first?: number;

  @Field(() => String, { nullable: true, description: 'Cursor of the row before the page.' })
  after?: string;

  @Field(() => Int, { nullable: true, description: 'How many rows to skip.' })
  offset?: number;
}
