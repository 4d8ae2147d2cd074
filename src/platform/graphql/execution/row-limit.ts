import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isListType,
  isObjectType,
  isInterfaceType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { fragmentsOf } from '../hooks/access-rule';
import { TOO_LARGE } from './limits';
import type { OperationHooks } from '../hooks/operation-hooks';

/** Rows that one operation may ask for: the pages of nested lists multiply. */
export const MAX_ROWS = 500_000;
/** What `first` is where a list has no default of its own. */
const PAGE = 50;
/** Plain lists are short: tiers, the weeks of a month. */
const PLAIN_LIST = 5;

interface Asked {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Readonly<Record<string, unknown>>;
}

/** Refuses operations whose nested pages could hold more rows than a server should gather at once. */
export const rowLimit: OperationHooks = {
  didResolveOperation({ schema, document, operation, request }) {
    if (!document || !operation) return;
    const variables = { ...defaultsOf(operation), ...request.variables };
    const rows = countRows({ schema, fragments: fragmentsOf(document), variables }, operation);
    if (rows > MAX_ROWS) throw tooManyRows(rows);
  },
};

function tooManyRows(rows: number): GraphQLError {
  const message = `The operation asks for up to ${rows} rows; at most ${MAX_ROWS} are accepted: ask for smaller pages (first)`;
  const issues = [{ path: 'query', message, value: rows }];
  return new GraphQLError(message, { extensions: { code: TOO_LARGE, issues, http: { status: 400 } } });
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)]] : [],
    ),
  );
}

/** The most rows that an operation could answer, if every page were full. */
export function countRows(asked: Asked, operation: OperationDefinitionNode): number {
  return rowsOf(asked, operation.selectionSet, asked.schema.getRootType(operation.operation)?.name ?? '');
}

function rowsOf(asked: Asked, set: SelectionSetNode | undefined, typeName: string): number {
  let rows = 0;
  for (const node of set?.selections ?? []) {
    if (node.kind === Kind.FIELD) rows += rowsOfField(asked, node, typeName);
    else {
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : asked.fragments.get(node.name.value);
      rows += rowsOf(asked, fragment?.selectionSet, fragment?.typeCondition?.name.value ?? typeName);
    }
  }
  return rows;
}

function rowsOfField(asked: Asked, node: FieldNode, typeName: string): number {
  const type = asked.schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) return 0;
  const field = type.getFields()[node.name.value];
  if (!field || !isCompositeType(getNamedType(field.type))) return 0;
  const inner = rowsOf(asked, node.selectionSet, getNamedType(field.type).name);
  const length = lengthOf(asked, node, field);
  return length === undefined ? inner : length * (1 + inner);
}

/** How long a list may be; undefined for what is no list, or holds one whose length is known already (`nodes`, `edges`). */
function lengthOf(
  { variables }: Asked,
  node: FieldNode,
  { args, type, name }: GraphQLField<unknown, unknown>,
): number | undefined {
  const first = args.find((arg) => arg.name === 'first');
  if (first) return pageOf(node, variables) ?? Number(first.defaultValue ?? PAGE);
  const isPage = name === 'nodes' || name === 'edges';
  return isListType(getNullableType(type)) && !isPage ? PLAIN_LIST : undefined;
}

/** What `first` is given as; undefined if it is not. */
function pageOf(node: FieldNode, variables: Asked['variables']): number | undefined {
  const given = node.arguments?.find((arg) => arg.name.value === 'first')?.value;
  const value = given?.kind === Kind.VARIABLE ? variables[given.name.value] : literalOf(given);
  if (value === undefined || value === null) return undefined;
  const length = Number(value);
  return length > 0 ? length : 0;
}

function literalOf(given: ValueNode | undefined): string | undefined {
  return given?.kind === Kind.INT ? given.value : undefined;
}
