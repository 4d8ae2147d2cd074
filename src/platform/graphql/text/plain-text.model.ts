import type { FieldNode, GraphQLField, GraphQLLeafType } from 'graphql';
import type { Sql } from '../../database/sql';
import type { RequestScope } from '../../scope/request-scope';

/** Writes one value as JSON, in pieces; `texts` are those of what stands below it, where there is any. */
export type TextWriter = (value: unknown, out: string[], texts?: TextsBelow) => void;

/** A field of an object: a value that is the same for all, a property, or a list of objects. */
export type PlainField =
  | { name: string; text: string }
  | { name: string; property: string; type: GraphQLLeafType }
  | { name: string; property: string; list: PlainText };

/** How values are written, and what is written of them. */
export interface PlainText {
  write: TextWriter;
  /** Equal keys write equal texts. */
  key: string;
  /** What objects are made of, also those of a list; undefined where there is more than properties. */
  fields?: readonly PlainField[] | undefined;
  /** What must be read below the objects of a list before it is written. */
  below?: readonly NodesBelow[] | undefined;
}

/** A list of objects whose text the database writes. */
export interface RowText {
  /** The key of the selection that it answers. */
  key: string;
  /** One row as a JSON object. */
  object: Sql;
  /** One row of each list below that is asked for, by property. */
  lists: ReadonlyMap<string, Sql>;
}

/** How a connection below many parents is answered for all of them at once. */
export interface NodesOfMany<Parent = unknown, Arguments extends object = object> {
  /** The class of the field’s arguments. */
  arguments: new () => Arguments;
  /** How the database writes what is asked of the nodes; undefined where it cannot. */
  rows(asked: PlainText): RowText | undefined;
  /** The nodes of each parent as JSON objects with commas between. */
  load(asked: AskedOfMany<Parent, Arguments>): Promise<readonly string[]>;
}

/** What is asked of all parents of a list alike. */
export interface AskedOfMany<Parent, Arguments> {
  scope: RequestScope;
  parents: readonly Parent[];
  arguments: Arguments;
  rows: RowText;
}

/** A connection below the objects of a list, whose nodes are read for all of them at once. */
export interface NodesBelow {
  field: GraphQLField<unknown, unknown>;
  node: FieldNode;
  way: NodesOfMany;
  rows: RowText;
  /** What stands before the nodes and behind them. */
  before: string;
  after: string;
}

/** The nodes of each parent, by the connection below it. */
export type TextsBelow = ReadonlyMap<NodesBelow, ReadonlyMap<unknown, string>>;
