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

/**
 * What went wrong, in words a reader can act on. `labels` are what a form calls the fields that the server calls by
 * their names in the API.
 */
export function errorText(error: unknown, labels: Readonly<Record<string, string>> = {}): string {
  const said = messagesOf(error);
  if (said) return said.map((message) => labelled(message, labels)).join('\n');
  if (ServerError.is(error)) return BY_STATUS[error.statusCode] ?? detailOf(error.bodyText, error.statusCode);
  if (error instanceof TypeError) return 'The server cannot be reached. Is it running, and are you online?';
  return error instanceof Error ? error.message : String(error);
}

/** What the server said of the fields of a request; undefined for other errors. */
function messagesOf(error: unknown): readonly string[] | undefined {
  if (error instanceof RefusedError) return error.refusals.map(({ message }) => message);
  if (CombinedGraphQLErrors.is(error)) return error.errors.map(({ message }) => message);
  return undefined;
}

/** `Working days: 8 is not accepted` for `workingDays: 8 is not accepted`. */
function labelled(message: string, labels: Readonly<Record<string, string>>): string {
  const [name = ''] = message.split(': ', 1);
  const label = labels[name];
  return label === undefined ? message : label + message.slice(name.length);
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
