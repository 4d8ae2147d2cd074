import { createHash } from 'node:crypto';
import type { GatewayInterface, GatewayExecutor } from '@apollo/server-gateway-interface';
import { GraphQLError, print, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { countStatements } from '../database/statement-count';
import { LruCache } from '../cache/lru-cache';

const COMPILED_QUERIES = 512;

/** Executes operations compiled to JavaScript, four to nine times faster than interpreting them. */
export function jitGateway(
  schema: GraphQLSchema,
  { showStatements = false }: { showStatements?: boolean } = {},
): GatewayInterface {
  const compiled = new LruCache<CompiledQuery>(COMPILED_QUERIES);
  const executor: GatewayExecutor = async (request) => {
    const { document, operationName, queryHash } = request;
    const hash = queryHash ?? createHash('sha256').update(print(document)).digest('hex');
    const key = `${hash}:${operationName ?? ''}`;
    let query = compiled.get(key);
    if (!query) {
      const result = compileQuery(schema, document, operationName ?? undefined, {
        customJSONSerializer: false,
      });
      if (!isCompiledQuery(result)) return withRealErrors(result);
      query = result;
      compiled.set(key, query);
    }
    const ready = query;
    const run = async (): Promise<ExecutionResult> =>
      ready.query(undefined, request.context, request.request.variables ?? {});
    if (!showStatements) return withRealErrors(await run());
    const { result, statements } = await countStatements(run);
    return withRealErrors({ ...result, extensions: { ...result.extensions, statements } });
  };
  return {
    load: () => Promise.resolve({ executor }),
    onSchemaLoadOrUpdate(listener) {
      listener({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: () => Promise.resolve(),
  };
}

/** The compiler's errors only look like GraphQL errors; the server needs real ones. */
function withRealErrors(result: ExecutionResult): Awaited<ReturnType<GatewayExecutor>> {
  const errors = result.errors?.map((error) => {
    if (error instanceof GraphQLError && Object.getPrototypeOf(error) === GraphQLError.prototype)
      return error;
    const { message, path, originalError, locations } = error;
    const real = new GraphQLError(message, { path, originalError });
    return Object.defineProperty(real, 'locations', { value: locations, enumerable: true });
  });
  return (errors ? { ...result, errors } : result) as Awaited<ReturnType<GatewayExecutor>>;
}
