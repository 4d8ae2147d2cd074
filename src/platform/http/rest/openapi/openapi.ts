import type { OperationShape } from '../../../persisted/operation-shape';
import type { Operations } from '../../../persisted/operations';
import { besidesOf } from '../answer';
import { snakeCase } from '../table/names';
import { pairFields, pathParameters, queryParameters } from './openapi-parameters';
import { bodySchema, Components, orNull, outputSchema, type Schema } from './openapi-schemas';
import { bodyFields } from '../reading/read-body';
import { monthPairs } from '../reading/month-pair';
import { API_ROOT, type Route } from '../table/route';
import { resultAt } from '../table/show-value';

/** The OpenAPI 3.1 description of the route table; `further`: paths that are no routes of it. */
export function openApi(
  routes: readonly Route[],
  operations: Operations,
  { version, further = {} }: { version: string; further?: Record<string, Schema> },
): Schema {
  const components = new Components();
  const paths: Record<string, Record<string, Schema>> = {};
  for (const route of routes) {
    const path = `${API_ROOT}${route.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] ??= {};
    paths[path][route.method.toLowerCase()] = operation(route, operations.shape(route.operation), components);
  }
  const tags = [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name }));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Headroom',
      version,
      description:
        'Weekly capacity and multi-group resource tracking. Every endpoint runs one persisted GraphQL operation. Fractions are 0–1, names ending in `_pct` 0–100.',
    },
    servers: [{ url: '/' }],
    tags,
    paths: { ...paths, ...further },
    components: { schemas: { ...components.schemas, Problem: PROBLEM } },
  };
}

const PROBLEM: Schema = {
  type: 'object',
  description: 'RFC 9457 problem details.',
  required: ['type', 'title', 'status', 'detail', 'code', 'errors'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: {
          path: { type: 'string' },
          message: { type: 'string' },
          value: {},
          code: { type: 'string' },
        },
      },
    },
  },
};

function operation(route: Route, shape: OperationShape, components: Components): Schema {
  const parameters = [
    ...pathParameters(route, shape),
    ...queryParameters(route, shape),
    ...(route.method === 'GET' ? [] : [IDEMPOTENCY_KEY]),
  ];
  const requestBody = bodyOf(route, shape);
  const name = route.path
    .split(/\W+/)
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join('');
  return {
    operationId: `${route.method.toLowerCase()}${name}`,
    summary: route.summary,
    description: `Runs the persisted operation \`${route.operation}\`.`,
    tags: [route.tag],
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody }),
    responses: responses(route, shape, components),
  };
}

const IDEMPOTENCY_KEY: Schema = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Repeating the request with the same key within 24 hours answers the same and does nothing again.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

function bodyOf(route: Route, shape: OperationShape): Schema | undefined {
  if (route.upload) {
    const schema = {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
    };
    return { required: true, content: { 'multipart/form-data': { schema } } };
  }
  if (!route.body) return undefined;
  const pairs = monthPairs(route, 'body').flatMap(([, pair]) => pairFields(pair));
  const fields = [...bodyFields(route, shape)].map(([name, { field, required }]) => ({
    name,
    field,
    required,
  }));
  return { required: true, content: { 'application/json': { schema: bodySchema([...pairs, ...fields]) } } };
}

function responses(route: Route, shape: OperationShape, components: Components): Schema {
  const json = (schema: Schema): Schema => ({ 'application/json': { schema } });
  const success: Schema =
    route.answer.kind === 'created'
      ? {
          201: {
            description: 'Created',
            headers: { Location: { schema: { type: 'string' }, description: 'Address of the new object.' } },
            content: json(answerSchema(route, shape, components)),
          },
        }
      : {
          200: {
            description: 'OK',
            content:
              route.answer.kind === 'sent'
                ? mediaOf(route.answer.content)
                : json(answerSchema(route, shape, components)),
          },
        };
  const accepted: Schema = {
    202: {
      description: 'Still at work: follow the job.',
      headers: { Location: { schema: { type: 'string' }, description: 'Address of the job.' } },
      content: json({
        type: 'object',
        required: ['job_id'],
        properties: { job_id: { type: 'string', format: 'uuid' } },
      }),
    },
  };
  const failure = {
    description: 'Why not, as a problem document.',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  return { ...success, ...(route.job ? accepted : {}), default: failure };
}

function mediaOf(content: Readonly<Record<string, object>>): Schema {
  return Object.fromEntries(Object.entries(content).map(([type, schema]) => [type, { schema }]));
}

function answerSchema(route: Route, shape: OperationShape, components: Components): Schema {
  const { answer } = route;
  switch (answer.kind) {
    case 'shaped':
      return answer.schema as Schema;
    case 'sent':
      return {};
    case 'result':
      return resultSchema(answer.at, shape, components);
    case 'list':
      return listSchema(answer.at, shape, components);
    case 'created':
    case 'object':
      return objectSchema(answer, shape, components);
  }
}

function resultSchema(at: string, shape: OperationShape, components: Components): Schema {
  const field = shape.result.fields[at];
  if (field?.shape.kind !== 'object') throw new Error(`${shape.name}: ${at} is no payload`);
  const { userErrors: _none, ...fields } = field.shape.fields;
  return outputSchema({ ...field.shape, fields }, components);
}

function listSchema(at: string, shape: OperationShape, components: Components): Schema {
  const { shape: list } = resultAt(shape.result.fields, {}, at);
  const nodes = list.kind === 'object' ? list.fields['nodes']?.shape : list;
  if (!nodes) throw new Error(`${shape.name}: ${at} is no list`);
  return {
    type: 'object',
    required: ['data', 'pagination', 'meta'],
    properties: {
      data: outputSchema(nodes, components),
      pagination: components.add('Pagination', PAGINATION),
      meta: components.add('ListMeta', LIST_META),
    },
  };
}

function objectSchema(
  answer: { at: string; also?: readonly string[] },
  shape: OperationShape,
  components: Components,
): Schema {
  const object = outputSchema(resultAt(shape.result.fields, {}, answer.at).shape, components);
  const extra = besidesOf(answer, shape);
  if (extra.length === 0) return object;
  const properties = extra.map(([name, field]): [string, Schema] => {
    const schema = outputSchema(field.shape, components);
    return [snakeCase(name), field.nullable ? orNull(schema) : schema];
  });
  return components.extended(object, Object.fromEntries(properties));
}

const LIST_META: Schema = {
  type: 'object',
  description: 'What there is to remark, e.g. a filter’s value that nothing has.',
  required: ['warnings'],
  properties: { warnings: { type: 'array', items: { type: 'string' } } },
};

const PAGINATION: Schema = {
  type: 'object',
  required: ['total', 'limit', 'offset', 'count', 'has_more'],
  properties: {
    total: { type: 'integer' },
    limit: { type: 'integer' },
    offset: { type: 'integer' },
    count: { type: 'integer' },
    has_more: { type: 'boolean' },
  },
};
