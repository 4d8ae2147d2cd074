import { Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { invalid } from '../../domain/errors';
import type { Page } from '../database/page';

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
/** No list is longer, and with a page on top of it the position still is a PostgreSQL integer. */
const MAX_OFFSET = 1_000_000_000;
const PREFIX = 'row:';

/** Reads `first`/`after`/`offset`; cursors are opaque row positions in the list's stated order. */
export function readPage(args: { first?: number; after?: string; offset?: number }): Page {
  const { first = 50, after, offset = 0 } = args;
  if (!Number.isInteger(first) || first < 0 || first > MAX_PAGE)
    throw invalid('first', first, `an integer from 0 to ${MAX_PAGE}`);
  if (!Number.isInteger(offset) || offset < 0 || offset > MAX_OFFSET)
    throw invalid('offset', offset, `an integer from 0 to ${MAX_OFFSET}`);
  return { limit: first, offset: after === undefined ? offset : readCursor(after) + 1 + offset };
}

function readCursor(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const position = text.startsWith(PREFIX) ? Number(text.slice(PREFIX.length)) : NaN;
  if (!Number.isSafeInteger(position) || position < 0 || position > MAX_OFFSET)
    throw invalid('after', cursor, 'a cursor that an earlier page has given');
  return position;
}

/** A page as a connection. `rows` may hold one row more than `limit`, which tells that more follow. */
export function toConnection<T>(rows: readonly T[], page: Page, totalCount: number): Connection<T> {
  const nodes = rows.slice(0, page.limit);
  const edges = nodes.map((node, i) => ({
    node,
    cursor: Buffer.from(`${PREFIX}${page.offset + i}`).toString('base64url'),
  }));
  const pageInfo: PageInfo = {
    hasNextPage: rows.length > page.limit,
    hasPreviousPage: page.offset > 0,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, nodes, pageInfo, totalCount };
}
