import {
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Fragments of a document by name. */
export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/**
 * The fields of a selection, fragments included; undefined where a directive decides, where a fragment may not apply, or
 * where two fields answer under one name.
 */
export function fieldsOf(
  type: GraphQLObjectType,
  set: SelectionSetNode | undefined,
  fragments: Fragments,
): FieldNode[] | undefined {
  const fields = flat(type, set, fragments);
  const keys = new Set(fields?.map(responseKey));
  return keys.size === fields?.length ? fields : undefined;
}

function flat(
  type: GraphQLObjectType,
  set: SelectionSetNode | undefined,
  fragments: Fragments,
): FieldNode[] | undefined {
  const fields: FieldNode[] = [];
  for (const node of set?.selections ?? []) {
    const within = isDirected(node) ? undefined : flatNode(type, node, fragments);
    if (!within) return undefined;
    fields.push(...within);
  }
  return fields;
}

function isDirected({ directives = [] }: SelectionNode): boolean {
  return directives.length > 0;
}

function flatNode(
  type: GraphQLObjectType,
  node: SelectionNode,
  fragments: Fragments,
): FieldNode[] | undefined {
  if (node.kind === Kind.FIELD) return [node];
  const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
  const condition = fragment?.typeCondition?.name.value ?? type.name;
  return condition === type.name ? flat(type, fragment?.selectionSet, fragments) : undefined;
}

/** The name under which a field answers. */
export function responseKey({ alias, name }: FieldNode): string {
  return alias?.value ?? name.value;
}
