import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type GraphQLResolveInfo,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

import { askedField } from './asked-field';

/** Fields by name, each with the fields asked for below it. */
export type SelectedFields = ReadonlyMap<string, SelectedFields>;

type Fields = Map<string, Fields>;

/** What a query asks for below the field being resolved: all aliases and fragments together, without what it skips. */
export function selectedFields(info: GraphQLResolveInfo): SelectedFields {
  const fields: Fields = new Map();
  for (const node of info.fieldNodes) collect(info, askedField(node).selectionSet, fields);
  return fields;
}

function collect(info: GraphQLResolveInfo, set: SelectionSetNode | undefined, fields: Fields): void {
  for (const node of set?.selections ?? []) {
    if (!isIncluded(info, node)) continue;
    if (node.kind === Kind.FIELD) {
      const below: Fields = fields.get(node.name.value) ?? new Map<string, Fields>();
      fields.set(node.name.value, below);
      collect(info, node.selectionSet, below);
    } else {
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : info.fragments[node.name.value];
      collect(info, fragment?.selectionSet, fields);
    }
  }
}

function isIncluded({ variableValues }: GraphQLResolveInfo, node: SelectionNode): boolean {
  if (!node.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.['if'] !== false;
}
