import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from '../logging/logger';
import { asDomainError } from '../database/domain-errors';

/** Turns whatever was thrown into what a client may see; surprises are logged once and masked. */
export function createErrorFormatter(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const thrown = originalOf(error);
    const known = asDomainError(thrown);
    if (known) {
      const extensions = { code: known.code, issues: known.issues, ...known.details };
      return { ...formatted, message: known.message, extensions };
    }
    const code = formatted.extensions?.code;
    if (
      thrown === undefined ||
      thrown instanceof GraphQLError ||
      (code !== undefined && code !== 'INTERNAL_SERVER_ERROR')
    ) {
      return { ...formatted, extensions: { code } };
    }
    log.error({ err: thrown }, 'unexpected failure');
    return {
      ...formatted,
      message: 'Something went wrong on our side; it has been logged',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    };
  };
}

function originalOf(error: unknown): unknown {
  let current = error;
  while (current instanceof GraphQLError && current.originalError) current = current.originalError;
  return current === error && error instanceof GraphQLError ? undefined : current;
}
