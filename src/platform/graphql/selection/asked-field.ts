import type { FieldNode } from 'graphql';

/** Fields as they were asked, by the fields that stand for them in a rewritten document. */
const asked = new WeakMap<FieldNode, FieldNode>();

/** Notes that a field of a rewritten document stands for one that a client has asked for. */
export function standsFor(rewritten: FieldNode, node: FieldNode): void {
  asked.set(rewritten, node);
}

/** The field that a client has asked for. */
export function askedField(node: FieldNode): FieldNode {
  return asked.get(node) ?? node;
}
