import { request, type Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from './numbers';

/** A server that answers 503 is asked again after this time, so often. */
const BUSY_MS = 200;
const BUSY_TRIES = 50;

/** One answer; status 0 = no answer at all (`body` says why). */
export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  bytes: Buffer;
  body: string;
  /** From sending to the last byte, and to the first byte of the body. */
  ms: number;
  firstByteMs: number;
  /** What of it the request spent in this process before it had a connection: no server knows of that. */
  lineMs: number;
}

/** What to ask. */
export interface Ask {
  method?: string;
  /** Text as it is, anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  agent?: Agent;
  timeoutMs?: number;
  /** Takes the body piece by piece; nothing of it is kept then. */
  onData?: (chunk: Buffer) => void;
}

class Received implements Answer {
  readonly ms: number;
  constructor(
    readonly status: number,
    readonly headers: Answer['headers'],
    readonly bytes: Buffer,
    { started, firstByteMs, lineMs = 0 }: { started: number; firstByteMs?: number; lineMs?: number },
  ) {
    this.ms = performance.now() - started;
    this.firstByteMs = firstByteMs ?? this.ms;
    this.lineMs = lineMs;
  }
  readonly firstByteMs: number;
  readonly lineMs: number;
  get body(): string {
    return this.bytes.toString();
  }
}

/** Sends one request; a POST if it has a body. */
export function ask(url: string, asked: Ask = {}): Promise<Answer> {
  const { method, body, headers, agent, timeoutMs = 60_000, onData } = asked;
  const started = performance.now();
  return new Promise((resolve) => {
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    let lineMs = 0;
    const fail = (error: Error): void =>
      resolve(new Received(0, {}, Buffer.from(String(error)), { started, lineMs }));
    const options = {
      method: method ?? (text === undefined ? 'GET' : 'POST'),
      headers: { ...(text !== undefined && { 'content-type': 'application/json' }), ...headers },
      timeout: timeoutMs,
      ...(agent && { agent }),
    };
    const sent = request(url, options, (response) => {
      const parts: Buffer[] = [];
      let firstByteMs: number | undefined;
      response.on('data', (part: Buffer) => {
        firstByteMs ??= performance.now() - started;
        if (onData) onData(part);
        else parts.push(part);
      });
      response.on('error', fail);
      response.on('end', () => {
        const { statusCode = 0, headers: received } = response;
        const times = { started, lineMs, ...(firstByteMs !== undefined && { firstByteMs }) };
        resolve(new Received(statusCode, received, Buffer.concat(parts), times));
      });
    });
    sent.on('socket', () => (lineMs = performance.now() - started));
    sent.on('error', fail);
    sent.on('timeout', () => sent.destroy(new Error('timed out')));
    sent.end(text);
  });
}

/** An answer of status 200 or 201 without GraphQL errors; anything else is thrown, but a server that is busy is asked again. */
export async function askGood(url: string, asked: Ask = {}): Promise<Answer> {
  let answer = await ask(url, asked);
  for (let tries = 0; answer.status === 503 && tries < BUSY_TRIES; tries += 1) {
    await sleep(BUSY_MS);
    answer = await ask(url, asked);
  }
  const isGood = answer.status === 200 || answer.status === 201;
  if (isGood && answer.bytes.toString('latin1', 0, 9) !== '{"errors"') return answer;
  throw new Error(`${url} ${answer.status}: ${answer.body.slice(0, 500)}`);
}

/** How long a tiny question took while something else ran. */
export interface Pings {
  count: number;
  p50: number;
  p99: number;
  slowest: number;
}

/** Asks `{__typename}` every 10 ms while `work` runs; an answer that is not 200 counts as a minute. */
export async function pinged<T>(url: string, work: () => Promise<T>): Promise<{ result: T; pings: Pings }> {
  const times: number[] = [];
  let working = true;
  const pings = (async () => {
    while (working) {
      const { status, ms } = await ask(`${url}/graphql`, { body: '{"query":"{__typename}"}' });
      times.push(status === 200 ? ms : 60_000);
      await sleep(10);
    }
  })();
  try {
    const result = await work();
    working = false;
    await pings;
    const [p50 = NaN, p99 = NaN, slowest = NaN] = [0.5, 0.99, 1].map((share) => percentile(times, share));
    return { result, pings: { count: times.length, p50, p99, slowest } };
  } finally {
    working = false;
  }
}
