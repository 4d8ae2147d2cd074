import {
  fieldAt,
  type FieldShape,
  type OperationShape,
  type Shape,
} from '../../../persisted/operation-shape';
import { monthPairs } from '../reading/month-pair';
import { LIMIT, WAIT_SECONDS } from '../reading/read-parameters';
import { patternOf } from '../reading/read-parts';
import type { MonthPair, QueryParameter, Route } from '../table/route';
import { inputSchema, type Schema } from './openapi-schemas';

/** The parameters of a route’s path. */
export function pathParameters(route: Route, shape: OperationShape): Schema[] {
  return [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: pathSchema(route, shape, name),
  }));
}

function pathSchema(route: Route, shape: OperationShape, name: string): Schema {
  const field = fieldAt(shape.variables, route.params?.[name] ?? name);
  if (field?.shape.kind === 'leaf' && field.shape.type === 'ID' && route.params?.[name] !== undefined)
    return { type: 'string' };
  return field ? inputSchema(field.shape) : { type: 'string' };
}

/** The query parameters of a route. */
export function queryParameters(route: Route, shape: OperationShape): Schema[] {
  return [
    ...monthParameters(route),
    ...givenParameters(route, shape),
    ...ownParameters(route),
    ...(route.answer.kind === 'list' ? PAGING : []),
    ...(route.job ? [WAIT] : []),
  ];
}

function monthParameters({ query = {}, ...route }: Route): Schema[] {
  return monthPairs(route, 'query').flatMap(([, pair]) =>
    pairFields(pair)
      .filter(({ name }) => !Object.hasOwn(query, name))
      .map(({ name, field }) => ({
        name,
        in: 'query',
        description: field.description,
        schema: inputSchema(field.shape),
      })),
  );
}

function givenParameters(route: Route, shape: OperationShape): Schema[] {
  return Object.entries(route.query ?? {}).map(([name, parameter]) => {
    const plain = plainSchema(shape, parameter);
    const schema = parameter.lookup ? { anyOf: [plain, { type: 'string' }] } : plain;
    const { default: fallback, range } = parameter;
    return {
      name,
      in: 'query',
      description: parameter.description,
      schema: {
        ...schema,
        ...(range && { minimum: range[0], maximum: range[1] }),
        ...(fallback !== undefined && { default: fallback }),
      },
    };
  });
}

function plainSchema(shape: OperationShape, { parts, half, variable }: QueryParameter): Schema {
  if (parts) return { type: 'array', items: { type: 'string', pattern: patternOf(parts) } };
  return inputSchema(half === undefined ? parameterShape(shape, variable) : { kind: 'leaf', type: half });
}

function ownParameters(route: Route): Schema[] {
  return Object.entries(route.own ?? {}).map(([name, parameter]) => ({
    name,
    in: 'query',
    description: parameter.description,
    schema: {
      type: 'string',
      enum: parameter.values,
      ...(parameter.default !== undefined && { default: parameter.default }),
    },
  }));
}

function integer(name: string, description: string, limits: Schema): Schema {
  return { name, in: 'query', description, schema: { type: 'integer', ...limits } };
}

const PAGING: readonly Schema[] = [
  integer('limit', 'Most items in the answer.', { minimum: 1, maximum: LIMIT.max, default: LIMIT.default }),
  integer('offset', 'Items to skip.', { minimum: 0, default: 0 }),
];

const WAIT = integer('wait_s', 'Seconds to wait before answering 202 with the job.', {
  minimum: 0,
  maximum: WAIT_SECONDS.max,
  default: WAIT_SECONDS.default,
});

/** The two members that a month is given as. */
export function pairFields({ month, year, start, description }: MonthPair) {
  const field = (type: string, text: string): FieldShape => ({
    shape: { kind: 'leaf', type },
    nullable: true,
    description: text,
  });
  return [
    { name: month, field: field('String', `${description}, with \`${year}\`.`), required: false },
    { name: year, field: field('Int', `Year of \`${month}\`.`), required: false },
    ...(start === undefined
      ? []
      : [
          { name: start, field: field('Date', `First day of the month, in place of both.`), required: false },
        ]),
  ];
}

function parameterShape(shape: OperationShape, variable: string): Shape {
  const field = fieldAt(shape.variables, variable);
  if (!field) throw new Error(`${shape.name} has no variable ${variable}`);
  return field.shape;
}
