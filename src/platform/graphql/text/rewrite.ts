import {
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { standsFor } from '../selection/asked-field';
import { plainText } from './plain-selection';
import { fieldsOf, responseKey, type Fragments } from './selection-fields';
import { isObjectList, textFieldName, texts } from './text-schema';

/**
 * A document whose queries answer lists of plain objects as text, for `textSchema(schema)`; `schema` is the public one.
 * What asks about the schema itself stays: it is told of the public one.
 */
export function withTextAnswers(schema: GraphQLSchema, document: DocumentNode): DocumentNode | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  if (document.definitions.some((node) => 'selectionSet' in node && asksSchema(node.selectionSet)))
    return undefined;
  return {
    ...document,
    definitions: document.definitions.map((node) =>
      node.kind === Kind.OPERATION_DEFINITION ? rewritten(schema, node, fragments) : node,
    ),
  };
}

function asksSchema({ selections }: SelectionSetNode): boolean {
  return selections.some((node) => {
    if (node.kind === Kind.FIELD) return node.name.value === '__schema' || node.name.value === '__type';
    return node.kind === Kind.INLINE_FRAGMENT && asksSchema(node.selectionSet);
  });
}

function rewritten(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
): OperationDefinitionNode {
  const query = schema.getQueryType();
  if (operation.operation !== OperationTypeNode.QUERY || !query) return operation;
  return { ...operation, selectionSet: selection(query, operation.selectionSet, fragments) };
}

function selection(type: GraphQLObjectType, set: SelectionSetNode, fragments: Fragments): SelectionSetNode {
  const fields = fieldsOf(type, set, fragments);
  return fields ? { ...set, selections: fields.map((node) => rewrittenField(type, node, fragments)) } : set;
}

function rewrittenField(parent: GraphQLObjectType, node: FieldNode, fragments: Fragments): FieldNode {
  const field = parent.getFields()[node.name.value];
  if (!field || !node.selectionSet || !isCompositeType(getNamedType(field.type))) return node;
  const plain = isObjectList(field.type) ? plainText(field.type, node.selectionSet, fragments) : undefined;
  const type = getNamedType(field.type);
  if (!plain) {
    if (!isObjectType(type)) return node;
    const changed = { ...node, selectionSet: selection(type, node.selectionSet, fragments) };
    standsFor(changed, node);
    return changed;
  }
  const { selectionSet: _, ...rest } = node;
  const text: FieldNode = {
    ...rest,
    name: { kind: Kind.NAME, value: textFieldName(node.name.value) },
    alias: { kind: Kind.NAME, value: responseKey(node) },
  };
  texts.set(text, plain);
  standsFor(text, node);
  return text;
}
