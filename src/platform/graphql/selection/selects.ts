import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';
import { askedField } from './asked-field';

/** True when the query asks for `field` directly below the field being resolved (fragments included). */
export function selects(info: GraphQLResolveInfo, field: string): boolean {
  const within = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === field;
      if (selection.kind === Kind.INLINE_FRAGMENT) return within(selection.selectionSet);
      return within(info.fragments[selection.name.value]?.selectionSet);
    }) ?? false;
  return info.fieldNodes.some((node) => within(askedField(node).selectionSet));
}
