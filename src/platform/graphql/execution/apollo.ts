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
import { jitGateway } from './jit-gateway';
import { LIMITS } from './limits';

/** What the GraphQL server is made of. */
export interface ApolloSettings {
  schema: GraphQLSchema;
  log: Logger;
  rules: ValidationRule[];
  plugins?: ApolloServerPlugin<RequestScope>[];
  /** Answers say how many SQL statements they took: for development. */
  showStatements?: boolean;
}

/** Apollo with compiled execution, its own limits, and nothing that reaches outside. */
export function createApollo({
  schema,
  log,
  rules,
  plugins = [],
  showStatements = false,
}: ApolloSettings): ApolloServer<RequestScope> {
  return new ApolloServer<RequestScope>({
    gateway: jitGateway(schema, { showStatements }),
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
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), ...plugins],
  });
}
