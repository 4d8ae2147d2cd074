/** What an expression yields. A null literal fits every kind. */
export type ValueKind = 'text' | 'number' | 'date' | 'datetime' | 'boolean' | 'null';

/** A literal with its value as text: exact decimals, ISO dates; null for null. */
export interface Literal {
  node: 'literal';
  kind: ValueKind;
  value: string | null;
  /** As it stands in the request. */
  source: string;
}

/** A column by its name. */
export interface Property {
  node: 'property';
  name: string;
}

/** A function of the standard with its arguments. */
export interface Call {
  node: 'call';
  name: string;
  args: readonly Expression[];
}

/** Operators between two expressions. */
export type InfixOperator =
  'or' | 'and' | 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | 'add' | 'sub' | 'mul' | 'div' | 'mod';

/** Operators before one expression. */
export type PrefixOperator = 'not' | 'negate';

/** An operator before its operand. */
export interface Prefix {
  node: 'prefix';
  operator: PrefixOperator;
  of: Expression;
}

/** An operator between its operands. */
export interface Infix {
  node: 'infix';
  operator: InfixOperator;
  left: Expression;
  right: Expression;
}

/** A filter as it was written, with the precedence of the standard; types are not checked yet. */
export type Expression = Literal | Property | Call | Prefix | Infix;

/** A column that orders the rows. */
export interface OrderItem {
  name: string;
  descending: boolean;
}

/** The system query options of a request, read but not yet compared with a table's columns. */
export interface QueryOptions {
  filter: Expression | undefined;
  /** Undefined = every column. */
  select: readonly string[] | undefined;
  order: readonly OrderItem[];
  top: number | undefined;
  skip: number;
  count: boolean;
  token: string | undefined;
  /** The text of $filter and $orderby: a token belongs to one of each. */
  texts: readonly [filter: string | undefined, orderby: string | undefined];
}
