import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';

/** What a mutation refused. */
export interface Refusal {
  code: string;
  message: string;
}

/** A refusal of the server, thrown so that one place shows it. */
export class RefusedError extends Error {
  constructor(readonly refusals: readonly Refusal[]) {
    super(refusals.map(({ message }) => message).join('\n'));
    this.name = 'RefusedError';
  }
}

const BY_STATUS: Readonly<Record<number, string>> = {
  401: 'The server wants to know who you are. Sign in, or enter an API key under Connect.',
  403: 'You may not see this.',
  429: 'The server is busy. Try again in a moment.',
  503: 'The server is starting or its database is away. Try again in a moment.',
};

/** What went wrong, in words a reader can act on. */
export function errorText(error: unknown): string {
  if (CombinedGraphQLErrors.is(error)) return error.errors.map(({ message }) => message).join('\n');
  if (ServerError.is(error)) return BY_STATUS[error.statusCode] ?? detailOf(error.bodyText, error.statusCode);
  if (error instanceof TypeError) return 'The server cannot be reached. Is it running, and are you online?';
  return error instanceof Error ? error.message : String(error);
}

function detailOf(body: string, status: number): string {
  try {
    const { errors, detail } = JSON.parse(body) as { errors?: { message: string }[]; detail?: string };
    const text = errors?.map(({ message }) => message).join('\n') ?? detail;
    if (text) return text;
  } catch {
    // No JSON: the status has to do.
  }
  return `The server answered with status ${status}.`;
}
