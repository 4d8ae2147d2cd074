import { pipeline, type Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { FastifyReply } from 'fastify';
import { invalid } from '../../../domain/errors';
import { sendAhead } from '../../../platform/http/read-ahead';
import { DATA_HEADERS, entityTag, isKnownTag } from '../../../platform/http/freshness';
import type { Exchange } from '../../../platform/http/rest/table/route';
import type { OpenTable, RowSource } from '../../../platform/scope/attachments';
import { bodyOf } from './report-body.service';
import { chooseFormat, MEDIA_TYPES, type ReportFormat } from './report-format.rules';
import type { ReportDefinition } from '../registry/definition.model';

/** Fast rather than small: the reader waits for rows, not for the last few percent. */
const GZIP_LEVEL = 3;
const API_KEY = /([?&]api_key=)[^&]*/;

/** Streams a report in the format asked for; an unchanged one is answered by 304 before any row is read. */
export async function sendReport(exchange: Exchange, definition: ReportDefinition): Promise<FastifyReply> {
  const { request, reply } = exchange;
  const source = rowSourceOf(exchange);
  const format = chooseFormat(request.query['format'], single(request.headers['accept']));
  const layout = request.variables['layout'];
  const nested = layout === 'NESTED' || definition.layouts[0] === 'nested';
  if (nested && format !== 'json' && request.query['format'])
    throw invalid('format', format, 'json: a nested report has no rows');
  const chosen = nested ? 'json' : format;
  const tag = tagOf(exchange, source.dataVersion, chosen);
  void reply.headers({ ...DATA_HEADERS, vary: `${DATA_HEADERS.vary}, Accept-Encoding`, etag: tag });
  if (isKnownTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
  void reply.type(MEDIA_TYPES[chosen]);
  if (reply.request.method === 'HEAD') return reply.send();
  return stream(exchange, source, { definition, format: chosen });
}

/** The source that the operation has left for this transport. */
export function rowSourceOf({ scope }: Exchange): RowSource {
  const { rowSource } = scope.attachments;
  if (!rowSource) throw new Error('The operation has left no rows');
  return rowSource;
}

interface Chosen {
  definition: ReportDefinition;
  format: ReportFormat;
}

async function stream(
  { request, reply, scope }: Exchange,
  source: RowSource,
  { definition, format }: Chosen,
): Promise<FastifyReply> {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const table = await primed(await source.open(gone.signal));
  const { title, description } = definition;
  const url = request.url.replace(API_KEY, '$1…');
  const keepsFormulas = request.query['formulas']?.[0] === 'keep';
  const body = bodyOf(table, format, { title, description, url, keepsFormulas });
  closeWith(body, table, gone.signal);
  void reply.headers({
    // The snapshot may be newer than the version that the request was checked against.
    etag: tagOf({ request, scope }, table.dataVersion, format),
    ...freshnessOf(table),
    ...disposition(definition, table, format),
  });
  if (format === 'xlsx') return sendAhead(reply, body);
  return sendCompressed(reply, body, request.headers['accept-encoding']);
}

/** How fresh an answer is, and how many warnings it has, for formats that have no place for them. */
export function freshnessOf({ dataVersion, meta }: OpenTable): Record<string, string> {
  return {
    'x-data-version': String(dataVersion),
    'x-computed-at': String(meta['computed_at']),
    'x-warnings': String((meta['warnings'] as string[]).length),
  };
}

/** Sends a stream, compressed if the client takes that. */
export function sendCompressed(
  reply: FastifyReply,
  body: Readable,
  acceptEncoding: string | string[] | undefined,
): FastifyReply {
  if (!acceptsGzip(acceptEncoding)) return sendAhead(reply, body);
  const zip = createGzip({ level: GZIP_LEVEL });
  // Errors destroy the compressed stream too, so that a cut answer never looks whole.
  pipeline(body, zip, () => undefined);
  return sendAhead(reply.header('content-encoding', 'gzip'), zip);
}

/** Reads the first batch at once: a statement that fails is answered as a problem, not as a stream that breaks. */
export async function primed(table: OpenTable): Promise<OpenTable> {
  try {
    const batches = await begun(table.batches);
    const { documentJson } = table;
    return { ...table, batches, ...(documentJson && { documentJson: await begun(documentJson) }) };
  } catch (error) {
    await table.close();
    throw error;
  }
}

async function begun<T>(pieces: AsyncIterable<T>): Promise<AsyncIterable<T>> {
  const iterator = pieces[Symbol.asyncIterator]();
  return rest(await iterator.next(), iterator);
}

async function* rest<T>(first: IteratorResult<T, unknown>, further: AsyncIterator<T>): AsyncGenerator<T> {
  for (let step = first; step.done !== true; step = await further.next()) yield step.value;
}

/** However the answer ends, the snapshot does too; a client that leaves ends the answer. */
export function closeWith(body: Readable, table: OpenTable, gone: AbortSignal): void {
  body.once('close', () => void table.close());
  if (gone.aborted) body.destroy();
  else gone.addEventListener('abort', () => body.destroy(), { once: true });
}

function tagOf(
  { request, scope }: Pick<Exchange, 'request' | 'scope'>,
  dataVersion: number,
  format: ReportFormat,
) {
  return entityTag(scope, dataVersion, [format, request.url.replace(API_KEY, '')]);
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}

function acceptsGzip(header: string | string[] | undefined): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/i.test(single(header) ?? '');
}

function disposition({ path }: ReportDefinition, { meta }: OpenTable, format: ReportFormat) {
  if (format === 'json') return {};
  const month = typeof meta['report'] === 'string' ? `-${meta['report']}` : '';
  return {
    'content-disposition': `attachment; filename="${path.split('/').at(-1) ?? path}${month}.${format}"`,
  };
}
