import type { FastifyReply, FastifyRequest } from 'fastify';
import { DATA_HEADERS, entityTag, isKnownTag } from '../../../../platform/http/freshness';
import { ProblemError } from '../../../../platform/http/problem';
import { originOf } from '../../../../platform/http/access/origin';
import { problemOf } from '../../../../platform/http/rest/failures';
import { readRequest } from '../../../../platform/http/rest/reading/read-request';
import type { Route } from '../../../../platform/http/rest/table/route';
import type { Operations } from '../../../../platform/persisted/operations';
import type {
  Attachments,
  OpenTable,
  RowSource,
  TableColumn,
  TextRow,
} from '../../../../platform/scope/attachments';
import type { RequestScope } from '../../../../platform/scope/request-scope';
import { operationName } from '../../delivery/report-document.rules';
import { routeQuery } from '../../delivery/report-query.preset';
import { isOfReport } from '../../registry/report-parameters.rules';
import { closeWith, freshnessOf, primed, sendCompressed } from '../../delivery/report-stream.routes';
import type { QueryOptions } from '../language/expression.model';
import { readKey, type ResourcePath } from '../language/key.reader';
import { readOptions, type RawOptions, type ResourceKind } from '../language/options.reader';
import { Refusal, refused } from '../language/refusal.rules';
import { writeSkipToken } from '../language/skip-token.reader';
import { entityJson, pageBody, type RowFormat } from './entity-body.service';
import { narrowRows, narrowToCount, type NarrowedRows, type RowsWanted } from './entity-rows.repository';
import type { EntitySet } from './entity-sets.preset';
import { parametersOf } from './filter-hints.rules';
import { jsonFormat, MAX_PAGE, mediaType, preferredPage, type JsonFormat } from './preferences.rules';

/** What the service works with. */
export interface ODataParts {
  operations: Operations;
  newScope: (request: FastifyRequest, attachments?: Attachments) => RequestScope;
}

/** One request for rows of a set. */
export interface SetRequest {
  set: EntitySet;
  path: ResourcePath;
  request: FastifyRequest;
  reply: FastifyReply;
  /** Address of the service, with a slash at its end. */
  root: string;
}

interface Asked extends SetRequest {
  options: QueryOptions;
  parameters: Readonly<Record<string, string | string[]>>;
  format: JsonFormat;
  source: RowSource;
  /** The tag of the answer at a data version. */
  tagOf: (version: number) => string;
}

const COUNT = '/$count';

/** Answers a set, one of its rows, or how many there are. */
export async function answerSet(parts: ODataParts, call: SetRequest): Promise<FastifyReply> {
  const { path, request, reply } = call;
  const kind = kindOf(path);
  const { options, format, parameters } = readOptions(request.query as RawOptions, kind);
  refuseBesideToken(options, request);
  const written = kind === 'count' ? PLAIN : jsonFormat(format, request.headers);
  const page = kind === 'set' ? preferredPage(request.headers) : undefined;
  const implied = parametersOf(options.filter, call.set.definition, parameters);
  const query = { ...whichReport(call.set, parameters), ...implied, ...parameters };
  const preview = previewOf(call.set, kind, options, page ?? MAX_PAGE);
  const { scope, source } = await runOperation(parts, call, query, preview);
  const tagOf = (version: number): string =>
    entityTag(scope, version, ['odata', request.url, written, page ?? null]);
  const tag = tagOf(source.dataVersion);
  const asked: Asked = { ...call, options, parameters, format: written, source, tagOf };
  const vary = `${DATA_HEADERS.vary}, Accept-Encoding, Prefer, OData-MaxVersion`;
  void reply.headers({ ...DATA_HEADERS, vary, etag: tag });
  if (page !== undefined) void reply.header('preference-applied', `odata.maxpagesize=${page}`);
  if (isKnownTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
  if (kind === 'count') return sendCount(asked);
  return kind === 'entity' ? sendEntity(asked) : sendPage(asked, page ?? MAX_PAGE);
}

/** Without a report every calendar month comes from its live one: nothing is there twice, and nothing goes with an import. */
function whichReport(
  { definition }: EntitySet,
  given: Readonly<Record<string, unknown>>,
): Record<string, string> {
  return isOfReport(definition.parameters) && !namesReport(given) ? { report: 'live' } : {};
}

function namesReport(given: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(given).some((name) => name.startsWith('report'));
}

const PLAIN: JsonFormat = { metadata: 'none', numbersAsText: false };

function kindOf({ set, key, rest }: ResourcePath): Exclude<ResourceKind, 'document'> {
  if (rest === '' || rest === '/') return key === undefined ? 'set' : 'entity';
  if (rest === COUNT && key === undefined) return 'count';
  throw new Refusal(
    501,
    `The path ${set}…${rest} is not supported; a set, a row by its key, or ${COUNT} is`,
    rest,
  );
}

/** A token holds what is left of $top and where $skip has led: beside it they would mean something else. */
function refuseBesideToken({ token }: QueryOptions, { query }: FastifyRequest): void {
  const other = ['$top', '$skip', '$count'].find((name) => Object.hasOwn(query as object, name));
  if (token !== undefined && other)
    throw refused(other, `${other} is not accepted beside $skiptoken; follow @odata.nextLink as it is`);
}

/** Parameters for which OData has ways of its own: $top, $select, $count; and it has no nested layout. */
const OWN_WAYS = new Set(['layout', 'limit', 'columns', 'count']);

/** The set's parameters as a route of REST would take them: names, kinds and messages are the same. */
function routeOf({ definition }: EntitySet): Route {
  const parameters = definition.parameters.filter(({ name }) => !OWN_WAYS.has(name));
  return {
    method: 'GET',
    path: `/odata/${definition.path}`,
    operation: operationName(definition),
    summary: definition.title,
    tag: 'OData',
    ...routeQuery(parameters),
    answer: { kind: 'shaped', shape: () => ({}), schema: {} },
    test: 'odata: every table answers',
  };
}

/** The first rows in the table's own order need no more of the table than themselves; any other wish does. */
function previewOf(
  { order }: EntitySet,
  kind: ResourceKind,
  { filter, order: asked, top, skip, token, count }: QueryOptions,
  page: number,
): { limit: number } | undefined {
  const isPlain = kind === 'set' && !filter && asked.length === 0 && token === undefined && !count;
  return isPlain && order.length > 0 && top !== undefined && top <= page ? { limit: top + skip } : undefined;
}

/** Runs the table's persisted operation, which checks the caller and the parameters and leaves the rows' source here. */
async function runOperation(
  { operations, newScope }: ODataParts,
  { set, request }: Pick<SetRequest, 'set' | 'request'>,
  query: Readonly<Record<string, string | string[]>>,
  preview?: { limit: number },
): Promise<{ scope: RequestScope; source: RowSource }> {
  const route = routeOf(set);
  const shape = operations.shape(route.operation);
  const { headers, url } = request;
  const raw = { params: {}, query, body: undefined, headers, url, origin: originOf(request) };
  const { variables } = readRequest(route, shape, raw, new Set());
  const scope = newScope(request, { wantsRows: true });
  const failure = problemOf(
    route,
    shape,
    await operations.run(route.operation, { ...variables, ...preview }, scope),
  );
  if (failure) throw new ProblemError(failure);
  const { rowSource } = scope.attachments;
  if (!rowSource) throw new Error('The operation has left no rows');
  return { scope, source: rowSource };
}

/** The columns that a set has now, as its rows would; refused to who may not read them. */
export async function describeSet(
  parts: ODataParts,
  request: FastifyRequest,
  set: EntitySet,
): Promise<readonly TableColumn[]> {
  const { source } = await runOperation(parts, { set, request }, {});
  return source.describe();
}

function wantedOf({ set, path, options, parameters }: Asked, page: number): RowsWanted {
  const others = Object.entries(parameters).filter(([name]) => !name.startsWith('report'));
  return {
    options,
    key: set.key,
    order: set.order,
    ...(path.key !== undefined && { keyIs: keyOf(set, path.key) }),
    list: [set.name, options.texts, others.sort(([a], [b]) => (a < b ? -1 : 1))],
    page,
  };
}

function keyOf({ name, key }: EntitySet, text: string) {
  if (key.length === 0) throw new Refusal(501, `Rows of ${name} have no key; use $filter`, 'key');
  return readKey(text, key);
}

/** Opens the table as narrowed; aborted when the client leaves. */
async function open(
  { source, reply, tagOf }: Asked,
  narrow: Parameters<RowSource['open']>[1],
): Promise<{ table: OpenTable; gone: AbortSignal }> {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const table = await source.open(gone.signal, narrow);
  // The snapshot may be newer than the version that the request was checked against.
  void reply.headers({ etag: tagOf(table.dataVersion), ...freshnessOf(table) });
  return { table, gone: gone.signal };
}

/** Reads one row at most and closes the table. */
async function onlyRow(table: OpenTable): Promise<TextRow | undefined> {
  try {
    for await (const [row] of table.batches) return row;
    return undefined;
  } finally {
    await table.close();
  }
}

async function sendCount(asked: Asked): Promise<FastifyReply> {
  const { table } = await open(asked, (statement) => narrowToCount(statement, wantedOf(asked, 1)));
  const [count = '0'] = (await onlyRow(table)) ?? [];
  return asked.reply.type('text/plain; charset=utf-8').send(count);
}

function rowFormat({ set, format, root }: Asked, { selected, columns }: NarrowedRows): RowFormat {
  return { ...format, set: set.name, root, selected, columns, key: set.key };
}

/** `$metadata#set(columns)`, as the standard spells what an answer holds. */
function contextOf({ set, root, options: { select } }: Asked, { selected }: NarrowedRows): string {
  return `${root}$metadata#${set.name}${select ? `(${selected.map(({ name }) => name).join(',')})` : ''}`;
}

async function sendEntity(asked: Asked): Promise<FastifyReply> {
  let narrowed: NarrowedRows | undefined;
  const { table } = await open(
    asked,
    (statement) =>
      (narrowed = narrowRows(statement, { ...wantedOf(asked, 1), options: { ...asked.options, top: 1 } })),
  );
  const row = await onlyRow(table);
  const { set, path, reply, format } = asked;
  if (!row || !narrowed) throw new Refusal(404, `${set.name} has no row (${path.key ?? ''})`, 'key');
  const context = `${contextOf(asked, narrowed)}/$entity`;
  return reply.type(mediaType(format)).send(entityJson(row, { ...rowFormat(asked, narrowed), context }));
}

async function sendPage(asked: Asked, page: number): Promise<FastifyReply> {
  let narrowed: NarrowedRows | undefined;
  const wanted = wantedOf(asked, page);
  const opened = await open(asked, (statement) => (narrowed = narrowRows(statement, wanted)));
  const { reply, format, request } = asked;
  void reply.type(mediaType(format));
  if (!narrowed) throw new Error('The table was not narrowed');
  if (request.method === 'HEAD') {
    await opened.table.close();
    return reply.send();
  }
  const { size, remaining, ordering } = narrowed;
  const table = await primed(opened.table);
  const body = pageBody(table, {
    ...rowFormat(asked, narrowed),
    context: contextOf(asked, narrowed),
    size,
    next: (last) => {
      const position = ordering.map(({ at }) => last[at] ?? null);
      const left = remaining === null ? null : remaining - size;
      return nextLink(asked, table, writeSkipToken(wanted.list, { position, remaining: left }));
    },
  });
  closeWith(body, table, opened.gone);
  return sendCompressed(reply, body, request.headers['accept-encoding']);
}

const NOT_REPEATED = new Set(['$top', '$skip', '$count', '$skiptoken']);

/** The next page's address: the same options, the same report even when a newer one comes meanwhile. */
function nextLink({ set, root, request, parameters }: Asked, { meta }: OpenTable, token: string): string {
  const given = Object.entries(request.query as RawOptions).filter(([name]) => !NOT_REPEATED.has(name));
  const ofReport = isOfReport(set.definition.parameters);
  const { report } = meta;
  const fixed: [string, string][] =
    ofReport && !namesReport(parameters) && typeof report === 'string' ? [['report', report]] : [];
  const pairs = [...given, ...fixed, ['$skiptoken', token] as const].flatMap(([name, values]) =>
    [values].flat().map((value) => `${name}=${encodeURIComponent(value)}`),
  );
  return `${root}${set.name}?${pairs.join('&')}`;
}
