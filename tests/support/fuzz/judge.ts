/** An answer as it came. */
export interface Answer {
  status: number;
  type: string;
  text: string;
}

const LEAKS =
  /syntax error at or near|relation "|violates check|violates not-null|\bat .+\.(ts|js):\d+|node_modules|QueryFailedError/;

/** What is wrong with an answer of `/graphql`; nothing if it is a good or a properly refused one. */
export function graphqlFaults({ status, text }: Answer): string[] {
  if (status >= 500) return [`HTTP ${status}: ${text.slice(0, 300)}`];
  let body: { data?: unknown; errors?: { message?: unknown; extensions?: { code?: unknown } }[] };
  try {
    body = JSON.parse(text) as typeof body;
  } catch {
    return [`no JSON: ${text.slice(0, 200)}`];
  }
  const faults = (body.errors ?? []).flatMap(({ message, extensions }) => {
    const code = extensions?.code;
    if (typeof code !== 'string' || code === '') return [`an error without a code: ${String(message)}`];
    if (code === 'INTERNAL_SERVER_ERROR') return [`INTERNAL_SERVER_ERROR: ${String(message)}`];
    return typeof message === 'string' && message !== '' ? [] : [`${code} without a message`];
  });
  if (LEAKS.test(text)) faults.push(`shows its insides: ${LEAKS.exec(text)?.[0] ?? ''}`);
  return [...faults, ...userErrorFaults(body.data)];
}

function userErrorFaults(data: unknown): string[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.values(data).flatMap((payload: unknown) => {
    if (typeof payload !== 'object' || payload === null || !('userErrors' in payload)) return [];
    const { userErrors } = payload as { userErrors: { code?: unknown; message?: unknown }[] };
    return userErrors
      .filter(({ code, message }) => !code || !message || code === 'INTERNAL_SERVER_ERROR')
      .map((error) => `user error without code or message: ${JSON.stringify(error).slice(0, 200)}`);
  });
}

/** What is wrong with an answer of the REST API. */
export function restFaults({ status, type, text }: Answer): string[] {
  if (status >= 500) return [`HTTP ${status}: ${text.slice(0, 300)}`];
  if (status < 400) return [];
  if (type.startsWith('application/json;odata')) return odataFaults(text);
  if (!type.startsWith('application/problem+json'))
    return [`HTTP ${status} as ${type}: ${text.slice(0, 200)}`];
  const problem = JSON.parse(text) as { code?: unknown; detail?: unknown; status?: unknown };
  const faults: string[] = [];
  if (typeof problem.code !== 'string' || problem.code === '') faults.push(`no code: ${text.slice(0, 200)}`);
  if (typeof problem.detail !== 'string' || problem.detail === '')
    faults.push(`no detail: ${text.slice(0, 200)}`);
  if (problem.status !== status) faults.push(`status ${String(problem.status)} in an answer of ${status}`);
  if (LEAKS.test(text)) faults.push(`shows its insides: ${LEAKS.exec(text)?.[0] ?? ''}`);
  return faults;
}

/** OData has a form of its own: `{"error": {"code", "message"}}`. */
function odataFaults(text: string): string[] {
  const { error } = JSON.parse(text) as { error?: { code?: unknown; message?: unknown } };
  const isWhole = typeof error?.code === 'string' && typeof error.message === 'string' && !LEAKS.test(text);
  return isWhole ? [] : [`no code or message, or its insides: ${text.slice(0, 200)}`];
}
