import { getArgumentValues, locatedError, responsePathAsArray, type GraphQLResolveInfo } from 'graphql';
import type { RequestScope } from '../../scope/request-scope';
import { validateInput } from '../schema/validate-input';
import { responseKey } from './selection-fields';
import type { NodesBelow, TextsBelow } from './plain-text.model';

/** Reads what stands below the objects of a list. */
export async function readBelow(
  below: readonly NodesBelow[],
  parents: readonly unknown[],
  { scope, info }: { scope: RequestScope; info: GraphQLResolveInfo },
): Promise<TextsBelow> {
  const read = await Promise.all(
    below.map(async (one) => {
      const texts = await readOne(one, parents, { scope, info });
      return [one, new Map(parents.map((parent, n) => [parent, texts[n] ?? '']))] as const;
    }),
  );
  return new Map(read);
}

async function readOne(
  { field, node, way, rows }: NodesBelow,
  parents: readonly unknown[],
  { scope, info }: { scope: RequestScope; info: GraphQLResolveInfo },
): Promise<readonly string[]> {
  try {
    const given = getArgumentValues(field, node, info.variableValues);
    const asked = Object.assign(new way.arguments(), given);
    await validateInput(asked, undefined, { context: scope });
    return await way.load({ scope, parents, arguments: asked, rows });
  } catch (error) {
    // What is wrong is wrong with the field of every parent: it is told of the first.
    throw locatedError(error, node, [...responsePathAsArray(info.path), 0, responseKey(node)]);
  }
}
