import { pageHeaders } from './client';
import { patientFetch } from './patience';
import { signedInAgain } from './session';

/** What the REST API answers when it refuses: RFC 9457. */
export interface Problem {
  status: number;
  code: string;
  detail: string;
  errors?: readonly { path: string; message: string; value?: unknown; code?: string }[];
}

/** A refusal of the REST API, thrown with all that it contains. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
  }
}

const UNAUTHENTICATED = 401;

/** Fetches from the REST API as the reader who is signed in; refusals are thrown as `ProblemError`. */
export async function restFetch<Body>(path: string, init: RequestInit = {}): Promise<Body> {
  const response = await patientFetch(`/api/v2${path}`, {
    ...init,
    headers: { ...pageHeaders(), ...(init.headers as Record<string, string> | undefined) },
  });
  if (response.status === UNAUTHENTICATED) {
    await signedInAgain();
    return restFetch(path, init);
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new ProblemError(problemOf(body, response.status));
  return body as Body;
}

function problemOf(body: unknown, status: number): Problem {
  const detail = `The server answered with status ${status}.`;
  return { status, code: 'UNKNOWN', detail, ...(body as Partial<Problem> | undefined) };
}
