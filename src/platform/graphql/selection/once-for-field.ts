import type { GraphQLResolveInfo } from 'graphql';

/**
 * What follows from how a field is asked for (its arguments and its selection) is the same for all of its parents: the
 * function that this makes calls `make` for the first of them in a request, and answers the others with that. A field is
 * known by all the nodes that ask for it together: one of a fragment may stand in several places, beside others.
 */
export function onceForField<T>(): (info: GraphQLResolveInfo, make: () => T) => T {
  const known = new WeakMap<object, Map<unknown, { made: T }>>();
  return ({ variableValues, fieldNodes }, make) => {
    const ofRequest = known.get(variableValues) ?? new Map<unknown, { made: T }>();
    known.set(variableValues, ofRequest);
    const kept = ofRequest.get(fieldNodes) ?? { made: make() };
    ofRequest.set(fieldNodes, kept);
    return kept.made;
  };
}
