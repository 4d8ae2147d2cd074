import { ArrayMaxSize } from 'class-validator';
import { ArgsType, Field, Int, type ClassType } from 'type-graphql';

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

/** The arguments of a list that is sorted as asked and read both ways. */
export interface SortedPage extends PageArgs {
  before?: string | null;
  sort?: string[] | null;
}

const MAX_SORTS = 8;

/** The arguments of a list that can be sorted by the values of an enum. */
export function sortedPageArgs(sorts: object): ClassType<SortedPage> {
  @ArgsType()
  class SortedPageArgs extends PageArgs implements SortedPage {
    @Field(() => String, {
      nullable: true,
      description: 'Cursor of the row after the page: the `first` rows before it, in the order of the list.',
    })
    before?: string | null;

    @ArrayMaxSize(MAX_SORTS)
    @Field(() => [sorts], {
      nullable: true,
      description: `By the first of these, ties by the next, at last as listed; at most ${MAX_SORTS}.`,
    })
    sort?: string[] | null;
  }
  return SortedPageArgs;
}
