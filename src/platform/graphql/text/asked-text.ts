import { Kind, type GraphQLResolveInfo } from 'graphql';
import { askedField } from '../selection/asked-field';
import type { PlainText } from './plain-text.model';
import { texts } from './text-schema';

/**
 * What is written of the `nodes` of the connection being resolved, where they are written as text once; undefined where
 * anything is asked for that is neither the nodes nor one of `others`.
 */
export function askedNodes(info: GraphQLResolveInfo, others: readonly string[]): PlainText | undefined {
  const [field, ...more] = info.fieldNodes;
  if (!field || more.length > 0) return undefined;
  const nodes: (PlainText | undefined)[] = [];
  for (const node of field.selectionSet?.selections ?? []) {
    if (node.kind !== Kind.FIELD) return undefined;
    const name = askedField(node).name.value;
    if (name === 'nodes') nodes.push(texts.get(node));
    else if (!others.includes(name)) return undefined;
  }
  return nodes.length === 1 ? nodes[0] : undefined;
}
