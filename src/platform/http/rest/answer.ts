import { DomainError, type Issue } from '../../../domain/errors';
import type { FieldShape, OperationShape, Shape } from '../../persisted/operation-shape';
import { snakeCase } from './table/names';
import type { RawRequest, Reading } from './reading/request-parts';
import { API_ROOT, type Route } from './table/route';
import { resultAt, showValue } from './table/show-value';

/** An answer before it is written. */
export interface Answered {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** The body and status of a successful operation. */
export function answerOf(
  route: Route,
  shape: OperationShape,
  data: Record<string, unknown>,
  { reading, raw }: { reading: Reading; raw: RawRequest },
): Answered {
  const { answer } = route;
  switch (answer.kind) {
    case 'list':
      return ok(listBody(answer.at, shape, data, reading));
    case 'object':
      return ok({
        ...objectBody(answer.at, shape, data, raw),
        ...besides(answer, shape, data),
      });
    case 'created': {
      const body = objectBody(answer.at, shape, data, raw);
      const location = answer.location.replace(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(String(body[name])),
      );
      const headers = { location: `${API_ROOT}${location}` };
      return { status: 201, headers, body: { ...body, ...besides(answer, shape, data) } };
    }
    case 'result': {
      const { userErrors: _none, ...rest } = { userErrors: null, ...payloadAt(answer.at, data) };
      return ok(showPayload(answer.at, shape, rest));
    }
    case 'shaped':
      return ok(answer.shape(data as never, reading));
    case 'sent':
      throw new Error(`${route.path} writes its own answer`);
  }
}

/** Adds what the operation remarked: to the body’s own `warnings`, else to `meta.warnings`. */
export function withWarnings(answered: Answered, remarks: readonly Issue[]): Answered {
  const { body } = answered;
  if (remarks.length === 0 || typeof body !== 'object' || body === null) return answered;
  const messages = remarks.map(({ message }) => message);
  const own = (body as { warnings?: unknown }).warnings;
  const added = Array.isArray(own)
    ? { warnings: [...(own as unknown[]), ...messages] }
    : { meta: { warnings: messages } };
  return { ...answered, body: { ...body, ...added } };
}

function ok(body: unknown): Answered {
  return { status: 200, headers: {}, body };
}

function objectBody(
  at: string,
  shape: OperationShape,
  data: Record<string, unknown>,
  raw: RawRequest,
): Record<string, unknown> {
  const found = resultAt(shape.result.fields, data, at);
  const body = showValue(found.shape, found.value);
  if (body !== null) return body as Record<string, unknown>;
  const [[name, value] = ['', raw.url]] = Object.entries(raw.params);
  const message = name === '' ? 'There is nothing here' : `There is nothing with ${name} ${value}`;
  throw new DomainError('NOT_FOUND', message, name === '' ? [] : [{ path: name, message, value }]);
}

/** Names and shapes of what stands beside the object in its payload and is shown with it. */
export function besidesOf(
  { at, also = [] }: { at: string; also?: readonly string[] },
  shape: OperationShape,
): [name: string, field: FieldShape][] {
  const payload = shape.result.fields[at.split('.')[0] ?? at]?.shape;
  return also.map((name) => {
    const field = payload?.kind === 'object' ? payload.fields[name] : undefined;
    if (!field) throw new Error(`${shape.name} selects no ${name} beside ${at}`);
    return [name, field];
  });
}

function besides(
  answer: { at: string; also?: readonly string[] },
  shape: OperationShape,
  data: Record<string, unknown>,
): Record<string, unknown> {
  const payload = payloadAt(answer.at.split('.')[0] ?? answer.at, data);
  return Object.fromEntries(
    besidesOf(answer, shape).map(([name, field]) => [snakeCase(name), showValue(field.shape, payload[name])]),
  );
}

function payloadAt(at: string, data: Record<string, unknown>): Record<string, unknown> {
  return (data[at] ?? {}) as Record<string, unknown>;
}

function showPayload(at: string, shape: OperationShape, payload: Record<string, unknown>): unknown {
  const field = shape.result.fields[at];
  if (field?.shape.kind !== 'object') throw new Error(`${shape.name}: ${at} is no payload`);
  const { userErrors: _dropped, ...fields } = field.shape.fields;
  return showValue({ ...field.shape, fields }, payload);
}

function listBody(
  at: string,
  shape: OperationShape,
  data: Record<string, unknown>,
  { page }: Reading,
): unknown {
  const found = resultAt(shape.result.fields, data, at);
  const { items, total } = takePage(found, 'first' in shape.variables ? undefined : page);
  const { limit, offset } = page;
  const count = items.length;
  const pagination = { total, limit, offset, count, has_more: offset + count < total };
  return { data: items, pagination, meta: { warnings: [] } };
}

/** A connection is paged by the operation; a plain list (`page` given) is cut here. */
function takePage(
  { shape, value }: { shape: Shape; value: unknown },
  page: { limit: number; offset: number } | undefined,
): { items: unknown[]; total: number } {
  if (shape.kind === 'object') {
    const connection = value as { nodes: unknown[]; totalCount: number };
    const nodes = shape.fields['nodes'];
    return {
      items: nodes ? (showValue(nodes.shape, connection.nodes) as unknown[]) : [],
      total: connection.totalCount,
    };
  }
  const all = (showValue(shape, value) ?? []) as unknown[];
  return { items: page ? all.slice(page.offset, page.offset + page.limit) : all, total: all.length };
}
