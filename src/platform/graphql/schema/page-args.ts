import { ArgsType, Field, Int } from 'type-graphql';
import { textEnum } from './text-enum';

/** Which end of a list comes first. */
export const ListSortEnum = textEnum<'LISTED' | 'REVERSED'>('ListSort', 'Which end of a list comes first.', {
  LISTED: 'In the order that the list states.',
  REVERSED: 'From the end of that order.',
});

/** One of ListSort. */
export type ListSort = keyof typeof ListSortEnum;

/** How `sort` is described. */
export const LIST_SORT = 'Which end comes first; LISTED if absent.';

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

/** A page of a list that can be read from its end, too. */
@ArgsType()
export class SortedPageArgs extends PageArgs {
  @Field(() => ListSortEnum, { nullable: true, description: LIST_SORT })
  sort?: ListSort | null;
}
