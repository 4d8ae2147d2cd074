import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { shownValue, type Issue } from '../../../domain/errors';
import { isAborted } from '../../logging/aborted';
import type { Logger } from '../../logging/logger';
import { asDomainError } from '../../database/pool/domain-errors';
import { TOO_LARGE, tooManyTokens } from './limits';

/** Turns whatever was thrown into what a client may see; surprises are logged once and masked. */
export function createErrorFormatter(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const thrown = originalOf(error);
    const known = asDomainError(thrown);
    if (known) {
      const extensions = { code: known.code, issues: known.issues.map(shown), ...known.details };
      return { ...formatted, message: known.message, extensions };
    }
    const code = formatted.extensions?.code;
    const large = tooLarge(formatted, thrown ?? error);
    if (large) return large;
    if (
      thrown === undefined ||
      thrown instanceof GraphQLError ||
      (code !== undefined && code !== 'INTERNAL_SERVER_ERROR')
    ) {
      return { ...formatted, message: shortened(formatted.message), extensions: { code } };
    }
    if (isAborted(thrown)) log.info('an operation was given up: nobody waits for it any more');
    else log.error({ err: thrown }, 'unexpected failure');
    return {
      ...formatted,
      message: 'Something went wrong on our side; it has been logged',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    };
  };
}

const MAX_QUOTED = 200;
const MAX_MESSAGE = 1_000;

/** The library quotes values whole: each is cut, and what remains of many in the middle, between place and reason. */
function shortened(message: string): string {
  if (message.length <= MAX_MESSAGE) return message;
  const parts = message.split('"').map((part) => (part.length > MAX_QUOTED ? `${part.slice(0, 80)}…` : part));
  const text = parts.join('"');
  const half = MAX_MESSAGE / 2;
  return text.length > MAX_MESSAGE ? `${text.slice(0, half)} … ${text.slice(-half)}` : text;
}

function shown(issue: Issue): Issue {
  return 'value' in issue ? { ...issue, value: shownValue(issue.value) } : issue;
}

/** A refusal for size, which the server would call a mistake in the document. */
function tooLarge(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError | undefined {
  const own = thrown instanceof GraphQLError ? thrown.extensions : undefined;
  if (own?.['code'] === TOO_LARGE) return { ...formatted, extensions: { ...own } };
  const tokens = tooManyTokens(formatted.message);
  if (!tokens) return undefined;
  return { ...formatted, message: tokens.message, extensions: { code: TOO_LARGE, issues: tokens.issues } };
}

function originalOf(error: unknown): unknown {
  let current = error;
  while (current instanceof GraphQLError && current.originalError) current = current.originalError;
  return current === error && error instanceof GraphQLError ? undefined : current;
}
