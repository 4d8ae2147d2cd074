/** Statuses of a server that answers later: too much is asked at once, or its database is away. */
const LATER: ReadonlySet<number> = new Set([429, 503]);
/** A read is sent again so many times: after once, twice and four times what `Retry-After` says. */
const MAX_RETRIES = 3;
const SECOND_MS = 1_000;
const MAX_WAIT_S = 15;

/** Reads that wait until they may be sent again. */
let waiting = 0;
const listeners = new Set<() => void>();

function count(by: 1 | -1): void {
  waiting += by;
  for (const listen of listeners) listen();
}

/** Listens to whether the page waits; returns what ends it. */
export function onWaiting(listen: () => void): () => void {
  listeners.add(listen);
  return () => listeners.delete(listen);
}

/** Whether the page waits for a server that asked to come back later. */
export const isWaiting = (): boolean => waiting > 0;

/** Milliseconds until a read may be sent again; undefined where that does not help, or was tried often enough. */
function waitOf({ status, headers }: Response, retries: number): number | undefined {
  const after = headers.get('retry-after');
  const seconds = Number(after);
  if (!LATER.has(status) || after === null || Number.isNaN(seconds) || retries >= MAX_RETRIES)
    return undefined;
  return Math.min(MAX_WAIT_S, Math.max(1, seconds) * 2 ** retries) * SECOND_MS;
}

/** Ends early, with an error, when nobody waits for the answer any more. */
function pause(ms: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', leave);
      resolve();
    }, ms);
    signal?.addEventListener('abort', leave, { once: true });
  });
}

/** Fetches; a read that is asked to come back later does so a few times before its refusal counts. Writes are sent once. */
export async function patientFetch(
  input: Parameters<typeof fetch>[0],
  init: RequestInit = {},
): Promise<Response> {
  const isRead = (init.method ?? 'GET') === 'GET';
  for (let retries = 0; ; retries += 1) {
    const response = await fetch(input, init);
    const wait = isRead ? waitOf(response, retries) : undefined;
    if (wait === undefined) return response;
    count(1);
    try {
      await pause(wait, init.signal);
    } finally {
      count(-1);
    }
  }
}
