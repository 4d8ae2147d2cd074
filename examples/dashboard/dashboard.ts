// A dashboard in plain TypeScript: stored operations by GET, answers kept by entity tag, live by server-sent events.
import type { ExampleDashboardQuery, ExampleDashboardQueryVariables } from './generated/graphql';

/** Where Headroom is and how to speak to it. */
export interface Connection {
  url: string;
  /** An API key, where the server asks for one. */
  key?: string;
}

interface Kept {
  tag: string;
  data: unknown;
}

/** Asks stored operations by their hash; an unchanged answer is not sent again. */
export class Headroom {
  private readonly kept = new Map<string, Kept>();

  /** `hashes` are the operations of the manifest by name. */
  constructor(
    private readonly connection: Connection,
    private readonly hashes: Readonly<Record<string, string>>,
  ) {}

  async ask<Data>(name: string, variables: object): Promise<Data> {
    const search = new URLSearchParams({
      operationName: name,
      variables: JSON.stringify(variables),
      extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash: this.hashes[name] } }),
    });
    const address = `${this.connection.url}/graphql?${search.toString()}`;
    const known = this.kept.get(address);
    const response = await fetch(address, { headers: this.headers(known) });
    if (response.status === 304 && known) return known.data as Data;
    const { data, errors } = (await response.json()) as { data?: Data; errors?: { message: string }[] };
    if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
    if (data === undefined) throw new Error(`The server answered with status ${response.status}`);
    const tag = response.headers.get('etag');
    if (tag) this.kept.set(address, { tag, data });
    return data;
  }

  private headers(known: Kept | undefined): Record<string, string> {
    return {
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'apollo-require-preflight': 'true',
      ...(this.connection.key && { authorization: `Bearer ${this.connection.key}` }),
      ...(known && { 'if-none-match': known.tag }),
    };
  }
}

/** Calls `changed` whenever the data has changed, until `signal` is aborted. Comes back by itself. */
export async function follow(
  { url, key }: Connection,
  changed: (dataVersion: number) => Promise<void> | void,
  signal: AbortSignal,
): Promise<void> {
  let last = '';
  while (!signal.aborted) {
    try {
      const headers = {
        ...(key && { authorization: `Bearer ${key}` }),
        ...(last && { 'last-event-id': last }),
      };
      const { body } = await fetch(`${url}/api/v2/events`, { headers, signal });
      for await (const event of eventsOf(body)) {
        last = event.id ?? last;
        if (event.name === 'change' || event.name === 'reset') await changed(Number(event.id));
      }
    } catch (error) {
      if (!signal.aborted) console.warn('The live connection was lost; it is opened again', error);
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

interface LiveEvent {
  name: string;
  id: string | undefined;
}

async function* eventsOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<LiveEvent> {
  if (!body) return;
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      const name = field('event');
      if (name !== undefined) yield { name, id: field('id') };
    }
  }
}

/** What the dashboard shows, as lines of text. */
export function lines({ capacityTree, capacityCharts }: ExampleDashboardQuery): string[] {
  if (!capacityTree) return ['No report is stored yet.'];
  const percent = (coverage: number | null | undefined): string =>
    typeof coverage === 'number' ? `${(coverage * 100).toFixed(1)} %` : '–';
  const { monthLabel, dataVersion, metrics } = capacityTree;
  const months = (capacityCharts?.months ?? []).map(({ label }) => label);
  const span = [...new Set([months.at(0), months.at(-1)])].join(' to ');
  return [
    `${monthLabel}: ${metrics.capacity} of ${metrics.forecast} cases, ${percent(metrics.coverage)} (data version ${dataVersion})`,
    ...(capacityTree.lobs ?? []).map(
      (lob) => `${lob.name}: ${lob.metrics.gap} (${percent(lob.metrics.coverage)})`,
    ),
    ...(capacityCharts?.topShortages ?? []).map(
      ({ mainLob, state, caseType, gap }) => `short in ${span}: ${mainLob} · ${state} · ${caseType} ${gap}`,
    ),
  ];
}

/** Shows the dashboard now and after every change. */
export async function run(
  connection: Connection,
  hashes: Readonly<Record<string, string>>,
  { variables = {}, show = console.log, signal }: Options,
): Promise<void> {
  const headroom = new Headroom(connection, hashes);
  const draw = async (): Promise<void> => {
    const data = await headroom.ask<ExampleDashboardQuery>('ExampleDashboard', variables);
    show(lines(data).join('\n'));
  };
  await draw();
  await follow(connection, draw, signal);
}

interface Options {
  variables?: ExampleDashboardQueryVariables;
  show?: (text: string) => void;
  signal: AbortSignal;
}
