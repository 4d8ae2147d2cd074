import { request, type IncomingMessage } from 'node:http';

/** One server-sent event as a client sees it. */
export interface LiveEvent {
  name: string;
  id: string | undefined;
  data: Record<string, unknown>;
}

/** A client of `GET /api/v2/events`. */
export interface LiveClient {
  status: number;
  events: LiveEvent[];
  /** The first event that fits, already there or still to come. */
  next(fits: (event: LiveEvent) => boolean, withinMs?: number): Promise<LiveEvent>;
  close(): void;
}

/** Listens to a server’s events. */
export async function listenTo(url: string, headers: Record<string, string> = {}): Promise<LiveClient> {
  const sent = request(`${url}/api/v2/events`, { headers: { accept: 'text/event-stream', ...headers } });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve).once('error', reject).end();
  });
  const events: LiveEvent[] = [];
  let text = '';
  const listeners = new Set<() => void>();
  response.setEncoding('utf8');
  response.on('error', () => undefined);
  sent.on('error', () => undefined);
  response.on('data', (chunk: string) => {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    events.push(...blocks.flatMap(readEvent));
    for (const listener of listeners) listener();
  });
  return {
    status: response.statusCode ?? 0,
    events,
    next: (fits, withinMs = 5_000) => firstOf({ events, listeners }, fits, withinMs),
    close: () => sent.destroy(),
  };
}

function readEvent(block: string): LiveEvent[] {
  const field = (name: string): string | undefined =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2);
  const name = field('event');
  if (name === undefined) return [];
  return [{ name, id: field('id'), data: JSON.parse(field('data') ?? '{}') as Record<string, unknown> }];
}

function firstOf(
  { events, listeners }: { events: LiveEvent[]; listeners: Set<() => void> },
  fits: (event: LiveEvent) => boolean,
  withinMs: number,
): Promise<LiveEvent> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      listeners.delete(look);
      reject(new Error(`No such event within ${withinMs} ms; there were ${JSON.stringify(events)}`));
    }, withinMs);
    const look = (): void => {
      const found = events.find(fits);
      if (!found) return;
      clearTimeout(timer);
      listeners.delete(look);
      resolve(found);
    };
    listeners.add(look);
    look();
  });
}
