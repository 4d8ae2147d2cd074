import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { invalid } from '../../domain/errors';
import { currentDataVersion } from '../scope/data-version';
import type { RequestScope } from '../scope/request-scope';
import type { EventChannel } from './event-channel';
import type { EventHub } from './event-hub';
import { readyText, resetText } from './event-text.rules';

/** What the endpoint works with. */
export interface EventsEndpoint {
  url: string;
  hub: EventHub;
  channel: EventChannel;
  newScope: (request: FastifyRequest) => RequestScope;
}

/** Live changes as server-sent events. The id of an event is the data version; nothing is stored for those who come back. */
export function eventsEndpoint(parts: EventsEndpoint) {
  return (http: FastifyInstance, _options: unknown, done: () => void): void => {
    http.route({
      url: parts.url,
      method: 'GET',
      exposeHeadRoute: false,
      config: { admission: 'own', guarded: true },
      handler: (request, reply) => listen(parts, request, reply),
    });
    http.addHook('preClose', (next) => {
      parts.channel.close();
      parts.hub.close();
      next();
    });
    done();
  };
}

const KNOWN_PARAMETERS = new Set(['last_event_id', 'api_key']);

async function listen(parts: EventsEndpoint, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const known = lastEventId(request);
  const scope = parts.newScope(request);
  const arrived = await parts.channel.open();
  // A client may have heard of a change from another process before this one has.
  const version = known !== undefined && known > arrived ? await currentDataVersion(scope) : arrived;
  if (request.raw.destroyed) return reply.hijack();
  const { raw } = reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'private, no-store',
    // Proxies that gather answers would hold events back.
    'x-accel-buffering': 'no',
  });
  raw.write(readyText(version));
  if (known !== undefined && known !== version) raw.write(resetText(version));
  parts.hub.add(raw, scope.actor);
  return reply;
}

/** The data version that a client who comes back has seen; browsers send the header. */
function lastEventId({ headers, query }: FastifyRequest): number | undefined {
  const parameters = query as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(parameters).find((name) => !KNOWN_PARAMETERS.has(name));
  if (unknown !== undefined) throw invalid(unknown, parameters[unknown], 'no parameter but last_event_id');
  const header = headers['last-event-id'];
  const [path, text] =
    header === undefined ? ['last_event_id', parameters['last_event_id']] : ['Last-Event-ID', header];
  if (text === undefined || text === '') return undefined;
  if (typeof text === 'string' && /^\d{1,15}$/.test(text)) return Number(text);
  throw invalid(path, text, 'the id of an earlier event: a data version such as 42');
}
