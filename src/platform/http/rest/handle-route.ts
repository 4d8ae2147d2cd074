import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../../domain/errors';
import { requestDataVersion } from '../../scope/data-version';
import type { FileLimits } from '../../files/reading/file-limits';
import type { JobKind } from '../../jobs/job.model';
import { startJob, within } from '../../jobs/jobs';
import type { Operations } from '../../persisted/operations';
import type { Actor } from '../../scope/actor';
import type { Attachments } from '../../scope/attachments';
import type { RequestScope } from '../../scope/request-scope';
import { DATA_HEADERS, entityTag, isKnownTag } from '../freshness';
import { originOf } from '../access/origin';
import { ProblemError } from '../problem';
import { answerOf, withWarnings } from './answer';
import { problemOf } from './failures';
import { readKey, requestHash, type IdempotentWrites, type Keyed } from './idempotency';
import { resolveNames } from './reading/lookup';
import { checkReadOnly, readOnlyNames } from './reading/read-only';
import { readRequest } from './reading/read-request';
import type { RawRequest, Reading } from './reading/request-parts';
import { API_ROOT, type Route } from './table/route';
import { receiveFile, type ReceivedFile } from './reading/upload';
import { sendWritten, writeAnswer, type Written } from './written';

/** What the routes run on. */
export interface RestParts {
  operations: Operations;
  newScope: (request: FastifyRequest, attachments: Attachments) => RequestScope;
  upload: FileLimits;
  /** Root fields whose answers change without a new data version. */
  notByDataVersion: ReadonlySet<string>;
  /** Why an actor may not ask a root field; undefined if it may. */
  refusal: (field: string, actor: Actor) => string | undefined;
}

interface Call {
  route: Route;
  request: FastifyRequest;
  reply: FastifyReply;
  raw: RawRequest;
  reading: Reading;
  scope: RequestScope;
  file: ReceivedFile | undefined;
}

/** The one handler of all routes: read, run the persisted operation, answer. */
export function routeHandler(route: Route, parts: RestParts, writes: IdempotentWrites) {
  const shape = parts.operations.shape(route.operation);
  const readOnly = readOnlyNames(route, parts.operations);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    // Before a file is received or a job comes to be; the operation itself asks the same rules again.
    refuse(shape.rootFields, request, parts);
    if (!route.upload && request.isMultipart()) {
      throw new DomainError(
        'UNSUPPORTED_MEDIA_TYPE',
        'multipart/form-data is not accepted here; send application/json',
      );
    }
    const raw = rawRequest(request);
    const reading = readRequest(route, shape, raw, readOnly);
    const file = route.upload ? await receiveFile(request, parts.upload) : undefined;
    const attachments = { ...route.attachments?.(reading), ...(file && { upload: file }) };
    const scope = parts.newScope(request, attachments);
    return answerCall({ route, request, reply, raw, reading, scope, file }, parts, writes);
  };
}

function refuse(fields: readonly string[], { actor }: FastifyRequest, { refusal }: RestParts): void {
  for (const field of fields) {
    const message = refusal(field, actor);
    if (message !== undefined) throw new DomainError('FORBIDDEN', message);
  }
}

function rawRequest(request: FastifyRequest): RawRequest {
  return {
    params: request.params as Record<string, string>,
    query: request.query as Record<string, string | string[]>,
    body: request.body,
    headers: request.headers,
    url: request.url,
    origin: originOf(request),
  };
}

async function answerCall(call: Call, parts: RestParts, writes: IdempotentWrites): Promise<FastifyReply> {
  const { route, request, reply, scope, reading } = call;
  const key = route.method === 'GET' ? undefined : readKey(request.headers['idempotency-key']);
  if (key === undefined && route.job !== undefined) return runAsJob(call, parts, route.job);
  try {
    if (route.answer.kind === 'sent') {
      const data = await runOperation(call, parts, scope);
      return await route.answer.send({ request: reading, reply, scope, data });
    }
    if (route.method === 'GET') return await answerRead(call, parts);
    const run = (inner: RequestScope): Promise<Written> => execute(call, parts, inner);
    const written = key === undefined ? await run(scope) : await writes.run(scope, keyed(call, key), run);
    return sendWritten(reply, written);
  } finally {
    await call.file?.remove();
  }
}

/** Answers a read, or 304 if the client holds it already. */
async function answerRead(call: Call, parts: RestParts): Promise<FastifyReply> {
  const { request, reply, scope } = call;
  const tag = await tagOf(call, parts);
  const isKnown = tag !== undefined && isKnownTag(request.headers['if-none-match'], tag);
  const written = isKnown ? undefined : await execute(call, parts, scope);
  void reply.headers({ ...DATA_HEADERS, ...(tag !== undefined && { etag: tag }) });
  return written ? sendWritten(reply, written) : reply.code(304).send();
}

/** The tag of a read; undefined where the data version does not tell answers apart. */
async function tagOf(
  { route, scope, raw }: Call,
  { operations, notByDataVersion }: RestParts,
): Promise<string | undefined> {
  if (operations.shape(route.operation).rootFields.some((field) => notByDataVersion.has(field)))
    return undefined;
  const version = await scope.loader(requestDataVersion).load('all');
  return entityTag(scope, version, [raw.url]);
}

function keyed({ request, route, file, scope }: Call, key: string): Keyed {
  const body = file?.sha256 ?? JSON.stringify(request.body ?? null);
  // Names come back with other LOBs: an answer is given again only to who may see as much.
  const { lobScope } = scope.actor;
  const seen = lobScope === null ? [] : [JSON.stringify(lobScope)];
  const hash = requestHash([request.method, request.url, body, ...seen]);
  return { key, requestHash: hash, isLong: route.job !== undefined };
}

async function runOperation(
  { route, raw, reading }: Call,
  { operations }: RestParts,
  scope: RequestScope,
): Promise<Record<string, unknown>> {
  await checkReadOnly(route, operations, scope, { reading, raw });
  await resolveNames(route, operations, scope, reading);
  const shape = operations.shape(route.operation);
  const pageable = route.answer.kind === 'list' && 'first' in shape.variables;
  const page = pageable ? { first: reading.page.limit, offset: reading.page.offset } : {};
  const result = await operations.run(route.operation, { ...reading.variables, ...page }, scope);
  const failure = problemOf(route, shape, result);
  if (failure?.status === 500)
    scope.log.error({ operation: route.operation, errors: result.errors }, 'an operation failed');
  if (failure) throw new ProblemError(failure);
  return result.data ?? {};
}

async function execute(call: Call, parts: RestParts, scope: RequestScope): Promise<Written> {
  const data = await runOperation(call, parts, scope);
  const shape = parts.operations.shape(call.route.operation);
  const answered = answerOf(call.route, shape, data, call);
  // A write looks at what is stored by filters of its own.
  const warnings = call.route.method === 'GET' ? scope.attachments.warnings : undefined;
  return writeAnswer(withWarnings(answered, warnings ?? []));
}

/** Answers with the result if it comes in time, else with the job's address; the work goes on either way. */
async function runAsJob(call: Call, parts: RestParts, kind: JobKind): Promise<FastifyReply> {
  const { scope, reading, reply, file } = call;
  const work = async (job: NonNullable<Attachments['job']>): Promise<Written> => {
    scope.attachments.job = job;
    try {
      return await execute(call, parts, scope);
    } finally {
      await file?.remove();
    }
  };
  const started = await startJob(scope, kind, work, ({ body }) => JSON.parse(body) as unknown).catch(
    async (error: unknown) => {
      await file?.remove();
      throw error;
    },
  );
  started.outcome.catch(() => undefined);
  const done = await within(started.outcome, reading.waitSeconds);
  if (done) return sendWritten(reply, done.value);
  const location = `${API_ROOT}/jobs/${started.id}`;
  return sendWritten(
    reply,
    writeAnswer({ status: 202, headers: { location }, body: { job_id: started.id } }),
  );
}
