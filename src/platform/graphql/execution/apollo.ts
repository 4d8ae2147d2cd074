import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema, ValidationRule } from 'graphql';
import type { Logger } from '../../logging/logger';
import type { RequestScope } from '../../scope/request-scope';
import { withTexts } from '../text/json-text';
import { createErrorFormatter } from './format-error';
import { compiledExecution } from './compiled-execution';
import { LIMITS } from './limits';
import { operationHooks, type OperationHooks } from '../hooks/operation-hooks';

/** What the GraphQL server is made of. */
export interface ApolloSettings {
  schema: GraphQLSchema;
  log: Logger;
  rules: ValidationRule[];
  /** What is done at the moments of every operation. */
  hooks?: readonly OperationHooks[];
  plugins?: ApolloServerPlugin<RequestScope>[];
  /** Answers say how many SQL statements they took: for development. */
  showStatements?: boolean;
}

/** Apollo with compiled execution, its own limits, and nothing that reaches outside. */
export function createApollo({
  schema,
  log,
  rules,
  hooks = [],
  plugins = [],
  showStatements = false,
}: ApolloSettings): ApolloServer<RequestScope> {
  const execution = compiledExecution(schema, { showStatements });
  return new ApolloServer<RequestScope>({
    gateway: execution.gateway,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationOptions: { maxErrors: 5 },
    validationRules: rules,
    formatError: createErrorFormatter(log),
    stringifyResult: withTexts,
    persistedQueries: false,
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: (m) => log.warn(m),
      error: (m) => log.error(m),
    },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      operationHooks([...hooks, execution.hooks]),
      ...plugins,
    ],
  });
}
