import type { ApolloServer } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { PersistedOperations } from '../../persisted/manifest';
import type { OperationShape } from '../../persisted/operation-shape';
import type { Operations } from '../../persisted/operations';
import type { RequestScope } from '../../scope/request-scope';
import { operationShape } from './operation-shape';

/** Persisted operations, executed by `apollo` without HTTP in between. */
export function createOperations(
  apollo: ApolloServer<RequestScope>,
  schema: GraphQLSchema,
  persisted: PersistedOperations,
): Operations {
  const shapes = new Map<string, OperationShape>();
  const named = (name: string) => {
    const operation = persisted.byName.get(name);
    if (!operation) throw new Error(`There is no persisted operation ${name}`);
    return operation;
  };
  return {
    has: (name) => persisted.byName.has(name),
    shape(name) {
      const shape = shapes.get(name) ?? operationShape(schema, named(name).body);
      shapes.set(name, shape);
      return shape;
    },
    async run(name, variables, scope) {
      const request = { query: named(name).body, operationName: name, variables };
      scope.attachments.isInner = true;
      const { body } = await apollo.executeOperation(request, { contextValue: scope });
      if (body.kind !== 'single') throw new Error(`${name} answered in parts`);
      const { data, errors = [] } = body.singleResult;
      return { data, errors };
    },
  };
}
