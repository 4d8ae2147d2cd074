import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';

/**
 * How Power Query asks the web for a table, as Microsoft documents it: a constant base address, everything else in
 * RelativePath and Query, the key by ApiKeyName, conditional requests for what it holds, up to three tries of 408, 429, 503
 * and 504 with integer Retry-After, a time limit, and readers that take their time. It runs the requests that a generated
 * script makes; M itself is not run.
 */
export interface PowerQueryOptions {
  /** Key for the kind Web API, `user:password` for Basic. */
  key?: string;
  basic?: string;
  /** Milliseconds before each further piece of an answer is taken. */
  pauseMs?: number;
  /** How long an answer may take, in place of the script's own time. */
  timeoutMs?: number;
  /** Values of RangeStart and RangeEnd. */
  range?: { start: string; end: string };
}

/** What went over the wire. */
export interface SentRequest {
  url: string;
  status: number;
}

type Cell = string | number | boolean | null;
type FieldType = 'text' | 'Int64.Type' | 'number' | 'date' | 'datetimezone' | 'logical';

interface Script {
  baseUrl: string;
  relativePath: string;
  filters: [name: string, values: string[]][];
  fixed: [name: string, values: string[]][];
  apiKeyName: string | undefined;
  timeoutMs: number;
  spoken: number[];
  columns: { name: string; type: FieldType; nullable: boolean }[];
}

/** The server asks for credentials: Power BI opens its dialogue. */
export class CredentialsNeeded extends Error {}
/** The script's own error: the server's words. */
export class HeadroomError extends Error {}

const RETRIED = new Set([408, 429, 503, 504]);
const MAX_TRIES = 3;
/** What the Service allows a request if the script says nothing. */
const DEFAULT_TIMEOUT_MS = 100_000;

/** A table of Power Query over a generated script. */
export class PowerQueryTable {
  readonly sent: SentRequest[] = [];
  private readonly script: Script;
  private readonly held = new Map<string, { tag: string; body: Buffer }>();

  constructor(
    text: string,
    private readonly options: PowerQueryOptions = {},
  ) {
    const script = readScript(text, options.range);
    this.script = { ...script, timeoutMs: options.timeoutMs ?? script.timeoutMs };
  }

  get baseUrl(): string {
    return this.script.baseUrl;
  }

  get columnNames(): string[] {
    return this.script.columns.map(({ name }) => name);
  }

  /** Table.FirstN and Table.SelectColumns reach the view as OnTake and OnSelectColumns. */
  async rows({ limit, names }: { limit?: number; names?: string[] } = {}): Promise<Cell[][]> {
    const wanted = names ?? this.columnNames;
    const { header, records } = await this.read([
      ...(limit === undefined ? [] : ([['limit', [String(limit)]]] as [string, string[]][])),
      ...(names === undefined ? [] : ([['columns', [names.join(',')]]] as [string, string[]][])),
    ]);
    return records.map((record) =>
      wanted.map((name) => {
        const column = this.script.columns.find((known) => known.name === name);
        if (!column) throw new Error(`The column '${name}' of the table wasn't found.`);
        const at = header.indexOf(name);
        // MissingField.UseNull
        const cell = at < 0 ? null : (record[at] ?? null);
        return typed(column.nullable && cell === '' ? null : cell, column.type, name);
      }),
    );
  }

  /** Table.RowCount reaches the view as GetRowCount. */
  async count(): Promise<number> {
    const { header, records } = await this.read([['count', ['true']]]);
    return Number(records[0]?.[header.indexOf('count')]);
  }

  /** What a polling expression yields: the one cell of its answer. */
  async mark(): Promise<string> {
    const { header, records } = await this.read([['columns', ['computed_at']]]);
    const [[mark = ''] = []] = records;
    if (header.join() !== 'computed_at' || records.length !== 1)
      throw new Error(`A polling expression takes one value, not ${JSON.stringify([header, ...records])}`);
    return String(typed(mark, 'datetimezone', 'computed_at'));
  }

  private async read(options: [string, string[]][]): Promise<{ header: string[]; records: string[][] }> {
    const body = await this.get(options);
    const [header = [], ...records] = parse(body, { bom: true, columns: false });
    return { header, records };
  }

  private async get(options: [string, string[]][]): Promise<Buffer> {
    const { baseUrl, relativePath, filters, fixed, apiKeyName, spoken } = this.script;
    // A record has each name once; the right side of & wins.
    const query = new Map([...filters, ...fixed, ...options]);
    const search = new URLSearchParams();
    for (const [name, values] of query) for (const value of values) search.append(name, value);
    const shown = `${baseUrl}/${relativePath}?${search.toString()}`;
    if (apiKeyName !== undefined && this.options.key !== undefined)
      search.append(apiKeyName, this.options.key);
    const response = await this.fetch(`${baseUrl}/${relativePath}?${search.toString()}`, shown);
    const { status } = response;
    if (status === 304) return this.held.get(shown)?.body ?? Buffer.alloc(0);
    if (status === 401 || status === 403) throw new CredentialsNeeded(String(status));
    if (spoken.includes(status)) {
      const problem = (await response.json()) as { detail?: string };
      throw new HeadroomError(problem.detail ?? `The server answered ${status}`);
    }
    if (status !== 200) throw new Error(`DataSource.Error: (${status})`);
    const body = await this.take(response);
    const tag = response.headers.get('etag');
    if (tag !== null) this.held.set(shown, { tag, body });
    return body;
  }

  private async fetch(url: string, shown: string): Promise<Response> {
    const { basic, key } = this.options;
    const held = this.held.get(shown);
    const headers = {
      'accept-encoding': 'gzip, deflate',
      ...(held && { 'if-none-match': held.tag }),
      ...(basic !== undefined &&
        key === undefined && { authorization: `Basic ${Buffer.from(basic).toString('base64')}` }),
    };
    for (let tries = 1; ; tries += 1) {
      const response = await fetch(url, { headers, signal: AbortSignal.timeout(this.script.timeoutMs) });
      this.sent.push({ url: shown, status: response.status });
      if (!RETRIED.has(response.status) || tries === MAX_TRIES) return response;
      await response.arrayBuffer();
      await sleep(waitMs(response.headers.get('retry-after'), tries));
    }
  }

  private async take(response: Response): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      if (this.options.pauseMs !== undefined) await sleep(this.options.pauseMs);
    }
    return Buffer.concat(chunks);
  }
}

/** Only whole seconds from 0.5 to 120 are honoured; without them it doubles its own wait. */
function waitMs(retryAfter: string | null, tries: number): number {
  if (retryAfter !== null && /^\d+$/.test(retryAfter)) return Math.min(120, Number(retryAfter)) * 1_000;
  return 500 * 2 ** tries;
}

function typed(cell: string | null, type: FieldType, name: string): Cell {
  if (cell === null || type === 'text') return cell;
  const refuse = (): never => {
    throw new Error(`DataFormat.Error: ${name}: ${JSON.stringify(cell)} is no ${type}`);
  };
  switch (type) {
    case 'Int64.Type':
      return /^-?\d+$/.test(cell) ? Number(cell) : refuse();
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : refuse();
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(cell) ? cell : refuse();
    case 'datetimezone':
      return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(cell) ? cell : refuse();
    case 'logical':
      return cell === 'true' || cell === 'false' ? cell === 'true' : refuse();
  }
}

function readScript(script: string, range: PowerQueryOptions['range']): Script {
  const base = /Web\.Contents\(\s*"((?:[^"]|"")*)"/.exec(script)?.[1];
  const path = /RelativePath = "((?:[^"]|"")*)"/.exec(script)?.[1];
  if (base === undefined || path === undefined)
    throw new Error('A base address that is no literal is a dynamic data source: the Service refuses it');
  const table = /Columns = type table \[\n([\s\S]*?)\n {4}\]/.exec(script)?.[1] ?? '';
  const minutes = /Timeout = #duration\(0, 0, (\d+), 0\)/.exec(script)?.[1];
  return {
    baseUrl: literal(base),
    relativePath: literal(path),
    filters: fieldsOf(/Filters = \[(.*)\],\n/.exec(script)?.[1] ?? '', range),
    fixed: fieldsOf(/Query = Filters & \[(.*)\] & options/.exec(script)?.[1] ?? '', range),
    apiKeyName: /ApiKeyName = "(.*)"/.exec(script)?.[1],
    timeoutMs: minutes === undefined ? DEFAULT_TIMEOUT_MS : Number(minutes) * 60_000,
    spoken: (/ManualStatusHandling = \{(.*)\}/.exec(script)?.[1] ?? '').split(', ').map(Number),
    columns: table.split(',\n').map((line) => {
      const [, name = '', nullable, type = ''] = /^\s*(\S+) = (nullable )?(\S+)$/.exec(line) ?? [];
      return { name, type: type as FieldType, nullable: listed(script).has(name) || nullable !== undefined };
    }),
  };
}

function listed(script: string): Set<string> {
  const names = /Nullable = \{(.*)\},\n/.exec(script)?.[1] ?? '';
  return new Set([...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name));
}

/** Fields of a record of texts, lists of texts, and the two bounds of incremental refresh. */
function fieldsOf(record: string, range: PowerQueryOptions['range']): [string, string[]][] {
  const dated = (name: string, days: string): string => {
    const bound = (name === 'RangeStart' ? range?.start : range?.end) ?? '';
    if (days === '') return bound;
    return new Date(Date.parse(bound) + Number(days) * 86_400_000).toISOString().slice(0, 10);
  };
  const bounded = record
    .replace(/Date\.AddDays\(DateTime\.Date\((\w+)\), (\d+)\)/g, '$1+$2')
    .replace(/DateTime\.Date\((\w+)\)/g, '$1+')
    .replace(
      /Date\.ToText\((RangeStart|RangeEnd)\+(\d*), \[Format = "yyyy-MM-dd", Culture = "en-US"\]\)/g,
      (_, name: string, days: string) => `"${dated(name, days)}"`,
    );
  const fields = bounded.matchAll(
    /(?:#"([^"]+)"|(\w+)) = (?:\{((?:"(?:[^"]|"")*"(?:, )?)*)\}|"((?:[^"]|"")*)")/g,
  );
  return [...fields].map(([, quoted, plain, list, single]) => [
    quoted ?? plain ?? '',
    list === undefined
      ? [literal(single ?? '')]
      : [...list.matchAll(/"((?:[^"]|"")*)"/g)].map(([, text = '']) => literal(text)),
  ]);
}

function literal(text: string): string {
  return text.replaceAll('""', '"').replaceAll('#(#)', '#');
}
