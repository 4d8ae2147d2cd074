import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  typeFromAST,
  TypeNameMetaFieldDef,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { FieldShape, ObjectShape, OperationShape, Shape } from '../../persisted/operation-shape';

interface Context {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** Works out what a document takes and answers, from the schema's types and the document's selections. */
export function operationShape(schema: GraphQLSchema, body: string): OperationShape {
  const document = parse(body);
  const operation = onlyOperation(document);
  const context: Context = { schema, fragments: fragmentsOf(document) };
  const type = operation.operation === OperationTypeNode.MUTATION ? 'mutation' : 'query';
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`The schema has no ${operation.operation} type`);
  return {
    name: operation.name?.value ?? '',
    type,
    variables: variableShapes(schema, operation),
    result: objectShape(context, root, operation.selectionSet),
    rootFields: operation.selectionSet.selections.flatMap((node) =>
      node.kind === Kind.FIELD ? [`${root.name}.${node.name.value}`] : [],
    ),
  };
}

/** The one named operation of a document. */
export function onlyOperation(document: DocumentNode): OperationDefinitionNode {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operations.length !== 1 || !operation?.name)
    throw new Error(`A persisted document holds one named operation; this one holds ${operations.length}`);
  return operation;
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((node) => [node.name.value, node]));
}

function variableShapes(schema: GraphQLSchema, operation: OperationDefinitionNode) {
  const variables: Record<string, FieldShape> = {};
  for (const node of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, node.type as never) as GraphQLInputType | undefined;
    if (!type) throw new Error(`${operation.name?.value}: $${node.variable.name.value} has an unknown type`);
    variables[node.variable.name.value] = {
      shape: inputShape(type, new Map()),
      nullable: !isNonNullType(type),
      hasDefault: node.defaultValue !== undefined,
    };
  }
  return variables;
}

function inputShape(type: GraphQLInputType, seen: Map<string, ObjectShape>): Shape {
  if (isNonNullType(type)) return inputShape(type.ofType, seen);
  if (isListType(type)) return listShape(type.ofType, (of) => inputShape(of as GraphQLInputType, seen));
  if (!isInputObjectType(type)) return leafShape(type);
  const known = seen.get(type.name);
  if (known) return known;
  const fields: Record<string, FieldShape> = {};
  const shape: ObjectShape = { kind: 'object', type: type.name, ...described(type), fields };
  seen.set(type.name, shape);
  for (const field of Object.values(type.getFields())) {
    fields[field.name] = {
      shape: inputShape(field.type, seen),
      nullable: !isNonNullType(field.type),
      hasDefault: field.defaultValue !== undefined,
      ...described(field),
    };
  }
  return shape;
}

function listShape(itemType: GraphQLInputType | GraphQLOutputType, read: (type: unknown) => Shape): Shape {
  return { kind: 'list', of: read(itemType), nullableItems: !isNonNullType(itemType) };
}

function leafShape(type: GraphQLNamedType): Shape {
  if (!isEnumType(type)) return { kind: 'leaf', type: type.name };
  const enumValues: Record<string, string> = {};
  for (const { name, value } of type.getValues()) enumValues[name] = typeof value === 'string' ? value : name;
  return { kind: 'leaf', type: type.name, ...described(type), enumValues };
}

function described(node: { description?: string | null | undefined }): { description?: string } {
  return node.description ? { description: node.description } : {};
}

function objectShape(context: Context, type: GraphQLObjectType, set: SelectionSetNode): ObjectShape {
  const fields: Record<string, FieldShape> = {};
  collect(context, type, set, fields);
  return { kind: 'object', type: type.name, ...described(type), fields };
}

function collect(
  context: Context,
  type: GraphQLObjectType,
  set: SelectionSetNode,
  fields: Record<string, FieldShape>,
): void {
  for (const node of set.selections) {
    if (node.kind === Kind.INLINE_FRAGMENT) collect(context, type, node.selectionSet, fields);
    else if (node.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = context.fragments.get(node.name.value);
      if (fragment) collect(context, type, fragment.selectionSet, fields);
    } else {
      fields[node.alias?.value ?? node.name.value] = fieldShape(context, type, node);
    }
  }
}

function fieldShape(context: Context, type: GraphQLObjectType, node: FieldNode): FieldShape {
  // Every type has it, none lists it among its fields.
  if (node.name.value === TypeNameMetaFieldDef.name)
    return { shape: { kind: 'leaf', type: 'String' }, nullable: false };
  const field = type.getFields()[node.name.value];
  if (!field) throw new Error(`${type.name} has no field ${node.name.value}`);
  if (isFirstDay(node, field)) return firstDayShape(field);
  return {
    shape: outputShape(context, field.type, node.selectionSet),
    nullable: !isNonNullType(field.type),
    ...described(field),
  };
}

/** Names under which an operation selects months that REST shows as the dates of their first days, as it always has. */
const FIRST_DAYS: ReadonlySet<string> = new Set(['monthStart', 'months', 'skippedClosed']);
const MONTH = 'YearMonth';
const DATE: Shape = { kind: 'leaf', type: 'Date', isFirstDay: true };

function isFirstDay({ alias, name }: FieldNode, { type }: GraphQLField<unknown, unknown>): boolean {
  return FIRST_DAYS.has(alias?.value ?? name.value) && getNamedType(type).name === MONTH;
}

function firstDayShape({ type, description }: GraphQLField<unknown, unknown>): FieldShape {
  const isList = isListType(getNullableType(type));
  const how = isList ? 'Each as the date of its first day.' : 'As the date of its first day.';
  return {
    shape: isList ? { kind: 'list', of: DATE, nullableItems: false } : DATE,
    nullable: !isNonNullType(type),
    description: `${description ?? ''} ${how}`,
  };
}

function outputShape(context: Context, type: GraphQLOutputType, set: SelectionSetNode | undefined): Shape {
  if (isNonNullType(type)) return outputShape(context, type.ofType as GraphQLOutputType, set);
  if (isListType(type))
    return listShape(type.ofType, (of) => outputShape(context, of as GraphQLOutputType, set));
  if (isObjectType(type) && set) return objectShape(context, type, set);
  return leafShape(getNamedType(type));
}
