import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DATA_HEADERS, entityTag, isKnownTag } from '../../../../platform/http/freshness';
import { ProblemError } from '../../../../platform/http/problem';
import { problem } from '../../../../platform/http/problem';
import { originOf } from '../../../../platform/http/access/origin';
import { refuseOtherMethods } from '../../../../platform/http/rest/rest-plugin';
import { API_ROOT } from '../../../../platform/http/rest/table/route';
import type { Logger } from '../../../../platform/logging/logger';
import { requestDataVersion } from '../../../../platform/scope/data-version';
import { readPath } from '../language/key.reader';
import { readOptions, type RawOptions } from '../language/options.reader';
import { Refusal, unsupported } from '../language/refusal.rules';
import { FILTER_FUNCTIONS } from './entity-rows.repository';
import { answerSet, describeSet, type ODataParts } from './entity-set.routes';
import { ENTITY_SETS, findEntitySet } from './entity-sets.preset';
import { metadataDocument, serviceDocument, type DescribedSet } from './metadata.rules';
import { answerErrors } from './odata-errors.routes';
import { checkVersions, jsonFormat, mediaType } from './preferences.rules';

const ROOT = `${API_ROOT}/odata`;
const METADATA = '$metadata';
const XML = 'application/xml; charset=utf-8';

/** OData v4, read only: every flat table of the registry as an entity set. */
export function odata({ log, ...parts }: ODataParts & { log: Logger }) {
  return (http: FastifyInstance, _options: unknown, done: () => void): void => {
    answerErrors(http, log);
    http.addHook('onRequest', (request, reply, next) => {
      void reply.header('odata-version', '4.0');
      checkVersions(request.headers);
      next();
    });
    const service = { admission: 'gated' } as const;
    http.get(ROOT, { config: service }, (request, reply) => sendService(parts, request, reply));
    http.get(`${ROOT}/${METADATA}`, { config: service }, (request, reply) =>
      sendMetadata(parts, request, reply),
    );
    http.get(`${ROOT}/*`, { config: { admission: 'own' } }, (request, reply) =>
      answerPath(parts, request, reply),
    );
    http.post(`${ROOT}/$batch`, { config: service }, () => {
      throw unsupported('$batch', 'The resource $batch', 'send each request by itself');
    });
    for (const url of [ROOT, `${ROOT}/${METADATA}`, `${ROOT}/*`])
      refuseOtherMethods(http, url, ['GET', 'HEAD']);
    done();
  };
}

/** What the service document and the metadata share: the caller may read reports, and the answer has a tag. */
async function readable(parts: ODataParts, request: FastifyRequest): Promise<{ tag: string }> {
  const scope = parts.newScope(request);
  const { errors } = await parts.operations.run('Reports', {}, scope);
  const [error] = errors;
  if (error) throw new ProblemError(problem(String(error.extensions?.['code']), error.message));
  const version = await scope.loader(requestDataVersion).load('all');
  return { tag: entityTag(scope, version, [request.url, request.headers.accept ?? '']) };
}

function rootOf(request: FastifyRequest): string {
  return `${originOf(request)}${ROOT}/`;
}

async function sendService(
  parts: ODataParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { format, parameters } = readOptions(request.query as RawOptions, 'document');
  refuseParameters(parameters);
  const written = jsonFormat(format, request.headers);
  const { tag } = await readable(parts, request);
  void reply.headers({ ...DATA_HEADERS, etag: tag });
  if (isKnownTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
  const sets = ENTITY_SETS.map(({ name, definition: { title } }) => ({ name, title }));
  const body = serviceDocument(`${rootOf(request)}${METADATA}`, sets);
  return reply.type(mediaType(written)).send(JSON.stringify(body));
}

async function sendMetadata(
  parts: ODataParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { format, parameters } = readOptions(request.query as RawOptions, 'document');
  refuseParameters(parameters);
  if (format !== undefined && !/^(application\/)?xml(;|$)/i.test(format))
    throw new Refusal(406, `$format=${format} is not possible; the metadata is XML`, '$format');
  const { tag } = await readable(parts, request);
  void reply.headers({ ...DATA_HEADERS, etag: tag });
  if (isKnownTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
  const sets: DescribedSet[] = [];
  for (const set of ENTITY_SETS) {
    const { title, description } = set.definition;
    const columns = await describeSet(parts, request, set);
    sets.push({ name: set.name, key: set.key, title, description, columns });
  }
  return reply.type(XML).send(metadataDocument(sets, FILTER_FUNCTIONS));
}

function refuseParameters(parameters: Readonly<Record<string, unknown>>): void {
  const [name] = Object.keys(parameters);
  if (name !== undefined)
    throw new Refusal(400, `${name} is no parameter here; a set takes the parameters of its report`, name);
}

function answerPath(parts: ODataParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const text = decoded(request.url.slice(ROOT.length + 1).split('?')[0] ?? '');
  const path = readPath(text);
  const set = path && findEntitySet(path.set);
  if (!path || !set) {
    const names = ENTITY_SETS.map(({ name }) => name).join(', ');
    throw new Refusal(404, `There is no ${text} here; the sets are ${names}`, text);
  }
  return answerSet(parts, { set, path, request, reply, root: rootOf(request) });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refusal(400, `The address ${text} is not encoded as UTF-8`, text);
  }
}
