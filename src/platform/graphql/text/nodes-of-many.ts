import type { GraphQLField } from 'graphql';
import { Extensions } from 'type-graphql';
import type { NodesOfMany } from './plain-text.model';

const NODES_OF_MANY = 'nodesOfMany';

/**
 * A connection that lists answer for all their objects at once where only its `nodes` are asked for: the arguments are
 * read once, and no object is made for a parent. Whatever else is asked for goes through the field’s resolver.
 */
export function AnswersMany<Parent, Arguments extends object>(
  way: NodesOfMany<Parent, Arguments>,
): PropertyDecorator & MethodDecorator {
  return Extensions({ [NODES_OF_MANY]: way });
}

/** How a connection is answered for many parents at once. */
export function nodesOfMany(field: GraphQLField<unknown, unknown>): NodesOfMany | undefined {
  return field.extensions[NODES_OF_MANY] as NodesOfMany | undefined;
}
