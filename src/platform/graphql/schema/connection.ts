import { Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { invalid } from '../../../domain/errors';
import { positionOf, turned, type Ordering } from '../../database/keyset';
import type { Page } from '../../database/page';
import { orderingBy, type Sorting } from '../../database/sorting';
import { listName, readCursor, writeCursor } from './cursor';

export type { Page };

/** Where a page of a connection stands. */
@ObjectType({ description: 'Where a page stands in the whole list.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'More rows follow.' })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Rows precede this page.' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row.' })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last row: pass it as `after`.' })
  endCursor: string | null;
}

/** One page of a list in a stated order. */
export interface Connection<T> {
  edges: { node: T; cursor: string }[];
  nodes: T[];
  pageInfo: PageInfo;
  totalCount: number;
}

/** Relay connection and edge types of a node type. */
export function connectionTypes<T extends object>(name: string, node: () => ClassType<T>) {
  @ObjectType(`${name}Edge`, { description: `One ${name} in a list.`, simpleResolvers: true })
  class Edge {
    @Field(() => node(), { description: `The ${name}.` })
    node: T;

    @Field(() => String, { description: 'Where this row stands; opaque.' })
    cursor: string;
  }

  @ObjectType(`${name}Connection`, {
    description: `A page of ${name} rows (Relay connection).`,
    simpleResolvers: true,
  })
  class ConnectionType {
    @Field(() => [Edge], { description: 'Rows with their cursors.' })
    edges: Edge[];

    @Field(() => [node()], { description: 'The rows alone.' })
    nodes: T[];

    @Field(() => PageInfo, { description: 'Where this page stands.' })
    pageInfo: PageInfo;

    @Field(() => Int, { description: 'Rows in the whole list; counted only when asked for.' })
    totalCount: number;
  }
  return ConnectionType;
}

const MAX_PAGE = 1000;
/** No list is longer, and with a page on top of it the number still is a PostgreSQL integer. */
const MAX_OFFSET = 1_000_000_000;

/** Arguments that choose a page; null counts as absent. */
interface PageChoice {
  first?: number | null | undefined;
  after?: string | null | undefined;
  offset?: number | null | undefined;
}

/** Arguments that choose a page of a list that can be sorted and read both ways. */
interface SortedPageChoice extends PageChoice {
  before?: string | null | undefined;
  sort?: readonly string[] | null | undefined;
}

/** A page of a list in a stated order. */
export interface ListPage<Row> extends Page {
  /** Where a row of the list stands, the `index`th of this page; opaque to clients. */
  cursorOf(row: Row, index: number): string;
  /** It is read from its end: the rows before a cursor, the nearest first. */
  isBackward?: boolean;
}

const POSITIONS = { list: 'position', columns: [{ field: 'position', type: 'integer' }] } as const;

/** Reads a page of rows that never change, such as those of a kept plan: cursors are positions. */
export function readPage({ after, ...choice }: PageChoice): ListPage<unknown> {
  const { limit, offset: skipped } = readLimits(choice);
  const [last] = typeof after === 'string' ? readCursor(after, POSITIONS.list, POSITIONS.columns) : [-1];
  const offset = integer('offset', Number(last) + 1 + skipped, MAX_OFFSET);
  return { limit, offset, cursorOf: (_row, index) => writeCursor(POSITIONS.list, [offset + index]) };
}

function readLimits({ first, offset }: PageChoice): Page {
  return {
    limit: integer('first', first ?? 50, MAX_PAGE),
    offset: integer('offset', offset ?? 0, MAX_OFFSET),
  };
}

function integer(path: string, value: number, most: number): number {
  if (Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw invalid(path, value, `an integer from 0 to ${most}`);
}

/**
 * Reads `first`, `after` and `offset` of a list. Cursors carry the row's own values, so rows that come and go elsewhere
 * shift nothing; `filter` is what else decides about the list: a cursor of another filter or order is refused.
 */
export function readListPage<Row>(
  choice: PageChoice,
  ordering: Ordering<Row>,
  filter: unknown = null,
): ListPage<Row> {
  const { after } = choice;
  let named: string | undefined;
  const list = (): string => (named ??= listName(ordering.name, filter));
  return {
    ...readLimits(choice),
    ...(typeof after === 'string' && { after: readCursor(after, list(), ordering.columns) }),
    cursorOf: (row) => writeCursor(list(), positionOf(ordering, row)),
  };
}

/** Reads the page of a list that is sorted as asked; `before` reads it backward, by the same cursors. */
export function readSortedPage<Row>(
  { before, sort, ...choice }: SortedPageChoice,
  sorting: Sorting<Row>,
  filter: unknown = null,
): ListPage<Row> {
  const ordering = orderingBy(sorting, sort ?? []);
  const isBackward = typeof before === 'string';
  if (isBackward && typeof choice.after === 'string')
    throw invalid('before', before, 'either after or before');
  const page = readListPage(isBackward ? { ...choice, after: before } : choice, ordering, filter);
  if (!isBackward) return ordering === sorting.listed ? page : { ...page, columns: ordering.columns };
  return { ...page, columns: turned(ordering.columns), isBackward };
}

/**
 * A page as a connection, whose cursors are made when they are asked for. `rows` may hold one row more than `limit`, which
 * tells that more follow.
 */
export function toConnection<T>(rows: readonly T[], page: ListPage<T>, totalCount: number): Connection<T> {
  const { isBackward = false } = page;
  const nodes = rows.slice(0, page.limit);
  if (isBackward) nodes.reverse();
  const hasMore = rows.length > page.limit;
  const isInside = page.offset > 0 || page.after !== undefined;
  const cursorAt = (index: number): string | null => {
    const node = nodes[index];
    return node === undefined ? null : page.cursorOf(node, index);
  };
  return {
    nodes,
    totalCount,
    get edges() {
      return nodes.map((node, index) => ({ node, cursor: page.cursorOf(node, index) }));
    },
    get pageInfo() {
      return {
        hasNextPage: isBackward ? isInside : hasMore,
        hasPreviousPage: isBackward ? hasMore : isInside,
        startCursor: cursorAt(0),
        endCursor: cursorAt(nodes.length - 1),
      };
    },
  };
}
